"""What must be said beside an opinion map: what it cannot tell, and why."""

from collections.abc import Iterator

import numpy as np

from wholeroom.analysis.caveats import Caveat, plain
from wholeroom.analysis.opinion.groups import FEWEST_PEOPLE, SET_APART, Grouping
from wholeroom.analysis.opinion.places import AXES, Integers

VOTERS_ONLY = Caveat("voters_only", "This shows the people who voted. It may not show what everyone thinks.")


STANDS_WITH = {
    "voters_only": "shared",
    "left_out": "left_out",
    "meta": "left_out",
    "sparse": "missing",
    "unvoted": "missing",
    "wordless": "missing",
    "bad_rows": "missing",
    "bad_rows_cut": "missing",
    "votes_replaced": "missing",
    "votes_repeated": "missing",
}
"""Where on the page a caveat stands: beside the claim it limits. All others limit the map, and stand there."""


def place_of(caveat: Caveat) -> str:
    """The part of the page where a caveat stands."""
    return STANDS_WITH.get(caveat.code, "map")


def about_groups(counted: int, found: Grouping) -> Iterator[Caveat]:
    """Why there are no groups, or that they are parts of one spread. ``counted`` is how many people could be placed."""
    if counted < FEWEST_PEOPLE:
        words = plain("Too few people for groups: {counted} could be placed, and groups need {needed}.")
        yield Caveat("few_people", words, {"counted": counted, "needed": FEWEST_PEOPLE})
    elif not found.groups:
        yield Caveat(
            "no_stable_groups",
            "No groups can be told from this data. Half of the people would not sort the rest in the same way.",
        )
    elif next(one.silhouette for one in found.evidence if one.chosen) < SET_APART:
        yield Caveat(
            "no_clear_gap",
            "There is no clear gap between the groups. People are spread out, and where one group ends is a choice.",
        )


def not_drawn(counted: int, needed: int) -> Caveat:
    words = plain("No map is drawn: {counted} could be placed, and a map needs {needed}.")
    return Caveat("not_drawn", words, {"counted": counted, "needed": needed})


def about_axes(explained: tuple[float, float], above_chance: int) -> Iterator[Caveat]:
    """How much a flat map shows, and whether its two directions are more than chance."""
    words = plain("Of all the differences between people's votes, the map shows {share} in 100.")
    yield Caveat("explained", words, {"share": round(100 * sum(explained))})
    if above_chance == 0:
        yield Caveat("chance", "The votes hang together no more than chance would. Do not read the map.")
    elif above_chance == 1:
        yield Caveat("one_axis", "Read the map from left to right. Up and down shows little more than chance.")
    elif above_chance > AXES:
        yield Caveat(
            "more_axes", "People also differ in ways that a flat map cannot show. There may be more groups than these."
        )


def about_people(votes_each: Integers, needed: int) -> Iterator[Caveat]:
    """Who could not be placed."""
    left_out = int(np.sum(votes_each < needed))
    if left_out:
        words = plain("Too few votes to be placed, fewer than {needed} each: {people} of {everyone} people.")
        yield Caveat("not_counted", words, {"needed": needed, "people": left_out, "everyone": len(votes_each)})


def about_seeing(votes_each: Integers, statements: int) -> Iterator[Caveat]:
    """How many statements people voted on, of those that nobody took out, where half did not vote on all."""
    half = int(np.median(votes_each)) if len(votes_each) else 0
    if half < statements:
        words = plain("At least half of all people voted on {votes} or fewer of {statements} statements.")
        yield Caveat("sparse", words, {"votes": half, "statements": statements})


def about_statements(taken_out: int, about_itself: int, *, unvoted: int, wordless: int) -> Iterator[Caveat]:
    """How many statements shape no map, have no votes, or have votes and no words in the file of statements."""
    if taken_out:
        words = plain("Statements that moderators took out: {count}. They shape no map.")
        yield Caveat("left_out", words, {"count": taken_out})
    if about_itself:
        words = plain("Statements about the conversation itself: {count}. They shape no map.")
        yield Caveat("meta", words, {"count": about_itself})
    if unvoted:
        yield Caveat("unvoted", "Statements that nobody has voted on: {count}.", {"count": unvoted})
    if wordless:
        yield Caveat("wordless", "Statements with votes but no words in the file: {count}.", {"count": wordless})
