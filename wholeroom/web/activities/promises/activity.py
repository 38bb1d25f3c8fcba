"""Promises: who does what by when, and who will judge it; and with ``stage = "review-day"``, when we look again."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.promises.looking_again import LookingAgain
from wholeroom.web.activities.promises.promising import Promising
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Activity, Outcome, Row
from wholeroom.web.rooms.models import Step

REVIEW_DAY = "review-day"


class Promises(Activity):
    name = "promises"
    title = _("Promises")

    def __init__(self) -> None:
        self.promising, self.looking_again = Promising(), LookingAgain()

    def stage(self, step: Step) -> Activity:
        return self.looking_again if step.settings.get("stage") == REVIEW_DAY else self.promising

    def frame(self, step: Step, audience: str, language: str) -> str:
        return self.stage(step).frame(step, audience, language)

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        return self.stage(step).phone(step, participant, form)

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        return self.stage(step).console(step, form)

    def accept(self, step: Step, data: Mapping[str, str], *, by: Participant | Person) -> forms.Form | None:
        return self.stage(step).accept(step, data, by=by)

    def rows(self, step: Step) -> list[Row]:
        return self.stage(step).rows(step)

    def paper(self, step: Step) -> str:
        return self.stage(step).paper(step)

    def outcome(self, step: Step) -> Outcome:
        return self.stage(step).outcome(step)


activity = Promises()
