"""How a group or a place is told less and less exactly, where the exact one would point at too few people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.stakeholder_groups import GROUPS

WORKS_IN_SERVICES = "works-in-services"
PLANS_OR_PAYS = "plans-or-pays"
USES_OR_IS_CLOSE = "uses-or-is-close"
SOMEBODY = "somebody"

COARSE: dict[str, Promise] = {
    WORKS_IN_SERVICES: _("Works in services"),
    PLANS_OR_PAYS: _("Plans or pays for services"),
    USES_OR_IS_CLOSE: _("Uses services, or is close to somebody who does"),
    SOMEBODY: _("Somebody in the system"),
}

GROUP_LADDERS: dict[str, tuple[str, ...]] = {  # each from the group itself to whoever is here at all
    "commissioner": ("commissioner", PLANS_OR_PAYS, SOMEBODY),
    "provider": ("provider", WORKS_IN_SERVICES, SOMEBODY),
    "front-line-worker": ("front-line-worker", WORKS_IN_SERVICES, SOMEBODY),
    "clinician": ("clinician", WORKS_IN_SERVICES, SOMEBODY),
    "person-who-uses-services": ("person-who-uses-services", USES_OR_IS_CLOSE, SOMEBODY),
    "carer-or-family": ("carer-or-family", USES_OR_IS_CLOSE, SOMEBODY),
    "elected-member": ("elected-member", PLANS_OR_PAYS, SOMEBODY),
    "public-health-or-national-body": ("public-health-or-national-body", PLANS_OR_PAYS, SOMEBODY),
    "voluntary-or-community-group": ("voluntary-or-community-group", WORKS_IN_SERVICES, SOMEBODY),
    "other": ("other", SOMEBODY),
}

AREA, KIND, REGION = "area:", "kind:", "region:"  # what a place begins with; a code or a name follows
ANYWHERE = ""


def covers(group: str) -> set[str]:
    """The groups that this one, however coarse, may stand for. ``SOMEBODY`` stands for those with none as well."""
    return {code for code, ladder in GROUP_LADDERS.items() if group in ladder}


def groups_from(group: str) -> tuple[str, ...]:
    """The ladder from a group or a coarse one on. A code nobody knows is somebody; where none may show, none will."""
    for ladder in GROUP_LADDERS.values():
        if group in ladder:
            return ladder[ladder.index(group) :]
    return (SOMEBODY,) if group else ()


def group_label(group: str) -> str:
    return str(COARSE.get(group) or GROUPS.get(group) or "")
