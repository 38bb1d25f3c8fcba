"""How activities take in what people send, and how one activity can be held in stages."""

from abc import abstractmethod
from collections.abc import Mapping

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise as LazyText

from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Activity, Outcome, Row
from wholeroom.web.rooms.models import Step


class Taking(Activity):
    """An activity that takes in forms: one for what was sent, and an act for one that is in order."""

    @abstractmethod
    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        """The form for what was sent."""

    @abstractmethod
    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        """Do what a valid form says. A WebError tells why it cannot be done now."""

    def accept(self, step: Step, data: Mapping[str, str], *, by: Participant | Person) -> forms.Form | None:
        form = self.form_of(step, data, by)
        if not form.is_valid():
            return form
        try:
            self.take(step, form, by)
        except WebError as error:
            self.refuse(form, error)
            return form
        return None

    def refuse(self, form: forms.Form, error: WebError) -> None:
        """Let the form say why it was not taken."""
        form.add_error(None, str(error))


class Staged(Activity):
    """An activity that is something else in different steps: the setting ``stage`` of a step says which."""

    def __init__(self, stages: Mapping[str, Activity], *, usual: Activity) -> None:
        """``usual`` is for steps that name none of ``stages``."""
        self.stages, self.usual = stages, usual

    def stage(self, step: Step) -> Activity:
        return self.stages.get(step.settings.get("stage", ""), self.usual)

    def frame(self, step: Step, audience: str, language: str) -> str:
        return self.stage(step).frame(step, audience, language)

    def shorter_frame(self, step: Step, language: str, most_bytes: int) -> str:
        return self.stage(step).shorter_frame(step, language, most_bytes)

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

    def took_part(self, step: Step) -> QuerySet[Participant]:
        return self.stage(step).took_part(step)

    def meanwhile(self, step: Step) -> str | LazyText:
        return self.stage(step).meanwhile(step)

    def form_version(self, step: Step) -> str:
        return self.stage(step).form_version(step)
