"""One page of the report of a vote, for people who decide."""

from collections.abc import Callable, Iterator

from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote.report_reading import Report, StatementRead
from wholeroom.web.activities.statement_vote.report_telling import (
    counting,
    differ_in_short,
    how_many,
    lead,
    missing,
    shared_in_short,
)
from wholeroom.web.activities.statement_vote.report_wording import in_short, with_figures
from wholeroom.web.documents.blocks import Block, Caveat, Document, Heading, Links, Paragraph, Quotes
from wholeroom.web.documents.words import Words

IN_SUMMARY = 3  # statements of each kind
LONGEST_GIVEN = 100  # letters of what was given, and of who decides: all of it stands in the report


def summary(report: Report, *, address: str, whole: str) -> Document:
    """One page. ``whole`` is where the report stands."""
    return Document(
        title=_("Summary of a vote"),
        lead=lead(report),
        language=get_language() or "en-gb",
        address=address,
        blocks=tuple(_summary(report, whole)),
    )


def _summary(report: Report, whole: str) -> Iterator[Block]:
    yield Heading(_("What you are asked to decide") if report.decided_by else _("What people were asked"))
    yield from _to_decide(report)
    yield Heading(_("What nearly everyone can say"))
    yield Paragraph(shared_in_short(report))
    nothing = _("There is no statement that nearly everyone agrees with, by this rule.")
    yield from _picked(report.agree, in_short, nothing, more(report.agree))
    yield Heading(_("Where people differ"))
    yield Paragraph(differ_in_short(report))
    nothing = _("There is no statement on which people differ widely.")
    yield from _picked(report.divided, with_figures, nothing, f"{more(report.divided)} {few(report)}".strip())
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    yield Caveat(" ".join((*report.caveats_at("shared"), *counting(report))))
    yield Links(((_("The whole report, with every statement"), whole),))


def more(statements: tuple[StatementRead, ...]) -> str:
    n = len(statements) - IN_SUMMARY
    if n <= 0:
        return ""
    return ngettext("{n} more stands in the report.", "{n} more stand in the report.", n).format(n=n)


def few(report: Report) -> str:
    """There may be many: how many there are, so that whoever decides goes and reads them."""
    if not report.few:
        return ""
    text = _("Read there too what few agree with ({agree}) or few have voted on ({voted}).")
    return text.format(agree=len(report.few_agree), voted=len(report.few_voted))


def _to_decide(report: Report) -> Iterator[Block]:
    yield Paragraph(report.question, is_theirs=True)
    if report.decided_by:
        yield Paragraph(_("Who decides now: {who}.").format(who=Truncator(report.decided_by).chars(LONGEST_GIVEN)))
    if report.given:
        given = Truncator(report.given).chars(LONGEST_GIVEN)
        yield Paragraph(_("What was given, and not up for discussion: {given}").format(given=given))
    yield Paragraph(how_many(report))


def _picked(
    statements: tuple[StatementRead, ...], put: Callable[[StatementRead], Words], nothing: str, after: str
) -> Iterator[Block]:
    yield Quotes(tuple(put(one) for one in statements[:IN_SUMMARY])) if statements else Paragraph(nothing)
    if after:
        yield Paragraph(after)
