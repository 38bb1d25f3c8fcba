"""Makes the report of a vote: once, in the worker, when its room is closed. Whoever compares two reports of one room
could tell who came or left between them, so there is never a second one.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wholeroom.analysis.disclosure.rules import FEWEST_PEOPLE
from wholeroom.analysis.opinion.live_map import live_map
from wholeroom.analysis.opinion.opinion_map import opinion_map
from wholeroom.analysis.opinion.safe_answers import Answered, Groups
from wholeroom.web.activities.statement_vote.actions import BECAUSE, ballot_of
from wholeroom.web.activities.statement_vote.mapping import KeptVotes, all_counted, words_of
from wholeroom.web.activities.statement_vote.models import AGREE, DISAGREE, PASS, Statement, VoteReport
from wholeroom.web.activities.statement_vote.report_figures import OTHERS, kept_figures
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.history.actions import record
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms.clock import Clock
from wholeroom.web.rooms.models import Room, Seat, Step

logger = logging.getLogger(__name__)


def make_what_waits() -> None:
    """In the worker, every minute: a report whose job was lost is made all the same. One that fails stops nothing."""
    for report in VoteReport.objects.filter(page__isnull=True).select_related("step__room"):
        try:
            make(step=report.step)
        except Exception as error:
            logger.error("The report of step %s could not be made: %s", report.step_id, type(error).__name__)


def make(*, step: Step) -> None:
    """Make the report, unless it is there already. The votes of a closed room no longer change."""
    if not VoteReport.objects.filter(step=step, page__isnull=True).exists():
        return
    page = made(step)
    with transaction.atomic():
        if VoteReport.objects.filter(step=step, page__isnull=True).update(page=page):
            record(by=None, verb="made a report", target=step)


def made(step: Step) -> dict[str, Any]:
    """Everything that the pages say, as plain JSON: words by id, and nobody by themselves.

    Where votes may be passed on as a table, there are no figures by stakeholder group: whoever holds both could find
    the rows that add up to them.
    """
    votes = KeptVotes()
    votes.take(all_counted(step))
    counted, statements = votes.votes(), words_of(step)
    result = opinion_map(counted, statements)
    drawing = live_map(counted, statements).map
    ballot, room = ballot_of(step), step.room
    return {
        "day": timezone.localdate(room.starts).isoformat() if room.starts else timezone.localdate().isoformat(),
        "results": ballot.results,
        "after": ballot.after,
        "may_add": ballot.may_add,
        "may_pass_on": ballot.may_pass_on,
        "brought_in": ballot.brought_in,
        "held": ballot.held,
        "opened_again": was_opened_again(step),
        "seats": seats(room),
        "words": words(step),
        "map": {name: asdict(drawing)[name] for name in ("people", "groups", "crowds")} if drawing else None,
        **kept_figures(result, {} if ballot.may_pass_on else described(step, votes)),
    }


def was_opened_again(step: Step) -> bool:
    """Whether people voted once more after the vote was over, and its results could be seen."""
    turns = step.room.transitions.order_by("number").values_list("after", flat=True)
    states = [Clock.read(after).states[step.position] for after in turns]
    over = (place for place, state in enumerate(states) if state in (Step.State.DONE, Step.State.SKIPPED))
    return Step.State.OPEN in states[next(over, len(states)) :]


def words(step: Step) -> dict[str, Any]:
    """By the number of each statement: the id of its words, and of what was said under it."""
    said: dict[UUID, list[str]] = defaultdict(list)
    gone = (Contribution.State.ERASED, Contribution.State.WITHDRAWN)
    under = Contribution.objects.filter(part=step.part, kind=BECAUSE, parent__statement__step=step)
    for key, parent in under.exclude(state__in=gone).order_by("position").values_list("pk", "parent"):
        said[parent].append(key.hex)
    found = Statement.objects.filter(step=step).values_list("number", "pk")
    return {str(number): {"words": key.hex, "because": said[key]} for number, key in found}


def seats(room: Room) -> list[dict[str, Any]]:
    """Each stakeholder group with its seats, as the facilitator marked them: taken, and wanted or empty."""
    found: dict[str, dict[str, Any]] = {}
    for seat in room.seats.all():
        group = found.setdefault(seat.group, {"group": seat.group, "taken": 0, "empty": 0})
        group["taken" if seat.state == Seat.State.TAKEN else "empty"] += 1
    return list(found.values())


def described(step: Step, votes: KeptVotes) -> Mapping[str, Groups]:
    """The answers to each statement by stakeholder group, as people describe themselves, each person in one row."""
    here = Participant.objects.filter(pk__in=list(votes.people)).values_list("pk", "groups")
    rows: dict[str, list[int]] = defaultdict(list)
    for who, groups in here:
        rows[one_group(groups)].append(votes.people[who])
    found: dict[str, dict[str, Answered]] = defaultdict(dict)
    for group, people in large_enough(rows).items():
        values = votes.values[people]
        counts = ((values == value).sum(axis=0).tolist() for value in (AGREE, DISAGREE, PASS))
        for number, answers in enumerate(zip(*counts, strict=True), start=1):
            found[str(number)][group] = answers
    return found


def one_group(groups: Mapping[str, Any]) -> str:
    """Where somebody is counted: the one group they named. Whoever named several, or none, is with the others."""
    named = [code for code in GROUPS if code in groups]
    return named[0] if len(named) == 1 else OTHERS


def large_enough(groups: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Groups of fewer than 5 people are with the others. Where these are still too few, the smallest group joins them.

    >>> large_enough({"provider": [1, 2, 3, 4, 5], "clinician": [6, 7, 8, 9, 10, 11], "others": [12]})
    {'clinician': [6, 7, 8, 9, 10, 11], 'others': [12, 1, 2, 3, 4, 5]}
    """
    own = sorted((one for one in groups if one != OTHERS), key=lambda one: (-len(groups[one]), one))
    others = list(groups.get(OTHERS, ()))
    while own and (len(groups[own[-1]]) < FEWEST_PEOPLE or 0 < len(others) < FEWEST_PEOPLE):
        others += groups[own.pop()]
    found = {code: groups[code] for code in own}
    return {**found, OTHERS: others} if found and others else found
