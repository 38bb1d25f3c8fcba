"""Where the page of a conversation is, is asked of whoever owns its kind: rooms, problems."""

from collections.abc import Callable

from wholeroom.web.conversations.models import Conversation

Address = Callable[[Conversation], str]

_addresses: dict[str, Address] = {}


def register_address(kind: str, function: Address) -> None:
    """Have ``function(conversation)`` give the address of its page. Call it in ``AppConfig.ready``."""
    _addresses[kind] = function


def address_of(conversation: Conversation) -> str:
    """Empty where nobody said what this kind is."""
    address = _addresses.get(conversation.kind)
    return address(conversation) if address else ""
