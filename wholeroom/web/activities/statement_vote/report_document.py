"""The whole report of a vote, as a document."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wholeroom.analysis.opinion.findings import NEARLY_ALL
from wholeroom.analysis.opinion.held_elsewhere import HELD_ELSEWHERE
from wholeroom.analysis.tokens import GROUP_COLOURS, TOKENS
from wholeroom.web.activities.statement_vote import seeing
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.activities.statement_vote.report_figures import OF_THE_ROOM
from wholeroom.web.activities.statement_vote.report_reading import Group, Report, StatementRead
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
    Ring,
    Table,
)
from wholeroom.web.documents.days import written


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


def lead(report: Report, *kind: str) -> str:
    return " · ".join((*kind, report.method, written(report.day)))


def how_many(report: Report) -> str:
    if report.brought_in:
        words = _("{people} people voted on {statements} statements, elsewhere.")
    elif report.is_drawn:
        words = _("{people} phones voted on {statements} statements.")
    else:
        words = _("People voted on {statements} statements.")  # how many, while they are few, could tell of one
    return words.format(people=report.people, statements=len(report.statements))


def missing(report: Report) -> str:
    if not report.seats:
        return _("The facilitator marked no seats, so nobody can say here who was missing.")
    if not report.missing:
        return _("Of every group that was wanted, somebody was there.")
    return _("Nobody was there for: {groups}.").format(groups=", ".join(one.name for one in report.missing))


def how_asked(report: Report) -> Iterator[Block]:
    yield Heading(_("What people were asked, and how"))
    yield Paragraph(_("People voted on short statements, one at a time: agree, disagree or pass."))
    yield Bullets(tuple(_how(report)))
    if report.given:
        yield Heading(_("What was given, and not up for discussion"), level=3)
        yield Paragraph(report.given, is_theirs=True)
    for text in counting(report):
        yield Caveat(text)


def _how(report: Report) -> Iterator[str]:
    yield how_many(report)
    if report.votes is not None:
        yield _("Votes counted: {votes}.").format(votes=report.votes)
    if not report.brought_in:
        yield from _held_here(report)
    if report.decided_by:
        yield _("Who decides now: {who}.").format(who=report.decided_by)


def _held_here(report: Report) -> Iterator[str]:
    if report.may_add:
        yield _("People could put in statements of their own.")
    else:
        yield _("Only the facilitator put in statements.")
    yield _when_seen(report)
    if report.may_pass_on:
        yield _("People were told that votes may be passed on as a table without names.")


def _when_seen(report: Report) -> str:
    if report.results == Ballot.Results.LIVE:
        return _("All saw where the room stood while they voted. That may have swayed some.")
    if report.results == Ballot.Results.AFTER:
        return ngettext(
            "Each person saw where the room stood after {n} vote of their own.",
            "Each person saw where the room stood after {n} votes of their own.",
            report.after,
        ).format(n=report.after)
    return _("Nobody saw where the room stood until the vote was over.")


def counting(report: Report) -> tuple[str, ...]:
    if report.brought_in:
        return (HELD_ELSEWHERE.text(_),)
    return (
        _("Votes come from phones: one person may have used two."),
        _("They are counted in steps of five or more, so a few of the last may be left out."),
    )


def shared(report: Report) -> Iterator[Block]:
    yield Heading(_("What nearly everyone says"))
    if report.groups:
        yield Paragraph(_("Here {share} in 100 or more of every opinion group say the same.").format(share=NEARLY_ALL))
        rule = _("Where a group is hidden, {share} in 100 or more of all who voted do.")
    else:
        rule = _("Here {share} in 100 or more of those who voted say the same.")
    yield Paragraph(rule.format(share=OF_THE_ROOM))
    for text in report.caveats_at("shared"):
        yield Caveat(text)
    yield from _listed(report.agree, _("There is no statement that nearly everyone agrees with."))
    if report.disagree:
        yield Heading(_("What nearly everyone says no to"), level=3)
        yield from _listed(report.disagree, "")


def differ(report: Report) -> Iterator[Block]:
    yield Heading(_("Where people differ"))
    yield from _listed(report.divided, _("There is no statement on which people differ widely."))


def few(report: Report) -> Iterator[Block]:
    yield Heading(_("What few said, and is worth hearing"))
    yield Paragraph(_("Few agree with these, or few have voted on them. No average hides them here."))
    yield from _listed(report.few, _("There is no such statement."))


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
    yield Caveat(_("Letters and sides may differ from the screens of the meeting. The votes are the same."))
    for one in report.groups:
        yield from _marks_off(one)


def _marks_off(group: Group) -> Iterator[Block]:
    yield Heading(_("What marks off group {letter}").format(letter=group.letter), level=3)
    yield from _listed(group.marks_off, _("Nothing that it says far more than each other group, by what may be shown."))


def who_was_missing(report: Report) -> Iterator[Block]:
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    if report.seats:
        yield _ring(report)
        yield Caveat(_("The facilitator marked the seats. They say nothing of how people describe themselves."))
    for text in report.caveats_at("missing"):
        yield Caveat(text)


def _ring(report: Report) -> Ring:
    taken, wanted = sum(one.taken for one in report.seats), sum(one.wanted for one in report.seats)
    table = Table(
        caption=_("Seats around the table"),
        header=(_("Group"), _("Here"), _("Wanted")),
        rows=tuple((one.name, str(one.taken), str(one.wanted)) for one in report.seats),
        counts=True,
    )
    title = _("{taken} of {wanted} seats were taken. The table says who was missing.")
    return Ring(
        title=title.format(taken=taken, wanted=wanted),
        seats=report.seats,
        taken=taken,
        of_seats=_("of {wanted} seats").format(wanted=wanted),
        table=table,
    )


def every_statement(report: Report) -> Iterator[Block]:
    yield Heading(_("Every statement, with its figures"))
    yield Paragraph(_("They stand in the order in which they were put in. That is no order of merit."))
    for text in (*_protecting(report), *report.caveats_at("left_out")):
        yield Caveat(text)
    for one in report.statements:
        yield from _statement(one)


def _protecting(report: Report) -> Iterable[str]:
    yield _("Figures show from 5 voters, and from 10 if all say the same.")
    if report.is_drawn:
        yield _("“Hidden” keeps small numbers safe. “About” stands where an exact number would give one away.")
        yield from _about_stakeholder_groups(report)


def _about_stakeholder_groups(report: Report) -> Iterable[str]:
    if report.may_pass_on:
        yield _("There are no figures by stakeholder group. The table of votes would show who is in one.")
    elif not report.brought_in:
        yield _("Stakeholder groups are self-described: nobody checked. Who named several stands with the others.")
        yield _("Groups of fewer than five people stand with the others, and so does who named none.")


def _statement(one: StatementRead) -> Iterator[Block]:
    yield Heading(_("Statement {number}").format(number=one.number), level=3)
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
