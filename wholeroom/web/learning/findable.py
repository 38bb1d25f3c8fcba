"""What can be found of practice notes: those shared with everyone, by the words of their own parts.

Not by what others said to them, as with problems: whoever writes a note decides by which words it is found.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from textwrap import shorten
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.learning.models import ALL_PARTS, KIND, PracticeNote
from wholeroom.web.problems.models import SERVICES
from wholeroom.web.search.kinds import LONGEST_BEGINNING, Findable, Kind, some_at_a_time

EVERYBODY = Q(conversation__state=Conversation.State.OPEN, conversation__audience=Conversation.Audience.EVERYONE) & ~Q(
    conversation__title=""
)


def findable(ids: Collection[UUID] | None) -> Iterator[Findable]:
    """Each of these that everybody may find and that has words; with None all there are, some at a time."""
    wanted = PracticeNote.objects.filter(EVERYBODY).select_related("conversation", "area").order_by("pk")
    for some in some_at_a_time(wanted, ids):
        yield from _told(some)


def told(conversation: Conversation) -> Findable | None:
    note = PracticeNote.objects.filter(pk=conversation.pk).select_related("conversation", "area")
    return next(_told(note), None)


def owners(ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    return dict(PracticeNote.objects.filter(pk__in=list(ids), author__isnull=False).values_list("pk", "author"))


def _told(notes: Sequence[PracticeNote]) -> Iterator[Findable]:
    """With the latest words of each part that show, in the order of the parts. Two queries for all of them."""
    parts: dict[UUID, dict[str, str]] = {note.pk: {} for note in notes}
    said = Contribution.objects.filter(conversation__in=list(parts), part__in=ALL_PARTS, state=Contribution.State.SHOWN)
    for id, part, text in said.order_by("position").values_list("conversation", "part", "text"):
        parts[id][part] = text
    for note in notes:
        words = "\n".join(parts[note.pk][part] for part in ALL_PARTS if part in parts[note.pk])
        if words:
            yield _as_found(note, words)


def _as_found(note: PracticeNote, words: str) -> Findable:
    title = note.conversation.title
    rest = words.removeprefix(title)[: 4 * LONGEST_BEGINNING]  # enough, whatever spaces there are
    return Findable(
        conversation=note.pk,
        text=words,
        title=title,
        beginning=shorten(rest, LONGEST_BEGINNING, placeholder="…"),
        address=reverse("learning:note", args=[note.pk]),
        area=note.area.kind if note.area else "",
        service=note.service,
        day=note.shared_on,
    )


KIND_OF_THINGS = Kind(
    KIND,
    _("Practice notes"),
    findable=findable,
    told=told,
    owners=owners,
    services={code: name for code, name in SERVICES.items() if code != "other"},  # two others are not alike
    order=20,
)
