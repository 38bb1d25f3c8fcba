"""What a report says in sentences of its own: how the vote was held, how to read figures, and who was missing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholeroom.analysis.opinion.held_elsewhere import HELD_ELSEWHERE
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.activities.statement_vote.report_reading import Report
from wholeroom.web.activities.statement_vote.report_wording import in_figures
from wholeroom.web.documents.days import written


def lead(report: Report, *kind: str) -> str:
    day = written(report.day)
    when = _("brought in on {day}").format(day=day) if report.brought_in else day
    return " · ".join((*kind, report.method, when))


def how_many(report: Report) -> str:
    out = len(report.taken_out)
    if out:
        words = _(
            "{people} people voted, elsewhere, on {statements} statements. Moderators there took out {out}. "
            "What is said here is about the other {left}."
        )
    elif report.brought_in:
        words = _("{people} people voted on {statements} statements, elsewhere.")
    elif report.is_drawn:
        words = _("{people} voted on {statements} statements, by phone or on paper.")
    else:
        words = _("People voted on {statements} statements.")  # how many, while they are few, could tell of one
    statements = len(report.statements)
    counts = {"people": report.people, "statements": statements, "out": out, "left": statements - out}
    return words.format(**{name: in_figures(count) for name, count in counts.items()})


def when_held(report: Report) -> str:
    """Of a vote that was brought in: the files do not say it in a way that can be trusted."""
    if report.held:
        return _("When people voted, according to whoever brought it in: {when}.").format(when=report.held.rstrip("."))
    return _("Whoever brought it in did not say when people voted.")


def missing(report: Report) -> str:
    if report.brought_in:
        elsewhere = _("It cannot be told who was missing: the vote was held elsewhere.")
        themselves = _("What people said about themselves, if they were asked, tells something about who voted.")
        return f"{elsewhere} {themselves}"
    if not report.seats:
        return _("The facilitator marked no seats, so nobody can say here who was missing.")
    if not report.missing:
        return _("Of every group that was wanted, somebody was there.")
    return _("Nobody was there for: {groups}.").format(groups=", ".join(one.name for one in report.missing))


def how_held(report: Report) -> Iterator[str]:
    yield how_many(report)
    if report.brought_in:
        yield when_held(report)
    yield _votes(report)
    if not report.brought_in:
        yield from _held_here(report)
    if report.decided_by:
        yield _("Who decides now: {who}.").format(who=report.decided_by)


def _votes(report: Report) -> str:
    votes = report.votes_told
    if votes is None:
        return _("How many votes there are in all is not told: it would give a hidden number away.")
    return _("Votes counted: {votes}.").format(votes=in_figures(votes))


def _held_here(report: Report) -> Iterator[str]:
    if report.may_add:
        yield _("People could put in statements of their own.")
    else:
        yield _("Only the facilitator put in statements.")
    yield _when_seen(report)
    if report.results != Ballot.Results.LIVE:
        if report.opened_again:
            yield _("The vote was over once, and opened again. By then people could see where the room stood.")
        yield _("Votes could still come in or be changed afterwards, until the meeting closed.")
    if report.may_pass_on:
        yield _("People were told that votes may be passed on as a table without names.")


def _when_seen(report: Report) -> str:
    if report.results == Ballot.Results.LIVE:
        return _("All saw where the room stood while they voted. That may have swayed some.")
    if report.results == Ballot.Results.AFTER:
        return ngettext(
            "Each person could see where the room stood after {n} vote of their own.",
            "Each person could see where the room stood after {n} votes of their own, or after voting on all.",
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
        _("Votes come from phones or paper ballots: one person may have voted twice."),
        _("They are counted in steps of five or more, so a few of the last may be left out."),
    )


def in_groups(report: Report) -> str:
    """The opinion groups in one line, with the people in each."""
    words = _("{letter} ({people} people)")
    each = [words.format(letter=one.letter, people=in_figures(one.size)) for one in report.groups]
    return _("People whose votes are alike form opinion groups: {groups}.").format(groups=", ".join(each))


def how_to_read(report: Report) -> Iterator[str]:
    yield _("No figures show where fewer than 5 voted, or fewer than 10 who all gave the same answer.")
    if report.is_drawn:
        yield hidden()
        yield _("A large group is hidden too where its number would give a small one away.")
        yield _("“About” stands where an exact number would give a small one away.")
        yield about()
        yield _("“Hardly any” means fewer than 5 in 100, and “nearly all” means 95 in 100 or more.")
    if report.groups:
        yield _("A list holds what its rule takes in for certain. What may belong there too is named below it.")
    if report.has_hidden_groups:
        yield f"{hidden_as_one()} {_('Its own people may say otherwise, so more may belong in a list than are named.')}"
    if report.lists.few_voted:
        yield _("What few have voted on stands in a list of its own, and in no other list.")


def about() -> str:
    return _("“About 6 in 10” means 55 to 65 in 100 of those in the group who voted on it. They may be few.")


def hidden() -> str:
    return _("“Hidden” keeps small numbers safe.")


def hidden_as_one() -> str:
    return _("Where a group is hidden, all who are not shown count as one: its people, and those in no group.")


def certain_together() -> str:
    return _("Where a group is hidden, this is certain only of all who are not shown, together.")


def about_themselves() -> str:
    return _("A statement about people themselves, such as “I own a car”, tells who voted, not what they want.")
