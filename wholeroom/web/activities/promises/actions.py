"""Every change to promises and to the day on which the room looks again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from wholeroom.web.activities.promises.models import PromiseGiven, ReviewDay
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.saying import say

PROMISE = "promise"
DAYS_TO_REVIEW = 60


class OwnJudge(WebError):
    def __init__(self) -> None:
        super().__init__(_("Name somebody else to judge it. Nobody can judge their own promise."))


class NotAhead(WebError):
    def __init__(self) -> None:
        super().__init__(_("Choose a day that is still to come."))


class RoomIsClosed(WebError):
    def __init__(self) -> None:
        super().__init__(_("The room is closed, so the day to look again stays as it is."))


@transaction.atomic
def promise(
    *, by: Participant | Person, step: Step, words: Mapping[str, Any], speaker: Participant | None
) -> PromiseGiven:
    """Keep who does what by when, and who will judge it. ``words`` is what a PromiseForm found."""
    if is_same(words["who"], words["judge"]):
        raise OwnJudge
    if words["by_when"] <= timezone.localdate():
        raise NotAhead
    said = say(
        by=by, step=step, kind=PROMISE, words={**words, "shown_as": Contribution.ShownAs.NOBODY}, speaker=speaker
    )
    given = {
        "step": step,
        "who": words["who"],
        "participant": speaker,
        "by_when": words["by_when"],
        "judge": words["judge"],
    }
    kept, _is_new = PromiseGiven.objects.get_or_create(words=said, defaults=given)
    return kept


@transaction.atomic
def choose_review_day(*, by: Person, room: Room, day: date) -> None:
    """Choose the day on which those affected say what changed."""
    if day <= timezone.localdate():
        raise NotAhead
    conversation = Conversation.objects.select_for_update().get(pk=room.pk)
    if conversation.state == Conversation.State.CLOSED:
        raise RoomIsClosed
    ReviewDay.objects.update_or_create(room=room, defaults={"day": day})
    record(by=by.key, verb="chose the review day", target=conversation)
    publish(room.pk.hex)


def default_review_day() -> date:
    return timezone.localdate() + timedelta(days=DAYS_TO_REVIEW)


def is_same(one: str, other: str) -> bool:
    """Whether two names are of the same person, as far as their letters tell."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def erase_by_key(*, key: str) -> None:
    """Who is erased is named in no promise any more: not in their own, nor as a judge under the name they had."""
    PromiseGiven.objects.filter(words=key).update(who="", judge="", participant=None)
    erased = Participant.objects.filter(Q(pk=key) | Q(member=key)).select_related("member")
    for participant in erased:
        PromiseGiven.objects.filter(participant=participant).update(who="", judge="", participant=None)
        PromiseGiven.objects.filter(words__participant=participant).update(who="", judge="", participant=None)
        _forget_names(participant)


def _forget_names(participant: Participant) -> None:
    names = {participant.nickname, participant.member.name if participant.member else ""} - {""}
    here = PromiseGiven.objects.filter(step__room=participant.conversation_id)
    for name in names:
        here.annotate(lower=Lower("who")).filter(lower=name.lower()).update(who="")
        here.annotate(lower=Lower("judge")).filter(lower=name.lower()).update(judge="")
