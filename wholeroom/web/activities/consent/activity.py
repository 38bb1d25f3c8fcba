"""Consent: put forward options, then ask who cannot live with each. The setting ``stage`` says which of the two."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.consent.deciding import Deciding
from wholeroom.web.activities.consent.proposing import Proposing
from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Activity, Outcome, Row
from wholeroom.web.rooms.models import Step

DECIDE = "decide"


class Consent(Activity):
    name = "consent"
    title = _("Options and who cannot live with them")

    def __init__(self) -> None:
        self.proposing, self.deciding = Proposing(), Deciding()

    def stage(self, step: Step) -> Activity:
        return self.deciding if step.settings.get("stage") == DECIDE else self.proposing

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

    def form_version(self, step: Step) -> str:
        return self.stage(step).form_version(step)

    def outcome(self, step: Step) -> Outcome:
        return self.stage(step).outcome(step)


activity = Consent()
