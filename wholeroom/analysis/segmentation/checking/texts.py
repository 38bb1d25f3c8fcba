"""Every text of a set that the person may see, with its place in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wholeroom.analysis.segmentation.definition import AimSet, Option, Text, Topic

Use = Literal["question", "offer", "about"]
"""What a text is for: to ask and to be chosen, to be offered, or to say what all this is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One text in both wordings. ``place`` reads as in "topics 3 (on-top), ask"."""

    place: str
    text: Text
    use: Use


def entry(part: str, number: int, name: str) -> str:
    """The place of one entry of a list, counted from 1.

    >>> entry("topics", 3, "on-top")
    'topics 3 (on-top)'
    """
    return f"{part} {number} ({name})"


def seen(aim_set: AimSet) -> Iterator[Seen]:
    """Every text that the person may see, in the order of the file. Names of services and of versions are left out."""
    yield Seen("title", aim_set.title, "about")
    yield Seen("about", aim_set.about, "about")
    yield Seen("seen_by", aim_set.seen_by, "about")
    if aim_set.counts.seen_by is not None:
        yield Seen("counts, seen_by", aim_set.counts.seen_by, "about")
    for number, topic in enumerate(aim_set.topics, start=1):
        yield from _of_topic(entry("topics", number, topic.name), topic)
    yield from _offered(aim_set)


def options(aim_set: AimSet) -> Iterator[tuple[str, Option]]:
    """Every option of the usual offer and of the suggestions, with its place."""
    for place, several in option_lists(aim_set):
        for number, option in enumerate(several, start=1):
            yield f"{place}, options {number}", option


def option_lists(aim_set: AimSet) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """The options of the usual offer, and those of each suggestion, with their places."""
    yield "standard", aim_set.standard.options
    for number, suggestion in enumerate(aim_set.suggestions, start=1):
        yield entry("suggestions", number, suggestion.name), suggestion.options


def _of_topic(place: str, topic: Topic) -> Iterator[Seen]:
    for name in ("title", "ask", "hint", "low", "high"):
        text = getattr(topic, name)
        if text is not None:
            yield Seen(f"{place}, {name}", text, "question")
    for number, choice in enumerate(topic.choices, start=1):
        yield Seen(f"{place}, choices {number} ({choice.name})", choice.text, "question")


def _offered(aim_set: AimSet) -> Iterator[Seen]:
    for number, way in enumerate(aim_set.ways, start=1):
        for name, text in (("title", way.title), ("good", way.good), ("hard", way.hard)):
            yield Seen(f"{entry('ways', number, way.way)}, {name}", text, "offer")
    for part, amounts in (("support", aim_set.support), ("phases", aim_set.phases)):
        for number, amount in enumerate(amounts, start=1):
            yield Seen(f"{entry(part, number, amount.name)}, title", amount.title, "offer")
            yield Seen(f"{entry(part, number, amount.name)}, means", amount.means, "offer")
    yield Seen("standard, title", aim_set.standard.title, "offer")
    yield Seen("standard, text", aim_set.standard.text, "offer")
    for number, suggestion in enumerate(aim_set.suggestions, start=1):
        yield Seen(f"{entry('suggestions', number, suggestion.name)}, title", suggestion.title, "offer")
        yield Seen(f"{entry('suggestions', number, suggestion.name)}, adds", suggestion.adds, "offer")
    for place, option in options(aim_set):
        yield Seen(place, option.text, "offer")
