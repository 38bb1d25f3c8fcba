"""How the figures of a report are put: in a cell of a table, and in the line under a statement."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholeroom.analysis.opinion.safe_answers import SafeRow
from wholeroom.web.activities.statement_vote.report_reading import Row, StatementRead
from wholeroom.web.documents.words import Words


def in_figures(count: int) -> str:
    """
    >>> in_figures(303), in_figures(17335)
    ('303', '17,335')
    """
    return number_format(count, force_grouping=True)


def numbers(statements: Iterable[StatementRead]) -> str:
    found = sorted(one.number for one in statements)
    words = ngettext("statement {numbers}", "statements {numbers}", len(found))
    return words.format(numbers=", ".join(map(str, found)))


def cells(row: SafeRow) -> tuple[str, str, str, str]:
    """Agree, disagree, pass and voters."""
    if row.answers is not None:
        agree, disagree, passed = row.answers
        return in_figures(agree), in_figures(disagree), in_figures(passed), in_figures(sum(row.answers))
    hidden = _("hidden")
    if row.tenths is None:
        return hidden, hidden, hidden, hidden
    agreeing, disagreeing = (about(tenths) for tenths in row.tenths)
    return agreeing, disagreeing, hidden, hidden


def about(tenths: int) -> str:
    """
    >>> about(0), about(7), about(10)
    ('hardly any', 'about 7 in 10', 'nearly all')
    """
    if tenths in (0, 10):
        return _("nearly all") if tenths else _("hardly any")
    return _("about {tenths} in 10").format(tenths=tenths)


def in_short(one: StatementRead) -> Words:
    """A statement, its number, and what the whole room says to it; and whether that hides what a group says."""
    return _labelled(one, _of_all(one), *([_("a group is hidden")] if one.has_hidden_group else []))


def with_figures(one: StatementRead, *before: str) -> Words:
    """A statement, its number, and what the room and each opinion group say to it, also where that is hidden."""
    groups = [_told_of(row) for row in one.opinion if row.short]
    rest = [] if one.not_shown is None else [_("All not shown, as one: {told}").format(told=told(one.not_shown))]
    return _labelled(one, *before, _of_all(one), *groups, *rest)


def _labelled(one: StatementRead, *parts: str) -> Words:
    name = _("Statement {number}").format(number=one.number)
    return replace(one.words, label=" · ".join((name, *parts)))


def _of_all(one: StatementRead) -> str:
    """Where fewer than half of all people voted on it, the line says so wherever it stands."""
    if one.few_of is None:
        return told(one.room.row)
    voters = in_figures(sum(one.room.row.answers or ()))
    few = _("{voters} of {people} voted on it").format(voters=voters, people=in_figures(one.few_of))
    return f"{few}: {told(one.room.row)}"


def _told_of(row: Row) -> str:
    return _("{group}: {told}").format(group=row.short, told=told(row.row) if row.is_shown else _("hidden"))


def told(row: SafeRow) -> str:
    if row.answers is not None:
        agree, disagree, passed = (in_figures(count) for count in row.answers)
        text = _("{agree} of {voters} agree, {disagree} disagree, {passed} pass")
        return text.format(agree=agree, voters=in_figures(sum(row.answers)), disagree=disagree, passed=passed)
    if row.tenths is not None:
        agree, disagree = (about(tenths) for tenths in row.tenths)
        return _("{agree} agree, {disagree} disagree").format(agree=agree, disagree=disagree)
    return _("Too few votes to show figures")
