"""Who is here: named in the console while they are few, and counted once they are many."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms.saying import MOST_NAMED
from wholeroom.web.rooms.screens import arriving
from wholeroom.web.rooms.screens.heard import heard_in
from wholeroom.web.rooms.screens.standing import Standing


@dataclass(frozen=True)
class PersonHere:
    """``has_spoken`` in the open step, ``has_ever`` in the whole meeting; see ``heard``.

    In a step in which nobody has to speak, both are true of everybody.
    """

    participant: Participant
    has_spoken: bool
    has_ever: bool
    has_the_word: bool

    @property
    def name(self) -> str:
        return appearance.name_of(self.participant) or gettext("No name given")

    @property
    def groups(self) -> str:
        return ", ".join(self.participant.group_labels())

    @property
    def has_phone(self) -> bool:
        return self.participant.token_hash is not None or self.participant.member_id is not None


@dataclass(frozen=True)
class Gathering:
    """How many are in, how many joined in the last minute, and who they are where they are few enough to name."""

    number: int
    joined: int
    named: tuple[PersonHere, ...]

    @property
    def is_crowd(self) -> bool:
        return self.number > MOST_NAMED

    @property
    def quiet(self) -> list[PersonHere]:
        """Who has not been heard from in the open step."""
        return [person for person in self.named if not person.has_spoken]


def gathering(here: Standing) -> Gathering:
    """Three questions to the database at most, however many people are here."""
    is_in = Q(has_left=False, is_erased=False)
    counted = here.room.conversation.participants.aggregate(places=Count("pk"), number=Count("pk", filter=is_in))
    joined = arriving.here.joined(here.room.pk, places=counted["places"], now=here.now)
    named = people_of(here) if 0 < counted["number"] <= MOST_NAMED else []
    return Gathering(counted["number"], joined, tuple(named))


def people_of(here: Standing) -> list[PersonHere]:
    """Everybody who is in, by name; who gave none comes last."""
    return described(here, in_order(here))


def in_order(here: Standing) -> QuerySet[Participant]:
    """Who is in, with the ``name`` they are called by."""
    found = here.room.conversation.participants.filter(has_left=False, is_erased=False).select_related("member")
    own_name = Coalesce(F("member__name"), Value(""))  # as in appearance.name_of
    named = found.annotate(name=Case(When(nickname="", then=own_name), default=F("nickname")))
    has_none = Case(When(name="", then=Value(1)), default=Value(0))
    return named.order_by(has_none, Lower("name"), "pk")


def described(here: Standing, people: Iterable[Participant]) -> list[PersonHere]:
    """With what the facilitator may know of who was heard."""
    is_silent = bool(here.meanwhile)
    by_part, ever = heard_in(here.room)
    now = by_part.get(here.step.part, set()) if here.step else set()
    return [
        PersonHere(
            participant=one,
            has_spoken=is_silent or one.pk in now,
            has_ever=is_silent or one.pk in ever,
            has_the_word=one.pk == here.room.speaker_id,
        )
        for one in people
    ]
