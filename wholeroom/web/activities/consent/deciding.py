"""The stage in which the room asks, of each option in turn, who cannot live with it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise as LazyText
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wholeroom.web.activities.consent import actions, wordings
from wholeroom.web.activities.consent.forms import (
    AMEND,
    SETTLE,
    AmendForm,
    PaperAmendForm,
    PaperPositionForm,
    PositionForm,
    SettleForm,
    short,
)
from wholeroom.web.activities.consent.models import Position, Proposal
from wholeroom.web.activities.consent.wordings import Option, current, options, source
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.forms import new_sending
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import posting
from wholeroom.web.rooms.contract import Agreed, Outcome, Row, Said, Wording
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import (
    LINE_BYTES,
    PHONE_BYTES,
    PHONE_LETTERS,
    WALL_LETTERS,
    WALL_NEWEST,
    Line,
    newest_that_fit,
    speaker_of,
    that_fit,
)
from wholeroom.web.rooms.taking import Taking


@dataclass(frozen=True)
class Listed:
    """An option that is not taken now, and how it stands."""

    words: str
    state: str

    @property
    def bytes(self) -> int:
        return len(escape(self.words + self.state).encode()) + 2 * LINE_BYTES


class Deciding(Taking):
    name = "consent"
    title: str | LazyText = _("Who cannot live with this?")

    def frame(self, step: Step, audience: str, language: str) -> str:
        with override(language):
            return render_to_string(f"consent/decide-{audience}-frame.html", self.seen(step, audience))

    def form_version(self, step: Step) -> str:
        """Of the options, how each stands, and what was said against it: never of where somebody agrees."""
        found = [(one.pk, one.state, len(one.now.against)) for one in options(source(step))]
        return hashlib.sha256(repr(found).encode()).hexdigest()[:8]

    def seen(self, step: Step, audience: str) -> dict[str, Any]:
        """What all may see: words, and how options ended. Never where anybody stands, nor how many."""
        found = options(source(step))
        taken = current(found)
        if audience == "console":
            return {"options": found, "taken": taken}
        letters = WALL_LETTERS * 2 if audience == "wall" else PHONE_LETTERS
        values = {"taken": taken, "line": Line.of(taken.words, letters) if taken else None, "is_empty": not found}
        others = [Listed(short(one), one.state_label) for one in found if one is not taken]
        objections = taken.now.objections if taken else []
        if audience == "wall":
            lines = [Line.of(one, WALL_LETTERS) for one in objections[-WALL_NEWEST:]]
            return {**values, "lines": lines, "others": len(others)}
        left = PHONE_BYTES - (values["line"].bytes if taken else 0)
        listed = that_fit(others, left // 2)
        left -= sum(one.bytes for one in listed)
        return {
            **values,
            "lines": newest_that_fit(objections, left),
            "others": listed,
            "more": len(others) - len(listed),
        }

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        found = options(source(step))
        last = participant.contributions.order_by("position").last()
        shown_as = last.shown_as if last else Contribution.ShownAs.NOBODY
        taken = current(found)
        judged = [
            {
                "option": option,
                "is_taken": option is taken,
                "mine": option.now.position_of(participant),
                "stands": self.position_form(option, participant, shown_as, form),
                "amends": self.amend_form(option, participant, shown_as, form),
                "is_refused": _is_about(form, option),
            }
            for option in found
        ]
        mine = self.own(step, participant)
        return posting.draw("consent/decide-phone.html", step, judged=judged, mine=mine, form=form)

    def position_form(
        self, option: Option, who: Participant, shown_as: str, refused: forms.Form | None
    ) -> PositionForm | None:
        if isinstance(refused, PositionForm) and _is_about(refused, option):
            return refused
        mine = option.now.position_of(who)
        stand = mine.stand if mine else ""
        initial = {"proposal": option.pk, "seen": stand, "stand": stand, "shown_as": shown_as, "sending": new_sending()}
        return PositionForm(options=[option], who=who, initial=initial, auto_id=f"stand_{option.pk}_%s")

    def amend_form(self, option: Option, who: Participant, shown_as: str, refused: forms.Form | None) -> AmendForm:
        if isinstance(refused, AmendForm) and _is_about(refused, option):
            return refused
        initial = {"proposal": option.pk, "text": option.words.text, "shown_as": shown_as, "sending": new_sending()}
        return AmendForm(options=[option], who=who, initial=initial, auto_id=f"amend_{option.pk}_%s")

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        found = options(source(step))
        values = {
            "options": found,
            "taken": current(found),
            "settle": form if isinstance(form, SettleForm) else None,
            "stands": form if isinstance(form, PaperPositionForm) else PaperPositionForm(options=found, room=step.room),
            "amends": form if isinstance(form, PaperAmendForm) else PaperAmendForm(options=found, room=step.room),
        }
        return posting.draw("consent/decide-console.html", step, **values)

    def refuse(self, form: forms.Form, error: WebError) -> None:
        """What was said of an older wording comes back under the newest, to be read again."""
        if isinstance(error, actions.NewWording):
            form.data = {**form.data, "proposal": str(error.newest.pk)}
        super().refuse(form, error)

    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        """By what was asked; options that a newer wording replaced can still be named, so that words arrive."""
        named = options_with(step, data.get("proposal", ""))
        act = data.get("act")
        if isinstance(by, Person):
            if act == SETTLE:
                return SettleForm(data, options=named)
            kind = PaperAmendForm if act == AMEND else PaperPositionForm
            return kind(data, options=named, room=step.room)
        mine = AmendForm if act == AMEND else PositionForm
        prefix = "amend" if act == AMEND else "stand"
        return mine(data, options=named, who=by, auto_id=f"{prefix}_{data.get('proposal', '')}_%s")

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        found = form.cleaned_data
        proposal = Proposal.objects.select_related("step__room").get(pk=found["proposal"])
        if isinstance(form, SettleForm) and isinstance(by, Person):
            actions.settle(by=by, proposal=proposal, state=found["state"])
        elif isinstance(form, AmendForm | PaperAmendForm):
            actions.amend(by=by, step=step, proposal=proposal, words=found, speaker=speaker_of(form, by))
        else:
            actions.take_position(
                by=by,
                step=step,
                proposal=proposal,
                speaker=speaker_of(form, by),
                stand=found["stand"],
                words=found,
                seen=found["seen"],
            )

    def rows(self, step: Step) -> list[Row]:
        """Each wording and the words against it. Of positions only what the rule for small numbers allows, at the end:

        told before, two exports could be compared, and would give away who came between them.
        """
        rows: list[Row] = []
        has_ended = step.room.conversation.state == Conversation.State.CLOSED
        for number, option in enumerate(options(source(step)), start=1):
            for wording in (*option.earlier_shown, option.now):
                state = option.state if wording is option.now else Proposal.State.AMENDED.value
                told = option.told() if wording is option.now and has_ended else ""
                rows.append(_row(step, number, "proposal", wording.words) | {"state": state, "told": told})
                rows += [
                    _row(step, number, "objection", words) | {"state": "", "told": ""} for words in wording.objections
                ]
        return rows

    def paper(self, step: Step) -> str:
        values = {"step": step, "shown_as": Contribution.ShownAs.choices, "stands": Position.Stand.choices}
        return render_to_string("consent/decide-paper.html", values)

    def outcome(self, step: Step) -> Outcome:
        """Every option as it ended, with the dissent beside it; and whatever else was said."""
        found = options(source(step))
        agreed = tuple(_agreed(option) for option in found)
        told = {one for each in agreed for one in each.all_words}
        words = [one for one in self.words(step) if str(one.pk) not in told]
        return Outcome(said=Said.under(step.title, words), agreed=agreed)


def options_with(step: Step, named: str) -> Sequence[Option]:
    """The options, with those under an earlier wording too: who answers it late is told, and loses nothing."""
    found = options(source(step))
    earlier = [
        Option(wording, ()) for option in found for wording in option.earlier if str(wording.proposal.pk) == named
    ]
    return [*found, *earlier]


def _agreed(option: Option) -> Agreed:
    return Agreed(
        words=option.pk,
        is_agreed=option.is_agreed,
        objections=tuple(str(one.pk) for one in option.now.objections),
        earlier=tuple(_before(one) for one in option.earlier if one.is_shown or one.against),
        told=option.told(),
    )


def _before(wording: wordings.Wording) -> Wording:
    return Wording(
        words=str(wording.words.pk) if wording.is_shown else "",
        objections=tuple(str(one.pk) for one in wording.objections),
        wordless=tuple(wording.wordless),
    )


def _row(step: Step, number: int, kind: str, words: Contribution) -> Row:
    return {"step": step.name, "option": number, "kind": kind, "text": words.text, "who": appearance.label(words)}


def _is_about(form: forms.Form | None, option: Option) -> bool:
    return form is not None and form.data.get("proposal") == option.pk
