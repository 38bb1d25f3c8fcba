"""Answers by group as they may be shown: exactly, in tenths, or not at all. The totals of the room always stand beside.

A group is any set of people that overlaps no other one, and everybody is in one. Whoever knows the totals and all rows
but one knows that one too, so ``protect_table`` hides a second row beside a small one. Totals cannot be hidden here,
as a room saw them while it voted: where a total would have to go, more rows go instead.

Whoever compares statements may learn how many people of a group voted on each, so that is taken as known: even then
no vote of a hidden row follows. It is for groups of 5 people or more; put smaller ones together first.

Two groupings of one room do not give each other away. Both add up to the same totals, and any rows of the one go
together with any rows of the other that do so too: each agree of the first can be by anybody who agrees in the second.
Then whoever sees both learns of each what they learn from it alone, beside the totals.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from wholeroom.analysis.disclosure.rules import FEWEST_UNANIMOUS, Rule, may_show_row
from wholeroom.analysis.disclosure.safe_table import COVERED_MARK, SMALL_MARK
from wholeroom.analysis.disclosure.table import protect_table

ROOM = "everyone"  # the label of the row of totals
NAMES = ("agree", "disagree", "pass")
RULE: Rule = "answers"
Answered = tuple[int, int, int]  # how many agree, disagree, pass


@dataclass(frozen=True, slots=True)
class SafeRow:
    """What may be shown of one group's answers to one statement; nothing where both are None.

    ``tenths`` say of ten who voted how many agree and disagree: less than ``answers``, so that the row of a few people
    beside it stays open.
    """

    answers: Answered | None = None
    tenths: tuple[int, int] | None = None


HIDDEN = SafeRow()
Groups = Mapping[str, Answered]


def safe_answers(statements: Mapping[str, Groups]) -> dict[str, dict[str, SafeRow]]:
    """For each statement, each group's row as it may be shown, and the room's own under ``ROOM``.

    >>> rows = safe_answers({"1": {"A": (20, 3, 1), "B": (3, 16, 1), "no group": (1, 1, 0)}})["1"]
    >>> rows["A"].answers, rows["B"].answers, rows["B"].tenths, rows["no group"], rows[ROOM].answers
    ((20, 3, 1), None, (2, 8), SafeRow(answers=None, tenths=None), (24, 20, 2))
    """
    totals = {name: total_of(groups.values()) for name, groups in statements.items()}
    shown = [name for name, total in totals.items() if may_show_row(total, RULE)]
    found = {name: {**dict.fromkeys(groups, HIDDEN), ROOM: HIDDEN} for name, groups in statements.items()}
    for given in sorted({_given(totals[name]) for name in shown}):
        alike = {name: statements[name] for name in shown if _given(totals[name]) == given}
        for name, marks in _marks(alike, given).items():
            rows = _rows(statements[name], totals[name], marks)
            found[name] = {**rows, ROOM: SafeRow(answers=totals[name])}
    return found


def total_of(rows: Iterable[Answered]) -> Answered:
    agree, disagree, passed = (sum(column) for column in zip((0, 0, 0), *rows, strict=True))
    return agree, disagree, passed


def _given(total: Answered) -> tuple[int, ...]:
    """Which of the three answers anybody gave. Of the others everyone knows that no group gave them."""
    return tuple(place for place, count in enumerate(total) if count)


def _marks(statements: Mapping[str, Groups], given: Sequence[int]) -> dict[str, dict[str, str]]:
    """The mark of each hidden row, in one table of all statements whose room gave the same answers."""
    rows = [
        {"statement": name, "group": group, **{NAMES[place]: answers[place] for place in given}}
        for name, groups in statements.items()
        for group, answers in (*groups.items(), (ROOM, total_of(groups.values())))
    ]
    counts = [NAMES[place] for place in given]
    safe = protect_table(rows, rule=RULE, groups=["statement", "group"], counts=counts, total_labels=[ROOM], sums={})
    marks: dict[str, dict[str, str]] = {name: {} for name in statements}
    for name, group, first, *_others in safe.rows:
        if first in (SMALL_MARK[RULE], COVERED_MARK[RULE]):
            marks[name][group] = first
    return marks


def _rows(groups: Groups, total: Answered, marks: Mapping[str, str]) -> dict[str, SafeRow]:
    hidden = {group for group in groups if group in marks}
    has_few_people = any(sum(groups[group]) and not may_show_row(groups[group], RULE) for group in hidden)
    if ROOM in marks or has_few_people:
        hidden = _with_more_hidden(groups, total, hidden)
    rows = {group: HIDDEN if group in hidden else SafeRow(answers=answers) for group, answers in groups.items()}
    large = [group for group in hidden if may_show_row(groups[group], RULE)]
    small = hidden.difference(large)
    if len(large) == len(small) == 1:
        (covered,), (few,) = large, small
        if _keeps_open(groups[covered], groups[few]):
            rows[covered] = SafeRow(tenths=tenths(groups[covered]))
    return rows


def _with_more_hidden(groups: Groups, total: Answered, hidden: Iterable[str]) -> set[str]:
    """Two rows of people who voted or more, and among them every answer that the room gave. Then each of these people
    could have given any of two answers, also to a reader who knows how many voted in each row.
    """
    more = set(hidden)
    for group in sorted(groups, key=lambda one: (sum(groups[one]), one)):
        together = total_of(groups[one] for one in more)
        voting = [one for one in more if sum(groups[one])]
        if len(voting) > 1 and all(count or not all_of_it for count, all_of_it in zip(together, total, strict=True)):
            break
        more.add(group)
    return more


def tenths(answers: Answered) -> tuple[int, int]:
    """Of ten who voted, how many agree and how many disagree; a half is rounded up.

    >>> tenths((3, 16, 1))
    (2, 8)
    """
    voters = sum(answers)
    agree, disagree, _ = answers
    return (20 * agree + voters) // (2 * voters), (20 * disagree + voters) // (2 * voters)


def _keeps_open(covered: Answered, few: Answered) -> bool:
    """Whether each number of the ``few`` could be another one, to a reader who knows the tenths of the row beside it
    and what both add up to; and each of their answers, if the reader also knows how many they are.
    """
    both = total_of((covered, few))
    worlds = [row for row in _small_rows(both) if _told_alike(_less(both, row), tenths(covered))]
    as_many = [row for row in worlds if sum(row) == sum(few)]
    return _vary(worlds, both) and (not any(few) or _vary(as_many, both))


def _vary(rows: Iterable[Answered], most: Answered) -> bool:
    """Whether each answer that anybody gave has two possible counts or more."""
    return all(len(set(counts)) > 1 for counts, top in zip(zip(*rows, strict=True), most, strict=True) if top)


def _told_alike(answers: Answered, told: tuple[int, int]) -> bool:
    return may_show_row(answers, RULE) and tenths(answers) == told


def _less(both: Answered, few: Answered) -> Answered:
    agree, disagree, passed = (whole - part for whole, part in zip(both, few, strict=True))
    return agree, disagree, passed


def _small_rows(most: Answered) -> Iterator[Answered]:
    """Every row that is too small to be shown, with no more of each answer than ``most``."""
    sizes = (range(min(count, FEWEST_UNANIMOUS) + 1) for count in most)
    for agree, disagree, passed in product(*sizes):
        answers = agree, disagree, passed
        if sum(answers) < FEWEST_UNANIMOUS and not may_show_row(answers, RULE):
            yield answers
