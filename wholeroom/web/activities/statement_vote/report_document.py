"""The whole report of a vote, as a document."""

from collections.abc import Callable, Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wholeroom.analysis.opinion.findings import LISTED
from wholeroom.analysis.tokens import GROUP_COLOURS, TOKENS
from wholeroom.web.activities.statement_vote import report_rules as rules
from wholeroom.web.activities.statement_vote import seeing
from wholeroom.web.activities.statement_vote.report_reading import Group, Listed, Report, StatementRead
from wholeroom.web.activities.statement_vote.report_telling import (
    about_themselves,
    certain_together,
    counting,
    how_held,
    how_to_read,
    lead,
    missing,
)
from wholeroom.web.activities.statement_vote.report_wording import cells, in_figures, numbers, with_figures
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
from wholeroom.web.documents.words import Words

MARKS = 5  # statements that mark off a group, in full
Say = Callable[[StatementRead], Words]


def document(report: Report, *, address: str) -> Document:
    told = InFull()
    return Document(
        title=report.question,
        lead=lead(report, _("The report of a vote")),
        language=get_language() or "en-gb",
        address=address,
        blocks=(
            *how_asked(report),
            *shared(report, told),
            *differ(report, told),
            *few(report, told),
            *opinion_groups(report),
            *who_was_missing(report),
            *every_statement(report),
        ),
    )


class InFull:
    """Which statements stand in full above: each does so once. A list names the others that its rule takes in."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()

    def listed(self, found: Listed, most: int | None = None, say: Say = with_figures) -> Iterator[Block]:
        above = [one for one in found.certain if one.number in self.numbers]
        new = [one for one in found.certain if one.number not in self.numbers]
        here, below = new[:most], new[len(new[:most]) :]
        self.numbers |= {one.number for one in here}
        if here:
            yield Quotes(tuple(say(one) for one in here))
        if above:
            yield Paragraph(_("By this rule too, and in full above: {statements}.").format(statements=numbers(above)))
        if below:
            text = _("By this rule too, with their figures under “Statement by statement”: {statements}.")
            yield Paragraph(text.format(statements=numbers(below)))
        if found.unsure:
            text = _("May belong here too, since a figure is only “about” or hidden: {statements}.")
            yield Paragraph(text.format(statements=numbers(found.unsure)))


def how_asked(report: Report) -> Iterator[Block]:
    yield Heading(_("What people were asked, and how"))
    yield Paragraph(_("People voted on short statements, one at a time: agree, disagree or pass."))
    yield Bullets(tuple(how_held(report)))
    if report.given:
        yield Heading(_("What was given, and not up for discussion"), level=3)
        yield Paragraph(report.given, is_theirs=True)
    for text in counting(report):
        yield Caveat(text)
    yield Heading(_("How to read the figures"), level=3)
    yield Bullets(tuple(how_to_read(report)))


def shared(report: Report, told: InFull) -> Iterator[Block]:
    lists = report.lists
    yield Heading(_("What nearly everyone can say"))
    yield Paragraph(rules.by_nearly_everyone(report, "agree"))
    for text in report.caveats_at("shared"):
        yield Caveat(text)
    if not lists.agree.certain:
        yield Paragraph(_("There is no statement that nearly everyone agrees with, by this rule."))
    yield from _in_common(report, lists.agree, told)
    if lists.disagree:
        yield Heading(_("What nearly everyone disagrees with"), level=3)
        yield Paragraph(rules.by_nearly_everyone(report, "disagree"))
        yield from _in_common(report, lists.disagree, told)
    for way, found, title in (
        ("agree", lists.most_agree, _agreed_by_most(report)),
        ("disagree", lists.most_disagree, _disagreed_by_most(report)),
    ):
        if found:
            yield Heading(title, level=3)
            yield Paragraph(rules.by_most(report, way))
            yield from _in_common(report, found, told)


def _agreed_by_most(report: Report) -> str:
    return _("What most of every group agrees with") if report.groups else _("What most people agree with")


def _disagreed_by_most(report: Report) -> str:
    return _("What most of every group disagrees with") if report.groups else _("What most people disagree with")


def _in_common(report: Report, found: Listed, told: InFull) -> Iterator[Block]:
    yield from _in_order(report, found, rules.lowest_group_first(report), told)


def _in_order(report: Report, found: Listed, order: str, told: InFull) -> Iterator[Block]:
    yield from _about(found)
    if found.certain:
        yield Paragraph(_counted(report, found.certain, order))
    yield from told.listed(found, LISTED)


def _about(found: Listed) -> Iterator[Block]:
    """What must be said of the statements of a list."""
    if found.certain:
        yield Caveat(about_themselves())
    if any(one.has_hidden_group for one in found.certain):
        yield Caveat(certain_together())


def _counted(report: Report, found: tuple[StatementRead, ...], order: str) -> str:
    """How many there are, and in which order. With groups some figures are only "about", so there may be more."""
    count = len(found)
    told = rules.how_many_for_certain(count) if report.groups else rules.how_many(count)
    return f"{told} {order}" if count > 1 else told


def differ(report: Report, told: InFull) -> Iterator[Block]:
    lists = report.lists
    yield Heading(_("Where people differ"))
    if report.groups:
        yield Heading(_("Between opinion groups"), level=3)
        yield Paragraph(rules.between_groups())
        if not lists.apart.certain:
            yield Paragraph(_("There is no such statement, as far as figures show."))
        yield from _in_order(report, lists.apart, rules.widest_first(), told)
        yield Heading(_("Many on each side"), level=3)
    yield Paragraph(rules.on_each_side())
    if lists.split:
        yield Caveat(about_themselves())
        yield Paragraph(f"{rules.how_many(len(lists.split.certain))} {rules.most_even_first()}")
    else:
        yield Paragraph(_("There is no such statement."))
    yield from told.listed(lists.split, LISTED)


def few(report: Report, told: InFull) -> Iterator[Block]:
    lists = report.lists
    yield Heading(_("What few agree with, or few have voted on"))
    yield Paragraph(_("These are worth hearing too."))
    if not (lists.few_agree or lists.few_voted):
        yield Paragraph(_("There is no such statement."))
    if lists.few_agree:
        yield Heading(_("Few agree"), level=3)
        yield Paragraph(f"{rules.by_few()} {rules.how_many(len(lists.few_agree.certain))}")
        yield Caveat(about_themselves())
        yield from told.listed(lists.few_agree)
    if lists.few_voted:
        yield Heading(_("Few have voted"), level=3)
        yield Paragraph(f"{rules.by_few_votes(report)} {rules.how_many(len(lists.few_voted.certain))}")
        yield Caveat(_("Most people did not vote on these. More votes might say something else."))
        yield from told.listed(lists.few_voted)
    if report.in_no_list:
        yield Heading(_("In no list"), level=3)
        text = _("No rule takes these in for certain. Their figures are under “Statement by statement”: {statements}.")
        yield Paragraph(text.format(statements=numbers(report.in_no_list)))


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
    if report.groups:
        yield Table(
            caption=_("Opinion groups"),
            header=(_("Group"), _("People")),
            rows=tuple((one.letter, in_figures(one.size)) for one in report.groups),
            counts=True,
        )
    for text in (*_about_map(report), *report.caveats_at("map")):
        yield Caveat(text)
    for one in report.groups:
        yield from _marks_off(report, one)


def _about_map(report: Report) -> Iterator[str]:
    if report.stability is not None:
        text = _("How firmly the groups hold: {stability}. At 1.00, any half of the people gives the same groups.")
        far = _("At 0, chance would do as well. This does not say how far apart groups stand.")
        yield f"{text.format(stability=f'{report.stability:.2f}')} {far}"
    if report.groups and not report.brought_in:
        yield _("Letters and sides may differ from the screens of the meeting. The votes are the same.")


def drawing(report: Report) -> Drawing:
    """The crowds of the map as it was at the close, in the colours of the house."""
    picture = seeing.picture(report.map, seeing.ROOM["wall"].marks)
    colours = (TOKENS["soft"], *GROUP_COLOURS)
    title = _("The map: people who vote alike stand close together.")
    values = {
        "marks": [(one, colours[one.group]) for one in picture.marks],
        "groups": picture.groups,
        "tokens": TOKENS,
        "title": title,
    }
    note = _("Each mark stands for five people or more.")
    return Drawing(render_to_string("statement_vote/report-map.svg", values).strip(), title, note)


def _marks_off(report: Report, group: Group) -> Iterator[Block]:
    """In full here, also where they stand above: so that what a group says can be read in one place."""
    yield Heading(_("What marks off group {letter}").format(letter=group.letter), level=3)
    yield Paragraph(rules.by_mark())
    found = group.marks_off
    yield from _about(found)
    if found.certain:
        yield Paragraph(_counted(report, found.certain, rules.widest_first()))
    else:
        yield Paragraph(_("Nothing that it says far more than each other group, by what may be shown."))
    yield from InFull().listed(found, MARKS, lambda one: with_figures(one, _says(group, one)))


def _says(group: Group, one: StatementRead) -> str:
    """Which of the two answers marks the group off."""
    agrees = one.mostly_agrees(group.letter)
    if one.shows(group.letter):
        words = _("Group {letter} agrees") if agrees else _("Group {letter} disagrees")
    elif agrees:
        words = _("Group {letter} with those in no group agrees")
    else:
        words = _("Group {letter} with those in no group disagrees")
    return words.format(letter=group.letter)


def who_was_missing(report: Report) -> Iterator[Block]:
    yield Heading(_("Who was missing"))
    yield Paragraph(missing(report))
    if report.seats:
        yield ring(report.seats)
        yield Caveat(_("The facilitator marked the seats. They say nothing of how people describe themselves."))
    for text in report.caveats_at("missing"):
        yield Caveat(text)


def every_statement(report: Report) -> Iterator[Block]:
    yield Heading(_("Statement by statement"))
    yield Paragraph(_order(report))
    for text in (*_about_groups(report), *report.caveats_at("left_out")):
        yield Caveat(text)
    if report.taken_out:
        text = _("Moderators there took these out, and they are not in this report: {statements}.")
        yield Paragraph(text.format(statements=numbers(report.taken_out)))
    for one in report.statements:
        if one not in report.taken_out:
            yield from _statement(one)


def _order(report: Report) -> str:
    if report.brought_in:
        return _("They are numbered from 1 in the order of their ids in the file. That is no order of merit.")
    return _("They stand in the order in which they were put in. That is no order of merit.")


def _about_groups(report: Report) -> Iterable[str]:
    if report.is_drawn:
        yield from _about_opinion_groups(report)
        yield from _about_stakeholder_groups(report)


def _about_opinion_groups(report: Report) -> Iterable[str]:
    if report.groups:
        yield _(
            "People who voted on too few statements are in no group. They stand in a table only where that is safe."
        )


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
