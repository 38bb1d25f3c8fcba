"""What is kept of a member here, for their own copy of all that is kept of them."""

from collections.abc import Iterator

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning.models import CounterSignature, PracticeNote, Replication
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def notes(person: Person) -> Iterator[Row]:
    """Their practice notes, drafts too, with the words that show in each part."""
    found = PracticeNote.objects.filter(author=person).select_related("conversation", "area").order_by("pk")
    for note in found.prefetch_related("about"):
        yield {
            "title": note.conversation.title,
            "state": note.conversation.state,
            "readers": note.conversation.audience,
            "outcome": note.outcome,
            "area": note.area.name if note.area else "",
            "service": note.service,
            "new": note.is_new,
            "answers problems": [str(problem.pk) for problem in note.about.all()],
            "shared on": note.shared_on,
            "confirmed on": note.confirmed_on,
            "words": {part: said.text for part, said in note.words().items()},
        }


def answers(person: Person) -> Iterator[Row]:
    """What they said to the notes of others."""
    by_them = {"words__participant__member": person}
    for signed in CounterSignature.objects.filter(**by_them).select_related("words", "note__conversation"):
        yield {**_said(signed.words, signed.note), "was it so": signed.found, "day": signed.day}
    for tried in Replication.objects.filter(**by_them).select_related("words", "note__conversation"):
        row = {"outcome": tried.outcome, "kind of area": tried.kind_of_area, "day": tried.day}
        yield {**_said(tried.words, tried.note), **row}


def _said(words: Contribution, note: PracticeNote) -> Row:
    return {"note": note.conversation.open_title, "words": words.text, "shown as": words.shown_as, "state": words.state}
