"""The stage in which people promise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.promises import actions
from wholeroom.web.activities.promises.forms import PaperPromiseForm, PromiseForm
from wholeroom.web.activities.promises.models import PromiseGiven
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Outcome, PromiseMade, Row, Said
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import (
    PHONE_BYTES,
    PHONE_LETTERS,
    WALL_LETTERS,
    WALL_NEWEST,
    Saying,
    speaker_of,
    that_fit,
)

MARKS = 330  # bytes of marks and labels around one promise


@dataclass(frozen=True)
class Line:
    """A promise as it shows in a list, perhaps shortened."""

    who: str
    text: str
    by_when: date
    judge: str

    @classmethod
    def of(cls, given: PromiseGiven, letters: int) -> "Line":
        return cls(given.who, Truncator(given.words.text).chars(letters), given.by_when, given.judge)

    @property
    def bytes(self) -> int:
        return len(escape(self.who + self.text + self.judge).encode()) + MARKS


class Promising(Saying):
    name = "promises"
    title = _("Promises")
    kind = actions.PROMISE
    form = PromiseForm
    paper_form = PaperPromiseForm
    reads_with_words = ("promise",)

    def seen(self, step: Step, audience: str) -> dict[str, Any]:
        found = given_in(step)
        if audience == "console":
            return {"step": step, "lines": [Line.of(one, len(one.words.text)) for one in found]}
        if audience == "wall":
            return {"step": step, "lines": [Line.of(one, WALL_LETTERS) for one in found[-WALL_NEWEST:]]}
        newest_first = (Line.of(one, PHONE_LETTERS) for one in reversed(found))
        lines = that_fit(newest_first, PHONE_BYTES)[::-1]
        return {"step": step, "lines": lines, "earlier": len(found) - len(lines)}

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        actions.promise(by=by, step=step, words=form.cleaned_data, speaker=speaker_of(form, by))

    def rows(self, step: Step) -> list[Row]:
        return [
            {
                "step": step.name,
                "kind": actions.PROMISE,
                "who": one.who,
                "text": one.words.text,
                "by_when": one.by_when.isoformat(),
                "judge": one.judge,
            }
            for one in given_in(step)
        ]

    def outcome(self, step: Step) -> Outcome:
        found = given_in(step)
        promised = {one.pk for one in found}
        others = [one for one in self.words(step) if one.pk not in promised]
        return Outcome(said=Said.under(step.title, others), promises=tuple(_made(one) for one in found))


def given_in(step: Step) -> list[PromiseGiven]:
    """The promises of a step that show, in their order."""
    found = PromiseGiven.objects.filter(step=step, words__state=Contribution.State.SHOWN)
    return list(found.select_related("words"))


def _made(given: PromiseGiven) -> PromiseMade:
    return PromiseMade(
        words=str(given.words_id),
        who=given.who,
        by_when=given.by_when.isoformat(),
        judge=given.judge,
        participant=str(given.participant_id) if given.participant_id else None,
    )
