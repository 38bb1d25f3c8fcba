"""Why something was found, in sentences. Never how much: there is no number that would mean it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wholeroom.web.areas.models import Area
from wholeroom.web.search.corpus import Found
from wholeroom.web.search.kinds import Findable


def reasons(found: Found, asked: Findable | None = None) -> list[str]:
    """What both share: rare words, meaning, and of two with an area or a service these too."""
    told = []
    if found.match.shared:
        told.append(_("Both say: %(words)s.") % {"words": pgettext("between words", ", ").join(found.match.shared)})
    if found.match.alike_in_meaning:
        told.append(_("Their words may mean the same."))
    if asked and asked.area and asked.area == found.told.area:
        told.append(_("The same kind of area: %(area)s.") % {"area": Area.Kind(asked.area).label})
    service = found.kind.services.get(asked.service) if asked else None
    if asked and service and asked.service == found.told.service:
        told.append(_("The same kind of service: %(service)s.") % {"service": service})
    return told
