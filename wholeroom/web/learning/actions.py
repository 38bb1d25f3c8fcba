"""Every change to a practice note by its author: writing it, telling more, choosing who reads it, saying "still so"."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web import moments
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import owning, telling
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.conversations.retention import somebody_spoke
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.keeping import erasures
from wholeroom.web.learning.models import ALL_PARTS, DONE, KIND, PracticeNote
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem


class NotTheAuthor(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who wrote this note can change it."))


class NotReady(WebError):
    """Something is missing that a shared note must have; ``missing`` are the labels of it."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(_("This is still missing: %(parts)s.") % {"parts": ", ".join(f"“{one}”" for one in missing)})


@transaction.atomic
def write(
    *, by: Person, done: str, about: Iterable[Problem] = (), sending: str | None = None, language: str = ""
) -> PracticeNote:
    """A new note, which only its author sees until it is shared. Sent twice with one key, it is written once."""
    Person.objects.select_for_update().get(pk=by.pk)
    if sending and (before := note_sent(by, sending)):
        return before
    conversation = telling.begin(by=by, kind=KIND, part=DONE, text=done, sending=sending, language=language)
    note = PracticeNote.objects.create(conversation=conversation, author=by)
    note.about.set(about)
    record(by=by.key, verb="wrote a note", target=conversation)
    follow(by=by, conversation=conversation)
    return note


def note_sent(by: Person, sending: str) -> PracticeNote | None:
    return PracticeNote.objects.filter(author=by, conversation__contributions__sending=sending).first()


@transaction.atomic
def tell(
    *, by: Person, note: PracticeNote, part: str, text: str, sending: str | None = None, language: str = ""
) -> Contribution:
    """Words for a part. They are shown in place of the earlier ones, which are withdrawn and not lost."""
    conversation = _own(by, note)
    said = telling.tell(
        by=by, conversation=conversation, part=part, parts=ALL_PARTS, text=text, sending=sending, language=language
    )
    telling.retitle(conversation, DONE)
    record(by=by.key, verb="told a part", target=conversation)
    return said


@transaction.atomic
def take_back(*, by: Person, note: PracticeNote, part: str) -> None:
    """The words of a part show no longer; a shared note keeps those that it must have."""
    conversation = _own(by, note)
    if not note.is_draft and part in note.needed():
        raise NotReady([str(ALL_PARTS[part])])
    telling.take_back(by=conversations.place_of(by=by, conversation=conversation), part=part)
    record(by=by.key, verb="took a part back", target=conversation)


@transaction.atomic
def say_how_it_came_out(*, by: Person, note: PracticeNote, outcome: str) -> None:
    conversation = _own(by, note)
    note.outcome = PracticeNote.Outcome(outcome)
    note.save(update_fields=["outcome"])
    record(by=by.key, verb="said the outcome", target=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def say_where(
    *,
    by: Person,
    note: PracticeNote,
    area: Area | None = None,
    service: str = "",
    is_new: bool = False,
    about: Iterable[Problem] = (),
) -> None:
    """The area and the service it is from, whether it is a new thing, and the problems it answers."""
    conversation = _own(by, note)
    note.area, note.service, note.is_new = area, service, is_new
    if not note.is_draft and (missing := note.missing()):
        raise NotReady(missing)
    note.save(update_fields=["area", "service", "is_new"])
    note.about.set(about)
    record(by=by.key, verb="said where", target=conversation)
    moments.happen(moments.CONVERSATION_CHANGED, conversation=conversation)
    publish(conversation.id.hex)


@transaction.atomic
def share(
    *, by: Person, note: PracticeNote, audience: str, shown_as: str, nickname: str = "", groups: Iterable[str] = ()
) -> None:
    """Let others read it, with a name, groups or neither. Done again, it changes who can read it, and as whose.

    Raises NotReady where a needed part is empty: what went wrong belongs to what was done.
    """
    conversation = _own(by, note)
    if missing := note.missing():
        raise NotReady(missing)
    telling.share(
        by=by,
        conversation=conversation,
        parts=ALL_PARTS,
        audience=audience,
        shown_as=shown_as,
        nickname=nickname,
        groups=groups,
    )
    if note.shared_in_order is None:
        last = PracticeNote.objects.aggregate(last=Max("shared_in_order"))["last"] or 0
        note.shared_in_order = last + 1
        note.shared_on = note.confirmed_on = timezone.localdate()
        note.save(update_fields=["shared_in_order", "shared_on", "confirmed_on"])
    record(by=by.key, verb="shared a note", target=conversation)


@transaction.atomic
def keep_to_oneself(*, by: Person, note: PracticeNote) -> None:
    """Make it a draft again, which only its author sees."""
    conversation = _own(by, note)
    telling.keep(conversation)
    record(by=by.key, verb="stopped sharing", target=conversation)


@transaction.atomic
def say_still_so(*, by: Person, note: PracticeNote) -> None:
    """It counts as confirmed for twelve months from today, and its words are kept as if something had been said."""
    conversation = _own(by, note)
    confirm(note)
    somebody_spoke(conversation)
    record(by=by.key, verb="said still so", target=conversation)
    publish(conversation.id.hex)


def confirm(note: PracticeNote) -> None:
    """Somebody says today that it is so; a note that nobody has shared yet has nothing to confirm."""
    if note.shared_on is not None:
        note.confirmed_on = timezone.localdate()
        note.save(update_fields=["confirmed_on"])


def follow_words(*, contribution: Contribution) -> None:
    """Words that were hidden, withdrawn or brought back: a title never says what does not show."""
    if contribution.part == DONE and contribution.conversation.kind == KIND:
        telling.retitle(contribution.conversation, DONE)


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: titles made of the erased words go, and who wrote the note."""
    if not erasures.is_key(key):
        return
    telling.lose_titles(kind=KIND, part=DONE, key=key)
    owning.let_go_of_owner(PracticeNote.objects.all(), "author", key=key)


def _own(by: Person, note: PracticeNote) -> Conversation:
    return owning.own(by=by, thing=note, otherwise=NotTheAuthor)
