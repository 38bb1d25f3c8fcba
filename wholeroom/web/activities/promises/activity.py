"""Promises: who does what by when, and who will judge it; and with ``stage = "review-day"``, when we look again."""

from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.promises.looking_again import LookingAgain
from wholeroom.web.activities.promises.promising import Promising
from wholeroom.web.rooms.taking import Staged


class Promises(Staged):
    name = "promises"
    title = _("Promises")


activity = Promises({"review-day": LookingAgain()}, usual=Promising())
