"""A set as the page reads it: the same texts, names and conditions as data; nothing in it runs."""

from typing import Any

import msgspec

from wholeroom.analysis.segmentation.definition import STRENGTHS, AimSet


def compiled(aim_set: AimSet) -> dict[str, Any]:
    """Plain data for the page. Every topic has its choices with it, the ways on and the amounts of support too;
    ``strengths`` are the parts that come first.

    A condition is ``{topic, by, said, low, high}``, ``{part}`` (not) or ``{number, parts}`` (at least so many of them).
    """
    data: dict[str, Any] = msgspec.to_builtins(aim_set)
    for topic, read in zip(data["topics"], aim_set.topics, strict=True):
        topic["choices"] = msgspec.to_builtins(aim_set.choices_of(read))
    data["strengths"] = STRENGTHS
    return data
