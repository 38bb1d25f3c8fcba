"""The closed language of conditions as it stands in a file.

{ topic = "on-top", said = ["sometimes", "often"], by = "both" }
{ topic = "ready", from = 7, to = 10 }        { topic = "worry", answered = true }
{ all = [ ... ] }    { any = [ ... ] }    { not = { ... } }    { at_least = 2, of = [ ... ] }
"""

from collections.abc import Callable
from typing import Any

import msgspec

from wholeroom.analysis.segmentation.conditions import Asked, AtLeast, By, Condition, Not

DEEPEST = 5  # conditions inside conditions
ONE_OF = ("all", "any", "not", "at_least", "topic")


def condition_of(kind: type, value: Any) -> Any:
    """How msgspec reads a condition."""
    if kind is not Condition:
        raise TypeError(kind)
    return condition(value)


def condition(value: Any, depth: int = 1) -> Condition:
    """A condition from the tables of a file. ValueError for what is not in the closed language."""
    if depth > DEEPEST:
        raise ValueError(f"conditions stand more than {DEEPEST} deep")
    found = [name for name in ONE_OF if isinstance(value, dict) and name in value]
    if len(found) != 1:
        raise ValueError(f"a condition has exactly one of {', '.join(ONE_OF)}")
    return _CONDITIONS[found[0]](value, depth)


def _several(value: dict[str, Any], name: str, depth: int) -> tuple[Condition, ...]:
    listed = value[name]
    if not isinstance(listed, list) or not listed:
        raise ValueError(f"{name} needs a list of conditions in square brackets, with one at least")
    return tuple(condition(one, depth + 1) for one in listed)


def _only(value: dict[str, Any], *names: str) -> None:
    others = [name for name in value if name not in names]
    if others:
        raise ValueError(f"{others[0]!r} has no place in this condition, only {', '.join(names)}")


def _all(value: dict[str, Any], depth: int) -> Condition:
    _only(value, "all")
    listed = _several(value, "all", depth)
    return AtLeast(len(listed), listed)


def _any(value: dict[str, Any], depth: int) -> Condition:
    _only(value, "any")
    return AtLeast(1, _several(value, "any", depth))


def _not(value: dict[str, Any], depth: int) -> Condition:
    _only(value, "not")
    return Not(condition(value["not"], depth + 1))


def _at_least(value: dict[str, Any], depth: int) -> Condition:
    _only(value, "at_least", "of")
    if "of" not in value:
        raise ValueError("at_least needs of = [...], the conditions to count")
    listed = _several(value, "of", depth)
    number = value["at_least"]
    if type(number) is not int or not 1 <= number <= len(listed):
        raise ValueError(f"at_least needs a whole number from 1 to {len(listed)}, the conditions listed")
    return AtLeast(number, listed)


class _AskedInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topic: str
    by: By = "person"
    said: tuple[str, ...] = ()
    low: int | None = msgspec.field(default=None, name="from")
    high: int | None = msgspec.field(default=None, name="to")
    answered: bool = False


def _asked(value: dict[str, Any], depth: int) -> Condition:
    try:
        read = msgspec.convert(value, _AskedInFile)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    ways = [bool(read.said), read.low is not None or read.high is not None, read.answered]
    if sum(ways) != 1:
        raise ValueError("topic needs exactly one of said = [...], from and to, answered = true")
    if ways[1]:
        low, high = read.low or 0, 10 if read.high is None else read.high
        if not 0 <= low <= high <= 10:
            raise ValueError("from and to are whole numbers from 0 to 10, from not above to")
        return Asked(read.topic, read.by, low=low, high=high)
    return Asked(read.topic, read.by, said=read.said)


_CONDITIONS: dict[str, Callable[[dict[str, Any], int], Condition]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "at_least": _at_least,
    "topic": _asked,
}
