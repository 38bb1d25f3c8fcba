"""One page of the report of a vote, for people who decide."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wholeroom.web.activities.statement_vote.report_document import counting, how_many, lead, missing
from wholeroom.web.activities.statement_vote.report_reading import Report, StatementRead
from wholeroom.web.activities.statement_vote.report_wording import in_short
from wholeroom.web.documents.blocks import Block, Caveat, Document, Heading, Links, Paragraph, Quotes

IN_SUMMARY = 3  # statements of each kind
LONGEST_GIVEN = 400  # letters: all of it stands in the report


def summary(report: Report, *, address: str) -> Document:
    """One page. ``address`` is where the whole report stands."""
    return Document(
        title=_("Summary of a vote"),
        lead=lead(report),
        language=get_language() or "en-gb",
        address=address,
        blocks=tuple(_summary(report, address)),
    )


def _summary(report: Report, address: str) -> Iterator[Block]:
    yield Heading(_("What you are asked to decide"))
    yield from _to_decide(report)
    yield Heading(_("What nearly everyone can say"))
    yield from _picked(report.agree, _("No statement has most of every group behind it."))
    yield Heading(_("Where people differ"))
    yield from _picked(report.divided, _("On no statement do people differ widely."))
    if report.few:
        yield Paragraph(
            ngettext(
                "{n} statement was said by few. Read it in the report: it may matter most.",
                "{n} statements were said by few. Read them in the report: they may matter most.",
                len(report.few),
            ).format(n=len(report.few))
        )
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    yield Caveat(" ".join((*report.caveats_at("shared"), *counting(report))))
    yield Links(((_("The whole report, with every statement"), address),))


def _to_decide(report: Report) -> Iterator[Block]:
    yield Paragraph(report.question, is_theirs=True)
    if report.decided_by:
        yield Paragraph(_("Who decides now: {who}.").format(who=report.decided_by))
    if report.given:
        given = Truncator(report.given).chars(LONGEST_GIVEN)
        yield Paragraph(_("What was given, and not up for discussion: {given}").format(given=given))
    yield Paragraph(how_many(report))


def _picked(statements: tuple[StatementRead, ...], nothing: str) -> Iterator[Block]:
    yield Quotes(tuple(in_short(one) for one in statements[:IN_SUMMARY])) if statements else Paragraph(nothing)
    more = len(statements) - IN_SUMMARY
    if more > 0:
        yield Paragraph(
            ngettext("{n} more stands in the report.", "{n} more stand in the report.", more).format(n=more)
        )
