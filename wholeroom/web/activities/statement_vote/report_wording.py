"""How the figures of a report are put: in a cell of a table, and in the line under a statement."""

from dataclasses import replace

from django.utils.translation import gettext as _

from wholeroom.analysis.opinion.safe_answers import SafeRow
from wholeroom.web.activities.statement_vote.report_reading import Row, StatementRead
from wholeroom.web.documents.words import Words


def cells(row: SafeRow) -> tuple[str, str, str, str]:
    """Agree, disagree, pass and voters."""
    if row.answers is not None:
        return (*(str(count) for count in row.answers), str(sum(row.answers)))
    hidden = _("hidden")
    if row.tenths is None:
        return hidden, hidden, hidden, hidden
    agree, disagree = (about(tenths) for tenths in row.tenths)
    return agree, disagree, hidden, hidden


def about(tenths: int) -> str:
    """
    >>> about(0), about(7), about(10)
    ('hardly any', 'about 7 in 10', 'nearly all')
    """
    if tenths in (0, 10):
        return _("nearly all") if tenths else _("hardly any")
    return _("about {tenths} in 10").format(tenths=tenths)


def in_short(one: StatementRead) -> Words:
    """A statement, and what the whole room says to it."""
    return replace(one.words, label=told(one.room.row))


def with_figures(one: StatementRead) -> Words:
    """A statement, and what the room and each opinion group say to it, also where that is hidden."""
    parts = [told(one.room.row), *(_told_of(row) for row in one.opinion if row.short)]
    return replace(one.words, label=" · ".join(parts))


def _told_of(row: Row) -> str:
    return _("{group}: {told}").format(group=row.short, told=told(row.row) if row.is_shown else _("hidden"))


def told(row: SafeRow) -> str:
    if row.answers is not None:
        agree, disagree, passed = row.answers
        text = _("{agree} of {voters} agree, {disagree} disagree, {passed} pass")
        return text.format(agree=agree, voters=sum(row.answers), disagree=disagree, passed=passed)
    if row.tenths is not None:
        agree, disagree = (about(tenths) for tenths in row.tenths)
        return _("{agree} agree, {disagree} disagree").format(agree=agree, disagree=disagree)
    return _("Too few votes to show figures")
