"""What a host is shown, each list in a fixed number of queries. Hidden counts are never a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from wholeroom.analysis.disclosure.steps import FEWEST_COUNTED
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.hosting.models import Report
from wholeroom.web.hosting.working_days import waits_too_long
from wholeroom.web.introductions.drawing import how_many_may_be_asked
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.models import HARD, KIND, WHO_SHOULD_BE_THERE, Problem, Reply, SameHere
from wholeroom.web.rooms.models import Room

NEW_FOR = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=3)
MOST = 50  # of each list: the oldest first, so that none is left behind
ENOUGH_PEOPLE, ENOUGH_GROUPS = 5, 2
ShownAs, State = Contribution.ShownAs, Contribution.State


@dataclass(frozen=True, slots=True)
class Voices:
    """The groups of one problem, from labels that anybody can read there."""

    problem: Problem
    asked_for: list[str]
    others: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that wait for somebody to read them, and the rules that others say they break."""

    words: Contribution
    rules: list[str]


def open_problems() -> QuerySet[Problem]:
    """Those that everybody can find; the oldest first."""
    shared = Problem.objects.filter(
        conversation__state=Conversation.State.OPEN, conversation__audience=Conversation.Audience.EVERYONE
    ).exclude(conversation__title="")
    return shared.select_related("conversation").order_by(F("shared_in_order").asc(nulls_last=True), "pk")


def replies_of_others() -> Exists:
    """Whether anybody but whoever brought it has replied, in words that show; a pseudonym may have brought it."""
    shown = Reply.objects.filter(problem=OuterRef("pk"), words__state=State.SHOWN)
    brought = Contribution.objects.filter(
        conversation=OuterRef("problem"), part=HARD, participant=OuterRef("words__participant")
    )
    return Exists(shown.filter(~Exists(brought)))


def without_reply(*, today: date) -> list[Problem]:
    waiting = open_problems().filter(~replies_of_others(), shared_on__lt=today)
    return [one for one in waiting.order_by("shared_on", "pk")[:MOST] if waits_too_long(one.shared_on, today)]


def answer_soon(*, today: date) -> QuerySet[Problem]:
    """Those whose owner needs an answer by a day that is near, with whether anybody else has replied."""
    soon = open_problems().filter(answer_by__range=(today, today + ANSWER_WITHIN))
    return soon.annotate(is_answered=replies_of_others()).order_by("answer_by", "pk")[:MOST]


def new_members(*, today: date) -> QuerySet[Person]:
    """Members of the last two weeks. What they wrote is not looked at."""
    return Person.objects.filter(is_confirmed=True, is_host=False, joined__gte=today - NEW_FOR)


def newcomers(*, today: date) -> QuerySet[Person]:
    """Those of them whom no host has greeted."""
    return new_members(today=today).filter(greeting__isnull=True).order_by("joined", "pk")[:MOST]


def with_labels() -> list[Problem]:
    """Open problems with their shown words and who said them, as far as that is shown."""
    shown = Contribution.objects.filter(state=State.SHOWN).select_related("participant")
    words = Prefetch("conversation__contributions", queryset=shown, to_attr="shown_words")
    return list(open_problems().prefetch_related(words)[:MOST])


def quiet_voices(problems: Sequence[Problem]) -> list[Voices]:
    """By problem: groups the owner asked for, and all others, that stand on no words so far."""
    return [_voices(problem) for problem in problems]


def _voices(problem: Problem) -> Voices:
    shown = groups_shown(problem)
    told = [one.text for one in problem.conversation.shown_words if one.part == WHO_SHOULD_BE_THERE]
    lines = {line.strip().casefold() for line in (told[-1].splitlines() if told else ())}
    quiet = [str(label) for code, label in GROUPS.items() if code != "other" and code not in shown]
    named = [label for label in quiet if label.casefold() in lines]
    return Voices(problem, named, [label for label in quiet if label not in named])


def groups_shown(problem: Problem) -> set[str]:
    """The groups that stand beside some words of a problem."""
    labelled = [one for one in problem.conversation.shown_words if one.shown_as != ShownAs.NOBODY and one.participant]
    return {code for one in labelled for code in one.participant.groups}


def worth_a_meeting(problems: Sequence[Problem]) -> list[Problem]:
    """Enough people stand there by name or group, words of two groups show, and no meeting was called."""
    listed = SameHere.objects.filter(problem__in=problems, is_taken_back=False).exclude(appears=SameHere.Appears.COUNT)
    people = dict(listed.order_by().values_list("problem").annotate(Count("pk")))
    met = set(_met_on(problems))
    return [
        one
        for one in problems
        if people.get(one.pk, 0) >= ENOUGH_PEOPLE and len(groups_shown(one)) >= ENOUGH_GROUPS and one.pk not in met
    ]


def _met_on(problems: Sequence[Problem]) -> QuerySet[Room]:
    return Room.objects.filter(problem__in=problems).values_list("problem", flat=True)


def may_be_asked(problems: Sequence[Problem]) -> list[tuple[Problem, bool]]:
    """Each problem with whether enough may be asked to talk; the number itself is nobody's to see.

    A host may be up to four of them, and sees the word change: so there are at least five others when it does.
    """
    counts = how_many_may_be_asked(problems)
    return [(one, counts.get(one.pk, 0) >= FEWEST_COUNTED) for one in problems]


def words_to_read() -> list[Words]:
    """Words on problems that wait to be read first, or that somebody reported. Drafts are their owners' alone."""
    reported = Q(state=State.SHOWN, reports__isnull=False)
    found = Contribution.objects.filter(Q(state=State.WAITING) | reported, conversation__kind=KIND)
    found = found.exclude(conversation__state=Conversation.State.DRAFT).distinct()
    reports = Prefetch("reports", queryset=Report.objects.order_by("reason"))
    found = found.select_related("conversation", "participant__member").prefetch_related(reports)
    return [
        Words(one, [str(RULES[report.reason]) for report in one.reports.all() if report.reason in RULES])
        for one in found.order_by("conversation", "position")[:MOST]
    ]
