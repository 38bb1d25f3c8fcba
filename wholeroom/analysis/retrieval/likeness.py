"""How alike two areas are in what public services have to reckon with, and the words that say in what.

How: five measures are standardised, each less its mean over its spread, so that none weighs more for its unit: people
and people per square kilometre (as logarithms), deprivation, the share of people in highly deprived places, and the
share in rural ones. The distance is the root of the mean square of the differences; likeness is 1 / (1 + distance):
1 for areas with the same figures, 0.5 where they differ by one standard deviation throughout, never below 0.

Source: after the idea of the nearest neighbours model of the Chartered Institute of Public Finance and Accountancy
(CIPFA), which takes the Euclidean distance over about forty standardised measures. Five are a start. Age, ethnicity,
coast and industry are not among them.

When not to use it: to rank places, or to say that what worked in one will work in the other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, log, sqrt
from types import MappingProxyType

from wholeroom.analysis.caveats import Sentence
from wholeroom.analysis.retrieval.areas import Area

FEWEST_MEASURES = 3  # that both areas must have; with fewer, likeness cannot be told
RURAL, URBAN = 0.5, 0.1  # shares of people in rural places, from which and up to which an area is called so
SIMILAR, DIFFERENT = 0.35, 1.0  # standard deviations
SAME_SIZE, FAR_LARGER = 1.25, 3.0  # times as many people

ALSO_RURAL = Sentence("also_rural", "also rural")
ALSO_URBAN = Sentence("also_urban", "also urban")
SIMILAR_DEPRIVATION = Sentence("similar_deprivation", "similar deprivation")
SAME_NUMBER = Sentence("same_size", "about the same size")
MORE_RURAL = Sentence("more_rural", "more rural")
MORE_URBAN = Sentence("more_urban", "more urban")
MORE_DEPRIVED = Sentence("more_deprived", "more deprived")
LESS_DEPRIVED = Sentence("less_deprived", "less deprived")
FAR_MORE = Sentence("far_more_people", "far more people")
FAR_FEWER = Sentence("far_fewer_people", "far fewer people")


def rural_share(area: Area) -> float | None:
    """The share of people in rural places of any kind, from 0 to 1.

    >>> rural_share(Area("WM", "Westmarch", urban=0.25)), rural_share(Area("EM", "Eastmarch"))
    (0.75, None)
    """
    if area.rural is not None and area.highly_rural is not None:
        return min(1.0, area.rural + area.highly_rural)
    return None if area.urban is None else 1 - area.urban


def _people(area: Area) -> float | None:
    return None if area.population is None else log(area.population)


def _density(area: Area) -> float | None:
    return None if area.population is None or area.area_km2 is None else log(area.population / area.area_km2)


MEASURES: Mapping[str, Callable[[Area], float | None]] = MappingProxyType(
    {
        "people": _people,
        "density": _density,
        "deprivation": lambda area: area.deprivation,
        "high_deprivation": lambda area: area.high_deprivation,
        "rural": rural_share,
    }
)


@dataclass(frozen=True, slots=True)
class Spreads:
    """The standard deviation of each measure over a table of areas; a measure in which all are the same has none."""

    of: Mapping[str, float]

    def difference(self, measure: str, one: Area, other: Area) -> float | None:
        """By how many standard deviations the first area is above the second; None if that cannot be told."""
        first, second = MEASURES[measure](one), MEASURES[measure](other)
        if first is None or second is None or measure not in self.of:
            return None
        return (first - second) / self.of[measure]


def spreads(areas: Iterable[Area]) -> Spreads:
    """The spreads over these areas, in whatever order: take those that a reader would compare, such as one nation's.

    >>> found = spreads([Area("WM", "Westmarch", deprivation=10.0), Area("EM", "Eastmarch", deprivation=30.0)])
    >>> dict(found.of)
    {'deprivation': 10.0}
    """
    table = list(areas)
    of = {}
    for name, measure in MEASURES.items():
        values = [value for value in map(measure, table) if value is not None]
        if values:
            mean = fsum(values) / len(values)
            spread = sqrt(fsum((value - mean) ** 2 for value in values) / len(values))
            if spread > 1e-9:
                of[name] = spread
    return Spreads(MappingProxyType(of))


def likeness(one: Area, other: Area, spreads: Spreads) -> float | None:
    """How alike two areas are, from 0 to 1; None with fewer than three measures that both have.

    Measures that one of them lacks are left out of the mean, so they count as differing as much as the others do.
    """
    differences = [spreads.difference(measure, one, other) for measure in MEASURES]
    known = [difference for difference in differences if difference is not None]
    if len(known) < FEWEST_MEASURES:
        return None
    return 1 / (1 + sqrt(fsum(difference**2 for difference in known) / len(known)))


def alike_in(mine: Area, theirs: Area, spreads: Spreads) -> tuple[Sentence, ...]:
    """In what their area is like mine, in a few words each: rural or urban, deprivation, size."""
    said = []
    my_share, their_share = rural_share(mine), rural_share(theirs)
    if my_share is not None and their_share is not None:
        if min(my_share, their_share) >= RURAL:
            said.append(ALSO_RURAL)
        elif max(my_share, their_share) <= URBAN:
            said.append(ALSO_URBAN)
    deprivation = spreads.difference("deprivation", theirs, mine)
    if deprivation is not None and abs(deprivation) <= SIMILAR:
        said.append(SIMILAR_DEPRIVATION)
    if mine.population and theirs.population and _times(mine.population, theirs.population) <= SAME_SIZE:
        said.append(SAME_NUMBER)
    return tuple(said)


def unlike_in(mine: Area, theirs: Area, spreads: Spreads) -> tuple[Sentence, ...]:
    """In what their area is unlike mine, in a few words each. Each says how theirs is, seen from mine."""
    said = []
    for measure, more, less in (("rural", MORE_RURAL, MORE_URBAN), ("deprivation", MORE_DEPRIVED, LESS_DEPRIVED)):
        difference = spreads.difference(measure, theirs, mine)
        if difference is not None and abs(difference) >= DIFFERENT:
            said.append(more if difference > 0 else less)
    if mine.population and theirs.population and _times(mine.population, theirs.population) >= FAR_LARGER:
        said.append(FAR_MORE if theirs.population > mine.population else FAR_FEWER)
    return tuple(said)


def _times(one: int, other: int) -> float:
    return max(one, other) / min(one, other)
