"""Whether words name a place that this site knows: a paper that goes to a national body tells of no place."""

import re
from collections.abc import Iterable
from functools import lru_cache

from wholeroom.web.areas.models import Area

SHORTEST = 4  # letters: shorter names are everyday words too often


def places_in(text: str, names: Iterable[str] | None = None) -> list[str]:
    """The names of areas that stand in a text as words of their own, in the order of the alphabet.

    ``names`` are those of all areas, for whoever asks of many texts.
    """
    return sorted({name for name in (names_of_places() if names is None else names) if _pattern(name).search(text)})


def names_of_places() -> list[str]:
    return [name for name in Area.objects.values_list("name", flat=True) if len(name) >= SHORTEST]


@lru_cache(maxsize=1000)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
