"""What activities that take words share: who speaks, what is shown of a step, and how much of it fits on a phone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.forms import WordsForm
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import posting
from wholeroom.web.rooms.contract import SPEAKER, Outcome, Row, Said
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.taking import Taking

OWNER_SPEAKS = "owner"  # the setting ``speaks`` of a step in which the owner tells and nobody interrupts
TOLD = "told"  # what the owner says, as it was written down
PHONE_BYTES = 2600  # for the words in a phone's frame: the page around them needs the rest of 4 kB
LINE_BYTES = 60  # the marks around each line
PHONE_LETTERS = 280
WALL_LETTERS = 200
WALL_NEWEST = 4
CONSOLE_BYTES = 16_000  # for the words in a console's frame, with the marks around each
CONSOLE_LINE_BYTES = 700
MOST_NAMED = 60  # people whom a facilitator can have in mind; where there are more, they are counted


@dataclass(frozen=True)
class Line:
    """Words as they show in a list, perhaps shortened."""

    text: str
    who: str

    @classmethod
    def of(cls, words: Contribution, letters: int) -> "Line":
        return cls(Truncator(words.text).chars(letters), appearance.label(words))

    @property
    def bytes(self) -> int:
        return len(escape(self.text + self.who).encode()) + LINE_BYTES


class Sized(Protocol):
    @property
    def bytes(self) -> int: ...


Fits = TypeVar("Fits", bound=Sized)


def that_fit(lines: Iterable[Fits], room_for: int) -> list[Fits]:
    """The first of these that fit on a phone together."""
    found: list[Fits] = []
    for line in lines:
        room_for -= line.bytes
        if room_for < 0:
            break
        found.append(line)
    return found


def newest_that_fit(words: Iterable[Contribution], room_for: int = PHONE_BYTES) -> list[Line]:
    """The newest words that fit on a phone together, the newest last."""
    newest_first = (Line.of(each, PHONE_LETTERS) for each in reversed(list(words)))
    return that_fit(newest_first, room_for)[::-1]


def newest_within(newest_first: Sequence[Contribution], room_for: int) -> list[Contribution]:
    """As many of the newest words as fit into a frame of the console; the newest of all in any case."""
    found: list[Contribution] = []
    for words in newest_first:
        room_for -= len(escape(words.text).encode()) + CONSOLE_LINE_BYTES
        if room_for < 0 and found:
            break
        found.append(words)
    return found


def here(room: Room) -> QuerySet[Participant]:
    """Who takes part in the room now."""
    people = room.conversation.participants.filter(is_erased=False, has_left=False)
    return people.select_related("member").order_by("nickname", "joined", "pk")


def who_may_need_a_scribe(room: Room) -> QuerySet[Participant]:
    """Everybody who is here; where there are too many to find one among, those who have no phone of their own. Nobody
    can be found who has neither phone nor name nor group: that is a ballot on paper.
    """
    people = here(room).exclude(token_hash=None, member=None, nickname="", groups={})
    return people.filter(token_hash=None, member=None) if people.count() > MOST_NAMED else people


def is_owner(room: Room, participant: Participant | Person) -> bool:
    """Whether somebody is openly the owner of the room's problem."""
    member = participant.member_id if isinstance(participant, Participant) else participant.pk
    return room.problem is not None and member is not None and member == room.problem.owner_id


def holds_back(step: Step) -> bool:
    """Whether what people write in this step waits until it is over, so that nobody interrupts in writing."""
    return step.settings.get("speaks") == OWNER_SPEAKS and step.state in (Step.State.PLANNED, Step.State.OPEN)


def held_parts(conversation: Conversation) -> set[str]:
    """The parts of a room whose words nobody should read yet."""
    return {step.part for step in Step.objects.filter(room=conversation.pk) if holds_back(step)}


class WhoField(forms.ModelChoiceField):
    """For whom the facilitator enters something: somebody who is here, or nobody in particular."""

    def __init__(self, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(
            queryset=people,
            required=False,
            empty_label=gettext_lazy("Nobody: a card without a name"),
            label=gettext_lazy("Who said it?"),
            error_messages={"invalid_choice": gettext_lazy("This person is no longer here. Choose somebody else.")},
            **options,
        )

    def label_from_instance(self, participant: Participant) -> str:
        groups = ", ".join(participant.group_labels())
        return appearance.name_of(participant) or groups or _("Somebody who gave no name")


class PaperForm(WordsForm):
    """Words that the facilitator enters, as a scribe or from a paper card."""

    def __init__(self, *args: Any, room: Room, people: QuerySet[Participant] | None = None, **options: Any) -> None:
        super().__init__(*args, auto_id="paper_%s", **options)
        self.fields["for"] = WhoField(who_may_need_a_scribe(room) if people is None else people)
        self.order_fields(["for", *self.fields])


@transaction.atomic
def say(
    *,
    by: Participant | Person,
    step: Step,
    kind: str,
    words: Mapping[str, Any],
    speaker: Participant | None,
    parent: Contribution | None = None,
) -> Contribution:
    """Keep words said in a step. ``words`` is what a WordsForm found; a scribe is named in history, never a speaker."""
    said = conversations.contribute(
        by=speaker,
        conversation=step.room.conversation,
        kind=kind,
        text=words["text"],
        part=step.part,
        parent=parent,
        shown_as=words["shown_as"],
        sending=words["sending"],
        language=words.get("language") or get_language() or "",
    )
    if isinstance(by, Person):
        record(by=by.key, verb="wrote down", target=said)
    return said


def speaker_of(form: forms.Form, by: Participant | Person) -> Participant | None:
    """Who said what a form holds: who sent it, or whom the facilitator named."""
    return by if isinstance(by, Participant) else form.cleaned_data.get("for")


class Saying(Taking):
    """An activity whose steps take words, one box at a time.

    A folder may have templates of its own in place of those of ``rooms/saying``: ``NAME/phone-frame.html`` and so on.
    """

    kind: ClassVar[str]
    form: ClassVar[type[WordsForm]] = WordsForm
    paper_form: ClassVar[type[PaperForm]] = PaperForm

    def frame(self, step: Step, audience: str, language: str) -> str:
        with override(language):
            return render_to_string(self.templates(f"{audience}-frame"), self.seen(step, audience))

    def templates(self, place: str) -> list[str]:
        return [f"{self.name}/{place}.html", f"rooms/saying/{place}.html"]

    def seen(self, step: Step, audience: str) -> dict[str, Any]:
        """What a frame shows: the words so far, and what was held back in the step before."""
        words, revealed = self.open_words(step), self.revealed(step)
        values = {"step": step, "owner_speaks": step.settings.get("speaks") == OWNER_SPEAKS, "held": holds_back(step)}
        if audience == "wall":
            lines = [Line.of(each, WALL_LETTERS) for each in words[-WALL_NEWEST:]]
            return {
                **values,
                "lines": lines,
                "revealed": [Line.of(one, WALL_LETTERS) for one in revealed[-WALL_NEWEST:]],
            }
        if audience == "console":
            kept = newest_within(words[::-1], CONSOLE_BYTES)
            return {**values, "newest": kept, "earlier": len(words) - len(kept)}
        lines = newest_that_fit(words)
        left = PHONE_BYTES - sum(line.bytes for line in lines)
        return {
            **values,
            "lines": lines,
            "earlier": len(words) - len(lines),
            "revealed": newest_that_fit(revealed, left),
        }

    def open_words(self, step: Step) -> list[Contribution]:
        """The words that everybody may read now."""
        words = self.words(step)
        return [each for each in words if each.kind == TOLD] if holds_back(step) else words

    def revealed(self, step: Step) -> list[Contribution]:
        """What people wrote down while the owner spoke in the step before, now that it is over."""
        before = step.room.steps.filter(position=step.position - 1, settings__speaks=OWNER_SPEAKS).first()
        if before is None or holds_back(before):
            return []
        shown = step.room.conversation.contributions.filter(part=before.part, state=Contribution.State.SHOWN)
        return list(shown.exclude(kind=TOLD).select_related(*SPEAKER))

    def phone(self, step: Step, participant: Participant, form: forms.Form | None = None) -> str:
        values = {
            "form": form or self.form(participant=participant),
            "mine": [(each, self.hint(each)) for each in self.own(step, participant)],
            "held": holds_back(step),
            "is_owner": is_owner(step.room, participant),
        }
        return posting.draw(self.templates("phone"), step, **values)

    def hint(self, words: Contribution) -> str:
        """A suggestion for words that were kept; never a refusal."""
        return ""

    def console(self, step: Step, form: forms.Form | None = None) -> str:
        form = form or self.paper_form(room=step.room)
        return posting.draw(self.templates("console"), step, form=form, held=holds_back(step))

    def form_of(self, step: Step, data: Mapping[str, str], by: Participant | Person) -> forms.Form:
        if isinstance(by, Participant):
            return self.form(data, participant=by)
        return self.paper_form(data, room=step.room)

    def take(self, step: Step, form: forms.Form, by: Participant | Person) -> None:
        """Keep the words. While the owner speaks, what the owner or a scribe sends is what the owner tells."""
        tells = holds_back(step) and (isinstance(by, Person) or is_owner(step.room, by))
        kind = TOLD if tells else self.kind
        say(by=by, step=step, kind=kind, words=form.cleaned_data, speaker=speaker_of(form, by))

    def rows(self, step: Step) -> list[Row]:
        return [self.row(step, words) for words in self.words(step)]

    def row(self, step: Step, words: Contribution) -> Row:
        return {"step": step.name, "kind": words.kind, "text": words.text, "who": appearance.label(words)}

    def paper(self, step: Step) -> str:
        return render_to_string(self.templates("paper"), {"step": step, "shown_as": Contribution.ShownAs.choices})

    def outcome(self, step: Step) -> Outcome:
        return Outcome(said=Said.under(step.title, self.words(step)))
