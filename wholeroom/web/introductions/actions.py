"""Every change to introductions: asking, answering, what both are asked afterwards.

History tells none of these by whom. A yes and a request have their entry when they happen; the spells of those who are
asked end by the daily job, with the same entry for a no, for silence and for a spell that nobody had.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.introductions import drawing, letters
from wholeroom.web.introductions.models import (
    ASKED_FOR,
    STANDS_FOR,
    Introduction,
    NotAgain,
    OwnerMayBeAsked,
    Side,
    Told,
)
from wholeroom.web.people import limits
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem, SameHere

MOST_REQUESTS = 3
MOST_PROPOSALS = 20
DAY = 24 * 3600
State = Introduction.State


class NotTheirProblem(WebError):
    def __init__(self) -> None:
        super().__init__(_("Only who has this problem can ask here. Say “Same here” on its page first."))


class AskedAlready(WebError):
    def __init__(self) -> None:
        super().__init__(_("You asked about this problem less than 15 days ago. You can ask again after that."))


class TooManyRequests(WebError):
    def __init__(self) -> None:
        super().__init__(_("You asked three times in the last 15 days. That is the most. Wait until one is over."))


class Stopped(WebError):
    def __init__(self) -> None:
        super().__init__(_("A community host has stopped introductions for you. Ask the people who run this site why."))


class IsOver(WebError):
    def __init__(self) -> None:
        super().__init__(_("This request is over."))


class TooEarly(WebError):
    def __init__(self) -> None:
        super().__init__(_("We ask this two weeks after you were put in touch."))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the asker would like. Their groups are shown only if they say so."""

    wants: str
    how: str
    when: str
    shows_groups: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """What the other gets at the yes: a name, and how to reach them."""

    name: str
    reach: str


@transaction.atomic
def ask(*, by: Person, problem: Problem, wish: Wish, reach: Reach) -> Introduction:
    """Wish to talk to somebody who has the problem too. It stands whether anybody may be asked or not."""
    Person.objects.select_for_update().get(pk=by.pk)
    _may_ask(by, problem)
    today = timezone.localdate()
    asked = Introduction.objects.create(
        problem=problem,
        wants=wish.wants,
        how=wish.how,
        when=wish.when,
        groups=groups_of(by, problem) if wish.shows_groups else [],
        begun=today,
        ends=today + STANDS_FOR,
        drawn=today,
    )
    Side.objects.create(
        introduction=asked,
        person=by,
        is_asker=True,
        begins=asked.begun,
        ends=asked.ends,
        said_yes=True,
        name=reach.name,
        reach=reach.reach,
    )
    drawing.draw(asked, asker=by)
    record(by=None, verb="asked to talk", target=asked)
    return asked


@transaction.atomic
def propose(*, by: Person, problem: Problem, one: Person, other: Person) -> None:
    """Ask two people whether they want to talk, where both may be asked. Whether they were, nobody is told."""
    if not limits.allow("propose a talk", by.key, most=MOST_PROPOSALS, seconds=DAY):
        raise TooManyRequests
    record(by=by.key, verb="proposed a talk", target=problem)
    pair = sorted((one.key, other.key))
    willing = drawing.may_be_asked(problem).filter(pk__in=(one.pk, other.pk)).count() == len(set(pair))
    if one == other or not willing or not limits.allow("be proposed", " ".join(pair), most=1, seconds=60 * DAY):
        return
    today = timezone.localdate()
    proposed = Introduction.objects.create(
        problem=problem, is_proposed=True, begun=today, drawn=today, ends=today + ASKED_FOR
    )
    for person in (one, other):
        Side.objects.create(introduction=proposed, person=person, begins=today, ends=proposed.ends)


@transaction.atomic
def say_yes(*, by: Person, side: Side, reach: Reach) -> Introduction:
    """Agree to talk. Once both did, each gets the name of the other and how to reach them."""
    introduction, own = _open_side(by, side)
    own.said_yes, own.name, own.reach = True, reach.name, reach.reach
    own.save(update_fields=["said_yes", "name", "reach"])
    both = list(introduction.sides.filter(said_yes=True, person__isnull=False).select_related("person"))
    if len(both) == 2:
        introduction.sides.exclude(pk__in=[one.pk for one in both]).delete()
        introduction.state, introduction.made = State.MADE, timezone.localdate()
        introduction.save(update_fields=["state", "made"])
        letters.put_in_touch(introduction, both)
        record(by=None, verb="made an introduction", target=introduction)
    return introduction


@transaction.atomic
def say_no(*, by: Person, side: Side) -> None:
    """Decline: who they are leaves the row at once, and nothing is kept that says so, history included."""
    _introduction, own = _open_side(by, side)
    own.person = None
    own.save(update_fields=["person"])


@transaction.atomic
def withdraw(*, by: Person, introduction: Introduction) -> None:
    """Take back a request, or a yes to what a host proposed."""
    locked = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if locked.state != State.OPEN or not locked.sides.filter(person=by, said_yes=True).exists():
        raise IsOver
    end(locked)


def end(introduction: Introduction) -> None:
    """No talk comes of it: who was asked leaves the rows, and contacts go. Who said yes first can still see the end."""
    introduction.sides.filter(said_yes=False).update(person=None)
    introduction.sides.filter(said_yes=True).update(name="", reach="")
    introduction.state = State.OVER
    introduction.save(update_fields=["state"])
    record(by=None, verb="ended a request", target=introduction)


@transaction.atomic
def let_be_asked(*, by: Person, problem: Problem, may: bool) -> None:
    """Switch whether others who have this problem may ask one to talk. Off, open requests to them are over at once."""
    if problem.is_of(by):
        OwnerMayBeAsked.objects.filter(problem=problem).delete()
        if may:
            OwnerMayBeAsked.objects.create(problem=problem)
    elif not same_here_of(by, problem).update(may_be_asked=may):
        raise NotTheirProblem
    if not may:
        Side.objects.filter(introduction__problem=problem, person=by, said_yes=False).update(person=None)
    record(by=None, verb="may be asked" if may else "may not be asked", target=problem)


@transaction.atomic
def tell_if_it_helped(*, by: Person, introduction: Introduction, answer: str, today: date | None = None) -> None:
    """Answer the one question. What they said is only counted; what they needed of the other is erased."""
    locked = Introduction.objects.select_for_update().get(pk=introduction.pk)
    own = locked.sides.filter(person=by, has_told=False).first()
    if locked.question_from is None or own is None:
        raise IsOver
    if (today or timezone.localdate()) < locked.question_from:
        raise TooEarly
    Told.objects.get_or_create(answer=Told.Answer(answer))
    Told.objects.filter(answer=answer).update(came=F("came") + 1)
    own.has_told = True
    own.save(update_fields=["has_told"])
    locked.sides.exclude(pk=own.pk).update(name="", reach="")
    record(by=None, verb="told whether it helped", target=locked)
    if not locked.sides.filter(has_told=False, person__isnull=False).exists():
        locked.delete()


@transaction.atomic
def stop(*, by: Person, person: Person) -> None:
    """A host takes somebody out of introductions. Requests by them and to them are over."""
    NotAgain.objects.get_or_create(person=person)
    asked = Side.objects.filter(person=person, introduction__state=State.OPEN)
    for introduction in Introduction.objects.filter(sides__in=asked.filter(said_yes=True)):
        end(introduction)
    Side.objects.filter(person=person, said_yes=False).update(person=None)
    record(by=by.key, verb="stopped introductions", target=person)


@transaction.atomic
def allow_again(*, by: Person, person: Person) -> None:
    if NotAgain.objects.filter(person=person).delete()[0]:
        record(by=by.key, verb="allowed introductions", target=person)


def has(person: Person, problem: Problem) -> bool:
    """Whether somebody has this problem: they brought it, or said same here and did not take it back."""
    return problem.is_of(person) or same_here_of(person, problem).exists()


def same_here_of(person: Person, problem: Problem) -> QuerySet[SameHere]:
    return SameHere.objects.filter(problem=problem, participant__member=person, is_taken_back=False)


def groups_of(person: Person, problem: Problem) -> list[str]:
    """The groups somebody named with this problem: in their place there, and with "same here"."""
    place = Participant.objects.filter(conversation=problem.pk, member=person).select_related("samehere").first()
    if place is None:
        return []
    said = getattr(place, "samehere", None)
    return sorted({*place.groups, *(said.groups if said else ())})


def _may_ask(by: Person, problem: Problem) -> None:
    if problem.conversation.state != Conversation.State.OPEN or not has(by, problem):
        raise NotTheirProblem
    if NotAgain.objects.filter(person=by).exists():
        raise Stopped
    since = timezone.localdate() - STANDS_FOR
    if Side.objects.filter(
        person=by, is_asker=True, introduction__problem=problem, introduction__begun__gt=since
    ).exists():
        raise AskedAlready
    if not limits.allow("ask to talk", by.key, most=MOST_REQUESTS, seconds=STANDS_FOR.days * DAY):
        raise TooManyRequests


def _open_side(by: Person, side: Side) -> tuple[Introduction, Side]:
    """What somebody is asked, locked, if it is still theirs to answer today."""
    introduction = Introduction.objects.select_for_update().get(pk=side.introduction_id)
    own = asked_of(by, today=timezone.localdate()).filter(pk=side.pk).first()
    if own is None:
        raise IsOver
    return introduction, own


def asked_of(person: Person, *, today: date) -> QuerySet[Side]:
    """What somebody is asked today, and has not answered."""
    return Side.objects.filter(
        person=person,
        said_yes=False,
        begins__lte=today,
        ends__gt=today,
        introduction__state=State.OPEN,
        introduction__problem__conversation__state=Conversation.State.OPEN,
        introduction__in=Introduction.objects.filter(drawing.lets_itself_be_asked(person)),
    ).select_related("introduction__problem__conversation")
