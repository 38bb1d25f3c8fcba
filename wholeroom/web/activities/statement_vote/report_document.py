"""The whole report of a vote, as a document."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wholeroom.analysis.opinion.findings import APART, LISTED, NEARLY_ALL
from wholeroom.analysis.tokens import GROUP_COLOURS, TOKENS
from wholeroom.web.activities.statement_vote import seeing
from wholeroom.web.activities.statement_vote.report_lists import FEW, MARKS
from wholeroom.web.activities.statement_vote.report_reading import Group, Report, StatementRead
from wholeroom.web.activities.statement_vote.report_telling import (
    clearest_first,
    counting,
    differ_by,
    how_held,
    lead,
    missing,
    shared_by,
)
from wholeroom.web.activities.statement_vote.report_wording import cells, with_figures
from wholeroom.web.documents.blocks import (
    Block,
    Bullets,
    Caveat,
    Document,
    Drawing,
    Heading,
    Paragraph,
    Quotes,
    Table,
)
from wholeroom.web.documents.seats import ring


def document(report: Report, *, address: str) -> Document:
    return Document(
        title=report.question,
        lead=lead(report, _("The report of a vote")),
        language=get_language() or "en-gb",
        address=address,
        blocks=(
            *how_asked(report),
            *shared(report),
            *differ(report),
            *few(report),
            *opinion_groups(report),
            *who_was_missing(report),
            *every_statement(report),
        ),
    )


def how_asked(report: Report) -> Iterator[Block]:
    yield Heading(_("What people were asked, and how"))
    yield Paragraph(_("People voted on short statements, one at a time: agree, disagree or pass."))
    yield Bullets(tuple(how_held(report)))
    if report.given:
        yield Heading(_("What was given, and not up for discussion"), level=3)
        yield Paragraph(report.given, is_theirs=True)
    for text in counting(report):
        yield Caveat(text)


def shared(report: Report) -> Iterator[Block]:
    yield Heading(_("What nearly everyone can say"))
    yield Paragraph(shared_by(report))
    yield Paragraph(clearest_first(LISTED))
    for text in (*report.caveats_at("shared"), *_few_saw(report)):
        yield Caveat(text)
    yield from _listed(report.agree, _("There is no statement that nearly everyone agrees with, by this rule."))
    if report.disagree:
        yield Heading(_("What nearly everyone turns down"), level=3)
        yield from _listed(report.disagree, "")


def _few_saw(report: Report) -> Iterator[str]:
    if report.few_voted:
        yield _("What few have voted on is not in this list. It stands below.")


def differ(report: Report) -> Iterator[Block]:
    yield Heading(_("Where people differ"))
    yield Paragraph(f"{differ_by(report)} {clearest_first(LISTED)}")
    yield from _listed(report.divided, _("There is no statement on which people differ widely."))


def few(report: Report) -> Iterator[Block]:
    yield Heading(_("What few agree with, or few have voted on"))
    yield Paragraph(_("These are worth hearing too. No average hides them here."))
    if not report.few:
        yield Paragraph(_("There is no such statement."))
    if report.few_agree:
        yield Heading(_("Few agree"), level=3)
        yield Paragraph(_("Of those who voted on it, fewer than {share} in 100 agree.").format(share=FEW))
        yield from _listed(report.few_agree, "")
    if report.few_voted:
        yield Heading(_("Few have voted"), level=3)
        yield Paragraph(
            _("These have fewer than half the votes that a statement here usually has, or too few to show.")
        )
        yield Caveat(_("Most people did not vote on these. More votes might say something else."))
        yield from _listed(report.few_voted, "")


def _listed(statements: tuple[StatementRead, ...], nothing: str) -> Iterator[Block]:
    yield Quotes(tuple(with_figures(one) for one in statements)) if statements else Paragraph(nothing)


def opinion_groups(report: Report) -> Iterator[Block]:
    yield Heading(_("Opinion groups"))
    if not report.is_drawn:
        yield Paragraph(_("Fewer than 30 people voted on enough statements to be placed on a map."))
        yield Paragraph(_("So there is no map, and there are no figures by group. That protects them."))
    elif not report.groups:
        yield Paragraph(_("The votes show no groups that would hold: people differ, but not in camps."))
    else:
        yield Paragraph(_("An opinion group is people whose votes are alike. They may not know each other."))
    if report.map:
        yield drawing(report)
        yield Paragraph(_("Each mark stands for five people or more. People who vote alike stand close together."))
    if report.groups:
        yield from _groups(report)
    for text in report.caveats_at("map"):
        yield Caveat(text)


def drawing(report: Report) -> Drawing:
    """The crowds of the map as it was at the close, in the colours of the house."""
    picture = seeing.picture(report.map, "wall")
    colours = (TOKENS["soft"], *GROUP_COLOURS)
    title = _("The map: people who vote alike stand close together.")
    values = {
        "marks": [(one, colours[one.group]) for one in picture.marks],
        "groups": picture.groups,
        "tokens": TOKENS,
        "title": title,
    }
    return Drawing(render_to_string("statement_vote/report-map.svg", values).strip(), title)


def _groups(report: Report) -> Iterator[Block]:
    yield Table(
        caption=_("Opinion groups"),
        header=(_("Group"), _("People")),
        rows=tuple((one.letter, str(one.size)) for one in report.groups),
        counts=True,
    )
    if report.stability is not None:
        text = _("How firmly the groups hold: {stability}. At 1.00, any half of the people gives the same groups.")
        yield Caveat(text.format(stability=f"{report.stability:.2f}"))
    if not report.brought_in:
        yield Caveat(_("Letters and sides may differ from the screens of the meeting. The votes are the same."))
    rule = _("Of the group, {share} in 100 or more give one answer. Of each other group, {apart} in 100 fewer do.")
    yield Paragraph(f"{rule.format(share=NEARLY_ALL, apart=APART)} {clearest_first(MARKS)}")
    for one in report.groups:
        yield from _marks_off(one)


def _marks_off(group: Group) -> Iterator[Block]:
    yield Heading(_("What marks off group {letter}").format(letter=group.letter), level=3)
    yield from _listed(group.marks_off, _("Nothing that it says far more than each other group, by what may be shown."))


def who_was_missing(report: Report) -> Iterator[Block]:
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    if report.seats:
        yield ring(report.seats)
        yield Caveat(_("The facilitator marked the seats. They say nothing of how people describe themselves."))
    for text in report.caveats_at("missing"):
        yield Caveat(text)


def every_statement(report: Report) -> Iterator[Block]:
    yield Heading(_("Every statement, with its figures"))
    yield Paragraph(_order(report))
    for text in (*_protecting(report), *report.caveats_at("left_out")):
        yield Caveat(text)
    if report.taken_out:
        numbers = ", ".join(str(one.number) for one in report.taken_out)
        yield Paragraph(_("Taken out by moderators, so not shown here: {numbers}.").format(numbers=numbers))
    for one in report.statements:
        if one not in report.taken_out:
            yield from _statement(one)


def _order(report: Report) -> str:
    if report.brought_in:
        return _("They are numbered from 1 in the order of their ids in the file. That is no order of merit.")
    return _("They stand in the order in which they were put in. That is no order of merit.")


def _protecting(report: Report) -> Iterable[str]:
    yield _("Figures show from 5 voters, and from 10 if all say the same.")
    if report.is_drawn:
        yield _("“Hidden” keeps small numbers safe. “About” stands where an exact number would give one away.")
        yield from _about_opinion_groups(report)
        yield from _about_stakeholder_groups(report)


def _about_opinion_groups(report: Report) -> Iterable[str]:
    if report.groups:
        yield _("Groups may not add up to everyone: who voted on too few statements is in none.")


def _about_stakeholder_groups(report: Report) -> Iterable[str]:
    if report.may_pass_on:
        yield _("There are no figures by stakeholder group. The table of votes would show who is in one.")
    elif not report.brought_in:
        yield _("Stakeholder groups are self-described: nobody checked. Who named several stands with the others.")
        yield _("Groups of fewer than five people stand with the others, and so does who named none.")


def _statement(one: StatementRead) -> Iterator[Block]:
    name = _("Statement {number}, about the vote itself") if one.is_about_vote else _("Statement {number}")
    yield Heading(name.format(number=one.number), level=3)
    yield Quotes((one.words,))
    yield Table(
        caption=_("Votes on statement {number}").format(number=one.number),
        header=(_("Who"), _("Agree"), _("Disagree"), _("Pass"), _("Voters")),
        rows=tuple((row.who, *cells(row.row)) for row in one.rows),
        counts=True,
    )
    if one.because:
        yield Paragraph(_("What people said under it:"))
        yield Quotes(one.because)
