"""Who may moderate, who may read, and what is not to be read yet, is asked of whoever owns a kind of conversation."""

from collections.abc import Callable

from django.http import HttpRequest

from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person

Asked = Callable[[Conversation, Person], bool]
Reads = Callable[[Conversation, HttpRequest], bool]
Held = Callable[[Conversation], set[str]]

_asked: dict[str, Asked] = {}
_reads: dict[str, Reads] = {}
_held: dict[str, Held] = {}


def register_moderators(kind: str, function: Asked) -> None:
    """Have ``function(conversation, person)`` say who moderates this kind. Call it in ``AppConfig.ready``."""
    _asked[kind] = function


def may_moderate(conversation: Conversation, person: Person | None) -> bool:
    """Nobody may where the kind is unknown, or nobody is signed in."""
    asked = _asked.get(conversation.kind)
    return bool(asked and person and person.is_authenticated and asked(conversation, person))


def register_readers(kind: str, function: Reads) -> None:
    """Have ``function(conversation, request)`` say who reads what shows. Call it in ``AppConfig.ready``."""
    _reads[kind] = function


def may_read(conversation: Conversation, request: HttpRequest) -> bool:
    """Where nobody says who reads a kind, it is whoever takes part or moderates: so it is in a room."""
    reads = _reads.get(conversation.kind)
    if reads:
        return reads(conversation, request)
    return cookies.participant(request, conversation) is not None or may_moderate(conversation, request.user)


def register_held_parts(kind: str, function: Held) -> None:
    """Have ``function(conversation)`` say whose words are held back for now. Call it in ``AppConfig.ready``."""
    _held[kind] = function


def held_parts(conversation: Conversation) -> set[str]:
    """Parts whose words nobody but their authors and the moderators should read yet."""
    held = _held.get(conversation.kind)
    return held(conversation) if held else set()
