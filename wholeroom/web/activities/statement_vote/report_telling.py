"""What a report says in sentences of its own: how the vote was held, who was missing, by which rules lists are made."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholeroom.analysis.opinion.findings import APART, NEARLY_ALL
from wholeroom.analysis.opinion.held_elsewhere import HELD_ELSEWHERE
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.activities.statement_vote.report_lists import OF_THE_ROOM
from wholeroom.web.activities.statement_vote.report_reading import Report
from wholeroom.web.documents.days import written


def lead(report: Report, *kind: str) -> str:
    day = written(report.day)
    when = _("brought in on {day}").format(day=day) if report.brought_in else day
    return " · ".join((*kind, report.method, when))


def how_many(report: Report) -> str:
    if report.brought_in:
        words = _("{people} people voted on {statements} statements, elsewhere.")
    elif report.is_drawn:
        words = _("{people} phones voted on {statements} statements.")
    else:
        words = _("People voted on {statements} statements.")  # how many, while they are few, could tell of one
    return words.format(people=report.people, statements=len(report.statements))


def missing(report: Report) -> str:
    if report.brought_in:
        return _("Nobody here can say who was missing: the vote was held elsewhere.")
    if not report.seats:
        return _("The facilitator marked no seats, so nobody can say here who was missing.")
    if not report.missing:
        return _("Of every group that was wanted, somebody was there.")
    return _("Nobody was there for: {groups}.").format(groups=", ".join(one.name for one in report.missing))


def how_held(report: Report) -> Iterator[str]:
    yield how_many(report)
    if report.taken_out:
        yield _("Taken out by moderators, of these statements: {number}.").format(number=len(report.taken_out))
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
        return (
            HELD_ELSEWHERE.text(_),
            _("Each id in the file counts as one person, but one person may have had two."),
            _("Whether people saw results while they voted is not known here."),
        )
    return (
        _("Votes come from phones: one person may have used two."),
        _("They are counted in steps of five or more, so a few of the last may be left out."),
    )


def shared_in_short(report: Report) -> str:
    if not report.groups:
        return shared_by(report)
    text = _("Of each opinion group, {share} in 100 or more say the same, as far as groups show.")
    return text.format(share=NEARLY_ALL)


def shared_by(report: Report) -> str:
    """The rule by which a statement stands in the first list."""
    if not report.groups:
        return _("Of those who voted on it, {share} in 100 or more say the same.").format(share=OF_THE_ROOM)
    of_groups = _("Of each opinion group, {share} in 100 or more of those who voted on it say the same.")
    of_all = _("Where one is hidden, {share} in 100 of all who voted do. So do {others} in 100 of those not shown.")
    return f"{of_groups.format(share=NEARLY_ALL)} {of_all.format(share=OF_THE_ROOM, others=NEARLY_ALL)}"


def differ_in_short(report: Report) -> str:
    if not report.groups:
        return differ_by(report)
    text = _("Two groups of people who vote alike lie {share} in 100 or more apart, as far as groups show.")
    return text.format(share=APART)


def differ_by(report: Report) -> str:
    """The rule by which a statement stands in the second list."""
    of_all = _("Of those who voted on it, {share} in 100 or more agree, and {share} in 100 or more disagree.")
    if not report.groups:
        return of_all.format(share=APART)
    of_groups = _("In how many agree, two opinion groups lie {share} in 100 or more apart.").format(share=APART)
    hidden = _("Where groups are hidden, {share} in 100 of all who voted agree, and {share} in 100 disagree.")
    return f"{of_groups} {hidden.format(share=APART)}"


def clearest_first(most: int) -> str:
    return _("The clearest stand first, {most} at most.").format(most=most)
