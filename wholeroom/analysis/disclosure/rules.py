"""The four small-number rules for a single number: people present, answers to a statement, secret votes, measures.

Nothing here rests on keeping the rule, or the reason for a mark, from the reader. A reader may know both.
Rules for whole tables, where totals and earlier versions give numbers away, are in ``table.py``.

Source: Hundepool, Domingo-Ferrer, Franconi, Giessing, Nordholt, Spicer and de Wolf 2012, Statistical Disclosure
Control, chapters 4 and 5 (thresholds, rounding, complementary suppression).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from wholeroom.analysis.caveats import Sentence

Rule = Literal["people", "answers", "secret", "measures"]
RULES: tuple[Rule, ...] = get_args(Rule)

FEWEST_PEOPLE = 5  # people of a group from which they are counted
FEWEST_VOTERS = 5  # voters on a statement from which their answers are shown
FEWEST_UNANIMOUS = 10  # voters from which one single answer is shown
FEWEST_OUTCOME = 3  # people from which it is said whether a rule was met
FEWEST_SECRET = 8  # people from which secret votes are counted
LARGEST_SMALL_MEASURE = 4
ROUNDING = 5
TENS = 10
NO_LIMIT = 1 << 50  # stands for "any number"

FEW = Sentence("none_or_a_few", "none or a few")
HIDDEN = Sentence("hidden", "hidden")
SMALL_COUNT = Sentence("small_count", "Hidden: it is from 1 to 4.")
SMALL_BAND = Sentence("small_band", "Hidden: none or a few people (0 to 4).")
FEW_VOTERS = Sentence("few_voters", "Hidden: fewer than 5 people voted, or fewer than 10 who all gave one answer.")
SECRET = Sentence("secret", "Hidden: fewer than 8 people took part, or all gave one answer.")
NO_OUTCOME = Sentence("no_outcome", "Hidden: fewer than 3 people took part.")
TOTAL_TELLS = Sentence("total_tells", "Hidden: this total is small, or would give away a hidden number.")


@dataclass(frozen=True, slots=True)
class Shown:
    """One number as it may be shown.

    ``value`` is None if it is hidden; ``low`` and ``high`` are what a reader who knows the rule can conclude
    (``high`` is None where there is no limit); ``words`` is what to print.
    """

    value: int | None
    low: int
    high: int | None
    words: Sentence

    def __str__(self) -> str:
        return self.words.text()


@dataclass(frozen=True, slots=True)
class Answers:
    """The votes on one statement as they may be shown: all four numbers, or none of them and why."""

    voters: int | None
    agree: int | None
    disagree: int | None
    passed: int | None
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class SecretResult:
    """A secret vote as it may be shown: whether the rule was met, the counts by answer, each None if hidden; and
    why.
    """

    met: bool | None
    counts: Mapping[str, int] | None
    why: Sentence | None = None


def band(count: int) -> Shown:
    """People of one stakeholder group: counted from 5, else "none or a few". Raises ValueError below 0.

    >>> str(band(3)), str(band(5))
    ('none or a few', '5')
    """
    low, high = band_class(_counted(count))
    return Shown(None, low, high, FEW) if count < FEWEST_PEOPLE else _exactly(count)


def rounded(count: int) -> Shown:
    """A count of an open statistic: 1 to 4 hidden, the rest rounded to the nearest 5. Raises ValueError below 0.

    >>> str(rounded(0)), str(rounded(4)), str(rounded(7)), str(rounded(8))
    ('0', 'hidden', '5', '10')
    """
    low, high = measure_class(_counted(count))
    if 1 <= count <= LARGEST_SMALL_MEASURE:
        return Shown(None, low, high, HIDDEN)
    return Shown(rounded_number(count), low, high, _number(rounded_number(count)))


def room_total(counts: Sequence[int], others: int = 0) -> Shown:
    """The people in a room, beside the bands of its groups: ``counts`` people by group, ``others`` in no group.

    The exact total if no band hides a number. Else rounded down to tens; and hidden if it is under 10, or if some
    number of people in the hidden bands would then be given away. That choice uses only what the bands already show,
    so that hiding the total says nothing either.

    >>> str(room_total([12, 9])), str(room_total([12, 3])), str(room_total([29, 0])), str(room_total([29, 3]))
    ('21', '10', 'hidden', 'hidden')
    """
    total = sum(_counted(count) for count in counts) + _counted(others)
    hidden = sum(1 for count in counts if count < FEWEST_PEOPLE)
    if not hidden:
        return _exactly(total)
    if total < FEWEST_PEOPLE:
        return Shown(None, 0, FEWEST_PEOPLE - 1, FEW)
    least = sum(count for count in counts if count >= FEWEST_PEOPLE)
    most = NO_LIMIT if others else least + hidden * (FEWEST_PEOPLE - 1)
    low, high = tens_class(total)
    if low < TENS or total_tells(total, least, most, "people"):
        return Shown(None, 0, None, HIDDEN)
    return Shown(low, low, high, _number(low))


def answers(agree: int, disagree: int, passed: int) -> Answers:
    """Votes on one statement in one group: shown from 5 voters, and from 10 if all gave the same answer.

    >>> answers(4, 1, 0).agree, answers(3, 1, 0).agree, answers(9, 0, 0).agree, answers(10, 0, 0).agree
    (4, None, None, 10)
    """
    counts = (_counted(agree), _counted(disagree), _counted(passed))
    if not may_show_row(counts, "answers"):
        return Answers(None, None, None, None, FEW_VOTERS)
    return Answers(sum(counts), agree, disagree, passed)


def secret_result(counts: Mapping[str, int], met: bool) -> SecretResult:
    """Consent positions, a ballot, "did it help?": nothing under 3 people, then whether the rule was met, from 8 the
    counts.

    A unanimous count is never shown: it would tell everybody's vote.

    >>> secret_result({"agree": 6, "object": 1}, met=False).counts is None
    True
    >>> secret_result({"agree": 7, "object": 1}, met=False).counts
    {'agree': 7, 'object': 1}
    """
    numbers = [_counted(count) for count in counts.values()]
    if sum(numbers) < FEWEST_OUTCOME:
        return SecretResult(None, None, NO_OUTCOME)
    if not may_show_row(numbers, "secret"):
        return SecretResult(met, None, SECRET)
    return SecretResult(met, dict(counts))


def may_show_row(counts: Sequence[int], rule: Rule) -> bool:
    """Whether the answers of one group (rules ``answers`` and ``secret``) may be shown, leaving totals aside."""
    voters = sum(counts)
    unanimous = max(counts) == voters
    if rule == "secret":
        return voters >= FEWEST_SECRET and not unanimous
    return voters >= (FEWEST_UNANIMOUS if unanimous else FEWEST_VOTERS)


def rounded_number(count: int) -> int:
    return ROUNDING * ((count + ROUNDING // 2) // ROUNDING)


def measure_class(count: int) -> tuple[int, int]:
    """The least and the greatest count that rule ``measures`` shows as it shows ``count``."""
    if count <= LARGEST_SMALL_MEASURE:
        return (0, 0) if count == 0 else (1, LARGEST_SMALL_MEASURE)
    middle = rounded_number(count)
    return max(middle - ROUNDING // 2, LARGEST_SMALL_MEASURE + 1), middle + ROUNDING // 2


def band_class(count: int) -> tuple[int, int]:
    """The least and the greatest count that rule ``people`` shows as it shows ``count``."""
    return (0, FEWEST_PEOPLE - 1) if count < FEWEST_PEOPLE else (count, count)


def tens_class(count: int) -> tuple[int, int]:
    """As ``band_class``, for a total while a band hides a number; a total of 5 to 9 is hidden and so a class of its
    own.
    """
    if count < TENS:
        return (0, FEWEST_PEOPLE - 1) if count < FEWEST_PEOPLE else (FEWEST_PEOPLE, TENS - 1)
    return count // TENS * TENS, count // TENS * TENS + TENS - 1


def total_tells(total: int, least: int, most: int, rule: Rule) -> bool:
    """Whether a rounded total must be hidden for the sake of the hidden numbers among its parts.

    ``least`` and ``most`` are what the parts as shown can add up to. A total gives a hidden part away only at an end
    of that range: shown in a class that holds nothing but ``least`` or nothing but ``most``, it fixes every part.
    Then the classes of both ends are hidden, whatever the total is: so a hidden total leaves both ends possible, even
    to a reader who knows this very rule. ``most`` may be ``NO_LIMIT``.

    >>> total_tells(18, 11, 18, "measures"), total_tells(15, 11, 18, "measures")
    (True, False)
    """
    class_of = tens_class if rule == "people" else measure_class
    first = class_of(least)
    last = class_of(most) if most < NO_LIMIT else class_of(first[1] + 1)
    least_alone = first[1] == least < most
    most_alone = last[0] == most > least
    if not least_alone and not most_alone:
        return False
    ends = {last, first} if least_alone else {last}
    if first[0] <= LARGEST_SMALL_MEASURE:  # a small total has a mark of its own, so it cannot be the other end
        ends.add(class_of(LARGEST_SMALL_MEASURE + 1))
    else:
        ends.add(first)
    return class_of(total) in ends


def _exactly(count: int) -> Shown:
    return Shown(count, count, count, _number(count))


def _number(count: int) -> Sentence:
    return Sentence("number", "{number}", {"number": count})


def _counted(count: int) -> int:
    if count < 0:
        raise ValueError(f"A count cannot be below 0, but this one is {count}. Check the figures and try again.")
    return count
