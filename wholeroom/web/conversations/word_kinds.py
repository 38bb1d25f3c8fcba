"""What words are called where they are shown away from their page: "Question", "What it cost".

Whoever owns a kind of conversation says which kinds of words it has; words of no such kind are told nowhere else.
"""

from collections.abc import Mapping

from wholeroom.web.conversations.models import Contribution

_labels: dict[str, dict[str, object]] = {}


def register(kind: str, labels: Mapping[str, object]) -> None:
    """Name the kinds of words that a kind of conversation has. Call it in ``AppConfig.ready``."""
    _labels.setdefault(kind, {}).update(labels)


def told_kinds() -> dict[str, set[str]]:
    """For each kind of conversation, the kinds of words that may be told to those who follow it."""
    return {kind: set(labels) for kind, labels in _labels.items()}


def name_of(words: Contribution) -> str:
    return str(_labels.get(words.conversation.kind, {}).get(words.kind, ""))
