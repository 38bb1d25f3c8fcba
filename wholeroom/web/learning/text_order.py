"""Which shared notes have to do with a problem, by their words, the likeliest first.

The index is one for each process, built when it is first asked and brought up to date by each question: whatever was
shared, reworded, hidden or erased meanwhile is put or taken out, and nothing else.
"""

from collections.abc import Iterable
from threading import Lock
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from wholeroom.analysis.retrieval.index import Index, Match
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.learning.models import ALL_PARTS, KIND
from wholeroom.web.problems.models import Problem

FEWEST_SHARED = 2  # words, below which two texts share them by chance
MOST = 30
Mark = tuple[int, int, int]  # of the words of a note: changes with every change of them


class SharedNotes:
    """An index over the notes that are shared with everyone."""

    def __init__(self) -> None:
        self.index = Index()
        self._marks: dict[UUID, Mark] = {}
        self._lock = Lock()

    def similar(self, text: str, *, most: int = MOST) -> list[Match]:
        self.renew()
        return self.index.similar(text, most=most, fewest_shared=FEWEST_SHARED)

    def renew(self) -> None:
        with self._lock:
            marks = self._marks_now()
            for gone in self._marks.keys() - marks.keys():
                self.index.remove(gone.hex)
            changed = [note for note, mark in marks.items() if self._marks.get(note) != mark]
            for note, text in _texts(changed).items():
                self.index.put(note.hex, text)
            self._marks = marks

    @staticmethod
    def _marks_now() -> dict[UUID, Mark]:
        counted = (
            _shown()
            .values("conversation")
            .annotate(number=Count("pk"), versions=Sum("version"), places=Sum("position"))
        )
        return {one["conversation"]: (one["number"], one["versions"], one["places"]) for one in counted.order_by()}


def _shown() -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        part__in=ALL_PARTS,
        state=Contribution.State.SHOWN,
        conversation__kind=KIND,
        conversation__state=Conversation.State.OPEN,
        conversation__audience=Conversation.Audience.EVERYONE,
    )


def _texts(notes: Iterable[UUID]) -> dict[UUID, str]:
    """The words of each note, all parts together."""
    texts: dict[UUID, str] = {}
    notes = list(notes)
    said = _shown().filter(conversation__in=notes).values_list("conversation", "text") if notes else ()
    for note, text in said:
        texts[note] = f"{texts[note]}\n{text}" if note in texts else text
    return texts


shared_notes = SharedNotes()


def in_text_order(problem: Problem) -> list[Match]:
    """Notes that share words with a problem, the likeliest first."""
    text = "\n".join(said.text for said in problem.words().values())
    return shared_notes.similar(text)
