"""The seats of a room by stakeholder group, for the ring and the table that says the same."""

from dataclasses import dataclass

from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms.models import Room, Seat

ORDER = {code: place for place, code in enumerate(GROUPS)}


@dataclass(frozen=True)
class SeatedGroup:
    """A group with its seats in their order."""

    code: str
    seats: tuple[Seat, ...]

    @property
    def name(self) -> str:
        return self.seats[0].group_label

    @property
    def taken(self) -> int:
        return sum(seat.state == Seat.State.TAKEN for seat in self.seats)

    @property
    def empty(self) -> int:
        return len(self.seats) - self.taken

    @property
    def wanted(self) -> int:
        return len(self.seats)


def groups_of(room: Room) -> list[SeatedGroup]:
    """The groups that have seats, in the order in which groups are always named."""
    seats = list(room.seats.all())
    codes = sorted({seat.group for seat in seats}, key=lambda code: ORDER.get(code, len(ORDER)))
    return [SeatedGroup(code, tuple(seat for seat in seats if seat.group == code)) for code in codes]


def missing(room: Room) -> list[str]:
    """Names of the groups of whom nobody is marked as coming."""
    return [group.name for group in groups_of(room) if not group.taken]
