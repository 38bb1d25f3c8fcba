"""What ``wholeroom import-votes`` does once the files are read."""

from pathlib import Path

from wholeroom.analysis.opinion.held_elsewhere import HeldElsewhere
from wholeroom.web.errors import WebError
from wholeroom.web.running.at_the_terminal import WRONG_ADDRESS, site_at_hand

WHEN_IS_NOT_KNOWN = "The report will say that nobody knows when people voted: --when was not given."


class MayNotOpenRooms(WebError):
    def __init__(self, email: str) -> None:
        super().__init__(
            f"Nobody with the address {email!r} may open rooms here. "
            "Expected: a facilitator's. Invite them with `wholeroom invite` first."
        )


def bring_in(
    *,
    email: str,
    held: HeldElsewhere,
    question: str,
    language: str,
    when: str = "",
    data: Path | None = None,
    address: str | None = None,
) -> list[str]:
    """The sentences to print: where the room is, and what must be said beside it."""
    with site_at_hand(data, address):
        from django.urls import reverse  # all of this can be read only now

        from wholeroom.web.activities.statement_vote.bringing_in import bring_in as bring_in_vote
        from wholeroom.web.people.addresses import absolute
        from wholeroom.web.people.models import Person, plain_address

        by = Person.objects.filter(email=plain_address(email), may_facilitate=True).first()
        if by is None:
            raise MayNotOpenRooms(email)
        room = bring_in_vote(by=by, held=held, question=question, language=language, when=when)
        people, statements = len(held.votes.participants), len(held.numbers)
        return [
            f"Brought in: {held.votes.rows_used} votes of {people} people on {statements} statements.",
            *(caveat.text() for caveat in held.caveats),
            *([] if when else [WHEN_IS_NOT_KNOWN]),
            f"The room: {absolute(reverse('rooms:design', args=[room.pk]))}",
            WRONG_ADDRESS,
        ]
