"""Named moments at which apps may act, without the act knowing them.

A function registered for a moment runs where the moment happens, in its transaction if it has one.
"""

from collections.abc import Callable

SITE_STARTED = "site started"  # in each process that serves pages, before the first one, without values
EVERY_SECOND = "every second"  # in the worker, without values: what screens wait for
EVERY_MINUTE = "every minute"  # in the worker, without values: tidy away what is out of date
NOW_AND_THEN = "now and then"  # in the worker, without values, about once a minute: when exactly is drawn by lot
MEETING_ON = "meeting on"  # with the ``room`` that the people of its problem are asked to, or that has begun
STEP_OVER = (
    "step over"  # with the ``step`` that was open and no longer is, in the transaction that turned the clock, or closes
)
ROOM_CLOSING = "room closing"  # with the ``room``, where nothing comes in any more and nothing is made of it yet
ROOM_CLOSED = "room closed"  # with the ``room``, in the transaction that closes it
WORDS_CHANGED = "words changed"  # with the ``contribution`` that shows no longer, shows again, or is worded anew
CONVERSATION_CHANGED = "conversation changed"  # with the ``conversation``: new words, or who can find it, or how
WORKER_SEEN = "worker seen"  # with the name of the ``worker`` that shows it is alive
MAIL_ASKED_ABOUT = "mail asked about"  # each function gives whether mail gets out, for the page about health
RETENTION_DAY = "retention day"  # with the ``conversation`` whose words go; each function gives the ids that stay
PERSON_CHANGED = "person changed"  # with the ``person`` who joined, described themselves anew, or is gone by now
PERSON_ERASED = "person erased"  # with the opaque ``key`` of who is erased; also again, after a restore

_registered: dict[str, list[Callable[..., object]]] = {}


def register(moment: str, function: Callable[..., object]) -> None:
    """Have a function called at a moment. Call it in ``AppConfig.ready``."""
    functions = _registered.setdefault(moment, [])
    if function not in functions:
        functions.append(function)


def registered(moment: str) -> list[Callable[..., object]]:
    return list(_registered.get(moment, ()))


def happen(moment: str, **values: object) -> None:
    for function in registered(moment):
        function(**values)
