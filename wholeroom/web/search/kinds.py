"""What can be found: each app whose things are conversations says which of them everybody may find, and by which words.

An app higher up registers its kind of conversation when it starts, as problems do::

    kinds.register(
        Kind(
            "problem",                  # Conversation.kind
            _("Problems"),              # what many of them are called, beside the others on the page of the search
            findable=findable.findable,
            told=findable.told,
            owners=findable.owners,
            services=SERVICES,          # what the codes of services are called, where it has them
            order=10,                   # where its group stands on the page of the search
        )
    )

``findable(ids)`` is called with a few hundred ids of conversations of any kind, and yields a ``Findable`` for each of
its own that EVERYBODY may find, and for no other: shared with everyone, open or closed, with words that show. Whatever
it does not yield is nowhere in the index, so it changes no answer, no order and no sense of which words are rare. With
None it yields all there are, and must not hold them all in memory.

``told(conversation)`` gives the same of one conversation, whoever may find it, for its own page; or None where it has
no words. ``owners(ids)`` gives whose each is, where somebody's.

Whatever changes a conversation (its words, title, state, audience, area or service) calls the moment
``CONVERSATION_CHANGED`` in its transaction; within two seconds of the commit every process finds it as it is then.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wholeroom.web.conversations.models import Conversation

AT_ONCE = 500  # things read in one go
LONGEST_BEGINNING = 160  # letters of the words that stand below a title


@dataclass(frozen=True, slots=True)
class Findable:
    """A conversation with the ``text`` it is found by, and what is said of it where it is found.

    ``area`` is the code of a kind of area, ``service`` that of a kind of service; both may be empty.
    """

    conversation: UUID
    text: str
    title: str
    beginning: str
    address: str
    area: str = ""
    service: str = ""
    day: date | None = None

    @property
    def digest(self) -> str:
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Kind:
    name: str
    label: Any
    findable: Callable[[Collection[UUID] | None], Iterable[Findable]]
    told: Callable[[Conversation], Findable | None]
    owners: Callable[[Collection[UUID]], Mapping[UUID, UUID]]
    services: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50  # where its group stands on the page of the search: problems come first


def some_at_a_time(wanted: QuerySet[Any], ids: Collection[UUID] | None) -> Iterator[list[Any]]:
    """For a kind's ``findable``: these of what is wanted; with None all of it, by their keys, never all at once."""
    if ids is not None:
        yield list(wanted.filter(pk__in=ids))
        return
    some = list(wanted.order_by("pk")[:AT_ONCE])
    while some:
        yield some
        some = list(wanted.order_by("pk").filter(pk__gt=some[-1].pk)[:AT_ONCE])


_registered: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have conversations of a kind found. Call it in ``AppConfig.ready``."""
    _registered[kind.name] = kind


def registered() -> dict[str, Kind]:
    """In the order in which their groups stand on the page of the search."""
    return dict(sorted(_registered.items(), key=lambda one: (one[1].order, one[0])))


def kind_of(conversation: Conversation) -> Kind | None:
    return _registered.get(conversation.kind)
