"""The short pages in which a note is written, one after the other. Each can be opened again later."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.learning import actions
from wholeroom.web.learning.forms import DoneForm, HappenedForm, MoreForm, NewThingForm, PartsForm, WhereForm
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

NEW = "new"
MOST_PROBLEMS = 30  # that are offered to tick


@dataclass(frozen=True)
class PartsStep:
    """A page that asks for some parts; one of them also how it came out."""

    name: str
    heading: str | Promise
    lead: str | Promise
    asks: type[PartsForm]

    def form(self, note: PracticeNote, sent: QueryDict | None) -> PartsForm:
        words = {part: said.text for part, said in note.words().items()}
        return self.asks(sent, initial={**words, "outcome": note.outcome})

    def keep(self, note: PracticeNote, form: PartsForm) -> None:
        sending = form.cleaned_data["sending"] or None
        tell_what_changed(by=note.author, note=note, told=form.told(), sending=sending)
        outcome = form.cleaned_data.get("outcome")
        if outcome and outcome != note.outcome:
            actions.say_how_it_came_out(by=note.author, note=note, outcome=outcome)


@dataclass(frozen=True)
class WhereStep:
    """The page that asks where it was, and for what."""

    name: str
    heading: str | Promise
    lead: str | Promise

    def form(self, note: PracticeNote, sent: QueryDict | None) -> WhereForm:
        chosen = list(note.about.all())
        initial = {"area": note.area_id, "service": note.service, "is_new": note.is_new, "about": chosen}
        return WhereForm(sent, initial=initial, problems=problems_offered(note.author, chosen))

    def keep(self, note: PracticeNote, form: forms.Form) -> None:
        actions.say_where(by=note.author, note=note, **form.cleaned_data)


STEPS = {
    step.name: step
    for step in (
        PartsStep("done", _("What we did"), _("Tell it so that somebody could do the same."), DoneForm),
        PartsStep("happened", _("What happened"), _("Both what went well and what did not."), HappenedForm),
        PartsStep("more", _("What others ask next"), _("None of these is a must."), MoreForm),
        WhereStep("where", _("Where it was, and for what"), _("None of these is a must. They help others to find it.")),
        PartsStep(NEW, _("A new thing"), _("A new thing needs these three before it is shared."), NewThingForm),
    )
}


def next_step(note: PracticeNote, name: str) -> str | None:
    """The page that comes after this one; none after the last."""
    order = [step for step in STEPS if step != NEW or note.is_new]
    later = order[order.index(name) + 1 :]
    return later[0] if later else None


def problems_offered(person: Person, chosen: list[Problem]) -> list[Problem]:
    """Those that somebody brought or follows, and those that they chose already."""
    theirs = Q(owner=person) | Q(conversation__followers__member=person)
    found = Problem.objects.filter(theirs, conversation__state=Conversation.State.OPEN).exclude(conversation__title="")
    return list({*found.distinct()[:MOST_PROBLEMS], *chosen})


def tell_what_changed(*, by: Person, note: PracticeNote, told: Mapping[str, str], sending: str | None) -> None:
    """Tell each part that says something else than before, under a key of its own, made of the one of the page."""
    words = note.words()
    for part, text in told.items():
        if not text and part in words:
            actions.take_back(by=by, note=note, part=part)
        elif text and (part not in words or words[part].text != text):
            key = f"{sending}-{part}" if sending else None
            actions.tell(by=by, note=note, part=part, text=text, sending=key, language=get_language() or "")
