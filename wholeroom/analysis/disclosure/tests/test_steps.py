"""Counted in steps: what is published, and a reader who holds all of it and came up to four times themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.steps import FEWEST_NEW, MOST_OWN, Step, added, ready, step

GROUPS = ("carer", "clinician")
AREAS = ("city", "towns", "countryside")
NO_AREA = ""


@dataclass(frozen=True)
class Said:
    groups: frozenset[str]
    area: str
    is_own: bool  # the reader's


@dataclass
class Site:
    """Who waits, who was counted in which step, and every page served."""

    waiting: list[Said] = field(default_factory=list)
    counted: list[list[Said]] = field(default_factory=list)
    served: list[Step] = field(default_factory=list)

    def next_day(self) -> None:
        taken = list(ready(self.waiting))
        if taken:
            self.waiting = self.waiting[len(taken) :]
            self.counted.append(taken)
            self.served = pages(self.counted)


def pages(counted: list[list[Said]]) -> list[Step]:
    found = []
    for last in range(1, len(counted) + 1):
        people = list(chain.from_iterable(counted[:last]))
        groups = added(dict.fromkeys(GROUPS, 0), chain.from_iterable(one.groups for one in people))
        areas = added(dict.fromkeys(AREAS, 0), (one.area for one in people if one.area))
        found.append(step(last, groups, areas))
    return found


CAME = st.tuples(
    st.just("came"),
    st.integers(1, 12),
    st.frozensets(st.sampled_from(GROUPS)),
    st.sampled_from((NO_AREA, *AREAS, "city", "towns")),
    st.booleans(),
)
WENT = st.tuples(st.just("went"), st.integers(0, 30))  # took it back, or was erased
DAYS = st.lists(st.one_of(CAME, CAME, WENT, st.just(("day",))), min_size=4, max_size=24)


def played(events: list[tuple]) -> Site:
    site = Site()
    own = 0
    for kind, *rest in events:
        if kind == "came":
            number, groups, area, is_own = rest
            number = min(number, MOST_OWN - own) if is_own else number
            own += number * is_own
            site.waiting += [Said(groups, area, is_own)] * number
        elif kind == "went" and site.waiting:
            del site.waiting[rest[0] % len(site.waiting)]
        elif kind == "day":
            site.next_day()
    site.next_day()
    return site


def others(people: list[Said], name: str) -> int:
    return sum(name in one.groups or name == one.area for one in people if not one.is_own)


def changes(counted: list[list[Said]], name: str) -> Iterator[tuple[int, Said | None, Said | None]]:
    """One of the others answered differently, was never there, or came besides: in which step, who, and who instead."""
    with_it = Said(frozenset(), name, False) if name in AREAS else Said(frozenset({name}), NO_AREA, False)
    for at, people in enumerate(counted):
        yield at, None, with_it
        for one in dict.fromkeys(people):
            if not one.is_own:
                yield at, one, None
                yield at, one, Said(one.groups ^ {name} & set(GROUPS), NO_AREA if name in AREAS else one.area, False)


def worlds(counted: list[list[Said]], name: str) -> Iterator[list[list[Said]]]:
    """Those that differ in one or two of the others. In each a step still takes in as many as it must."""
    for size in (1, 2):
        for chosen in combinations(changes(counted, name), size):
            world = [list(people) for people in counted]
            for at, one, other in chosen:
                if one in world[at]:
                    world[at].remove(one)
                world[at] += [other] if other else []
            if min(map(len, world)) >= FEWEST_NEW:
                yield world


def hidden_small_numbers(site: Site) -> Iterator[tuple[int, str]]:
    """Step and name of every number under 5, the reader's own left out."""
    for last, name in product(range(1, len(site.counted) + 1), (*GROUPS, *AREAS)):
        if others(list(chain.from_iterable(site.counted[:last])), name) < 5:
            yield last, name


def can_be_two_numbers(site: Site, last: int, name: str) -> bool:
    real = others(list(chain.from_iterable(site.counted[:last])), name)
    return any(
        others(list(chain.from_iterable(world[:last])), name) != real and pages(world) == site.served
        for world in worlds(site.counted, name)
    )


@settings(max_examples=300, deadline=None)
@given(DAYS)
def test_reader_who_holds_every_page_and_came_four_times_cannot_tell_a_small_number(events):
    site = played(events)

    told = [place for place in hidden_small_numbers(site) if not can_be_two_numbers(site, *place)]

    assert told == []


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_no_figure_ever_falls_whoever_goes(events):
    site = played(events)

    fallen = [
        (before, after)
        for before, after in pairwise(site.served)
        for name in (*GROUPS, *AREAS)
        if figure(before, name) > figure(after, name) or before.at_least > after.at_least
    ]

    assert fallen == []


def figure(page: Step, name: str) -> int:
    """The number that stands there; a band stands below every number."""
    return (page.groups | page.areas)[name] or 0


@pytest.mark.parametrize(("waiting", "counted"), [(0, 0), (5, 0), (9, 0), (10, 5), (11, 6), (40, 35)])
def test_newest_five_wait_and_a_step_takes_five_or_more(waiting, counted):
    assert list(ready(range(waiting))) == list(range(counted))


def test_group_is_counted_from_nine_so_that_five_others_remain_beside_four_of_the_readers_own():
    shown = step(3, {"carer": 8, "clinician": 9}, {"city": 9, "towns": 0})

    assert (shown.groups, shown.areas) == ({"carer": None, "clinician": 9}, {"city": 9, "towns": None})


@pytest.mark.parametrize(
    ("number", "groups", "areas", "least"),
    [
        (1, {"carer": 5}, {}, 5),
        (2, {"carer": 14, "clinician": 12}, {}, 14),
        (2, {"carer": 14}, {"city": 11, "towns": 9, "countryside": 8}, 20),
    ],
    ids=["by its number", "by the largest group", "by the kinds of area shown"],
)
def test_least_number_of_people_says_nothing_that_is_not_out_already(number, groups, areas, least):
    assert step(number, groups, areas).at_least == least


def test_what_must_be_said_travels_with_the_figures():
    codes = [caveat.code for caveat in step(1, {}, {"city": 1}).caveats]

    assert codes == ["said_so", "self_described", "in_steps", "bands", "stays_counted"]


@pytest.mark.parametrize(("number", "groups"), [(0, {"carer": 1}), (1, {"carer": -1})])
def test_numbers_that_cannot_be_are_refused(number, groups):
    with pytest.raises(ValueError, match="cannot be of"):
        step(number, groups, {})
