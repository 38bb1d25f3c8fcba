"""One page of the report of a vote, for people who decide."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wholeroom.analysis.opinion.findings import APART, MOST, NEARLY_EVERYONE
from wholeroom.web.activities.statement_vote import report_rules as rules
from wholeroom.web.activities.statement_vote.report_lists import FEW
from wholeroom.web.activities.statement_vote.report_reading import Listed, Report, StatementRead
from wholeroom.web.activities.statement_vote.report_telling import (
    about,
    about_themselves,
    certain_together,
    counting,
    hidden,
    hidden_as_one,
    how_many,
    in_groups,
    lead,
    missing,
    when_held,
)
from wholeroom.web.activities.statement_vote.report_wording import in_short, with_figures
from wholeroom.web.documents.blocks import Block, Caveat, Document, Heading, Links, Paragraph, Quotes
from wholeroom.web.documents.words import Words

IN_SUMMARY = 3  # statements of each kind, at most
LETTERS = 600  # of the statements of a kind with their figures, so that all of it is one page
LONGEST_STATEMENT = 300
LONGEST_GIVEN = 100  # letters of what was given, and of who decides: all of it stands in the report


def summary(report: Report, *, address: str, whole: str) -> Document:
    """One page. ``whole`` is where the report stands."""
    return Document(
        title=_("Summary of a vote"),
        lead=lead(report),
        language=get_language() or "en-gb",
        address=address,
        blocks=tuple(_summary(report, whole)),
        is_one_page=True,
    )


def _summary(report: Report, whole: str) -> Iterator[Block]:
    lists = report.lists
    yield Heading(_("What you are asked to decide") if report.decided_by else _("What people were asked"))
    yield from _to_decide(report)
    yield Caveat(" ".join(_about_voting(report)))
    yield Heading(_("What nearly everyone can say"))
    yield Paragraph(rules.by_nearly_everyone(report, "agree"))
    shared = tuple(that_fit(lists.agree, in_short))
    nothing = _("There is no statement that nearly everyone agrees with, by this rule.")
    order = _("the lowest share of a group") if report.groups else ""
    yield from _picked(shared, nothing, more(lists.agree, shared, order), _besides(report))
    found, order = (lists.apart, _("the widest gap")) if lists.apart.certain else (lists.split, "")
    differ = tuple(that_fit(found, with_figures))
    here = (*lists.agree.certain[: len(shared)], *found.certain[: len(differ)])
    yield Caveat(" ".join((*report.caveats_at("shared"), *_about_lists(report, here))))
    yield Heading(_("Where people differ"))
    yield Paragraph(rules.between_groups() if lists.apart.certain else rules.on_each_side())
    nothing = _("There is no statement on which people differ widely.")
    yield from _picked(differ, nothing, more(found, differ, order), few(report))
    told = " ".join(_about_figures(found.certain[: len(differ)]))
    if told:
        yield Caveat(told)
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    yield Links(((_("The whole report"), whole),))


def _about_voting(report: Report) -> Iterator[str]:
    """What limits the groups, and the votes."""
    yield from report.caveats_of("no_clear_gap", "no_stable_groups", "more_axes", "not_counted", "sparse")
    yield from counting(report)


def _about_lists(report: Report, shown: tuple[StatementRead, ...]) -> Iterator[str]:
    yield about_themselves()
    yield _("Such statements are counted here too.")
    if any(one.has_hidden_group for one in shown):
        yield hidden()
        yield hidden_as_one()
    if report.groups:
        yield _("The report also names what may belong, though it is not certain.")


def _about_figures(shown: tuple[StatementRead, ...]) -> Iterator[str]:
    """How to read the figures of groups that stand here."""
    if any(one.has_hidden_group for one in shown):
        yield certain_together()
    if any(row.row.tenths is not None for one in shown for row in one.opinion):
        yield about()


def more(found: Listed, shown: tuple[Words, ...], order: str) -> str:
    """``order`` is by what they are the first, where figures of groups count; these are not always certain."""
    n, in_all = len(shown), len(found.certain)
    if n == in_all:
        return ""
    words = ngettext("This is the first of {all} in the report.", "These are the first {n} of {all} in the report.", n)
    if order:
        words = ngettext(
            "This is the first of the {all} that are certain, by {order}.",
            "These are the first {n} of the {all} that are certain, by {order}.",
            n,
        )
    return words.format(n=n, all=in_all, order=order)


def _besides(report: Report) -> str:
    """What the report holds of the kind: how much there is, so that whoever decides goes and reads it."""
    lists = report.lists
    if report.groups:
        by_most = _("what {most} in 100 or more of every group agree with ({agree}) or disagree with ({disagree})")
    else:
        by_most = _("what {most} in 100 or more agree with ({agree}) or disagree with ({disagree})")
    agree, disagree = len(lists.most_agree.certain), len(lists.most_disagree.certain)
    parts = (
        _counted(_("what {share} in 100 or more disagree with ({count})"), lists.disagree, NEARLY_EVERYONE),
        by_most.format(most=MOST, agree=agree, disagree=disagree) if agree or disagree else "",
    )
    return _read_there(parts)


def few(report: Report) -> str:
    lists = report.lists
    parts = (
        _counted(_("what has {share} in 100 on each side ({count})"), lists.split, APART)
        if lists.apart.certain
        else "",
        _counted(_("what fewer than {share} in 100 agree with ({count})"), lists.few_agree, FEW),
        _counted(_("what few have voted on ({count})"), lists.few_voted),
    )
    return _read_there(parts)


def _counted(words: str, found: Listed, share: int = 0) -> str:
    return words.format(share=share, count=len(found.certain)) if found.certain else ""


def _read_there(parts: Iterable[str]) -> str:
    told = ", ".join(filter(None, parts))
    return _("Read in the report too: {parts}.").format(parts=told) if told else ""


def _to_decide(report: Report) -> Iterator[Block]:
    yield Paragraph(report.question, is_theirs=True)
    if report.decided_by:
        yield Paragraph(_("Who decides now: {who}.").format(who=Truncator(report.decided_by).chars(LONGEST_GIVEN)))
    if report.given:
        given = Truncator(report.given).chars(LONGEST_GIVEN)
        yield Paragraph(_("What was given, and not up for discussion: {given}").format(given=given))
    yield Paragraph(" ".join(_who_voted(report)))


def _who_voted(report: Report) -> Iterator[str]:
    yield how_many(report)
    if report.brought_in:
        yield when_held(report)
    if report.groups:
        yield in_groups(report)


def that_fit(found: Listed, put: Callable[[StatementRead], Words]) -> Iterator[Words]:
    """The first in any case. A very long one is cut: the report has all of it."""
    left = LETTERS
    for one in map(put, found.certain[:IN_SUMMARY]):
        short = replace(one, text=Truncator(one.text).chars(LONGEST_STATEMENT))
        is_first, left = left == LETTERS, left - len(short.text) - len(short.label)
        if left < 0 and not is_first:
            return
        yield short


def _picked(shown: tuple[Words, ...], nothing: str, *after: str) -> Iterator[Block]:
    """The first that fit, then what else there is to read."""
    yield Quotes(shown) if shown else Paragraph(nothing)
    told = " ".join(filter(None, after))
    if told:
        yield Paragraph(told)
