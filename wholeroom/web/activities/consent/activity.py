"""Consent: put forward options, then ask who cannot live with each. The setting ``stage`` says which of the two."""

from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.consent.deciding import Deciding
from wholeroom.web.activities.consent.proposing import Proposing
from wholeroom.web.rooms.taking import Staged


class Consent(Staged):
    name = "consent"
    title = _("Options and who cannot live with them")


activity = Consent({"decide": Deciding()}, usual=Proposing())
