"""Every change to what a room left behind: freezing its page, and what is said of it afterwards."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wholeroom.web.agreements import of_problem
from wholeroom.web.agreements.freezing import frozen
from wholeroom.web.agreements.models import Agreement, Promise, Review
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.live.bus import publish
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import Outcome
from wholeroom.web.rooms.models import Room

LONGEST_LABEL = 300
PROGRESS, PROMISED, CHANGED_FOR_ME = "progress", "promise", "what-changed"


class NotTheirsToJudge(WebError):
    def __init__(self) -> None:
        super().__init__("Who gave a promise says how it goes. Others judge whether it was kept.")


class NothingChanged(WebError):
    def __init__(self) -> None:
        super().__init__("A changed promise needs a new day or new words. Write what is different now.")


@dataclass(frozen=True)
class Spoken:
    """What somebody sends afterwards: their words, how they appear, and the key that makes them arrive once."""

    text: str
    shown_as: str
    sending: str


def close_room(*, room: Room) -> None:
    """What the moment of a closed room does here. The outcome is asked for once, and kept."""
    freeze(room=room, outcome=registry.method(room.method).outcome(room, registry.activities()))


@transaction.atomic
def freeze(*, room: Room, outcome: Outcome) -> Agreement:
    agreement = Agreement.objects.create(
        room=room,
        page=frozen(room, outcome),
        review_day=date.fromisoformat(outcome.review_day) if outcome.review_day else None,
        feed_token=secrets.token_urlsafe(32),
    )
    Promise.objects.bulk_create(
        Promise(
            agreement=agreement,
            position=position,
            words_id=one.words,
            who=one.who,
            participant_id=one.participant,
            by_when=date.fromisoformat(one.by_when),
            judge=one.judge,
        )
        for position, one in enumerate(outcome.promises, 1)
    )
    record(by=None, verb="froze a page", target=agreement)
    of_problem.after_meeting(agreement, promised=bool(outcome.promises))
    return agreement


@transaction.atomic
def say_how_it_goes(
    *,
    by: Participant | Person,
    promise: Promise,
    state: str,
    spoken: Spoken,
    new_words: str = "",
    new_day: date | None = None,
) -> Review:
    """The owner's own view of a promise. Where they change it, how it stood before stays with its day."""
    if isinstance(by, Participant) and by.pk != promise.participant_id:
        raise conversations.NotTheirs
    if before := _already(promise.agreement, spoken.sending):
        return before
    here = Promise.objects.select_related("agreement__room__conversation", "words").get(pk=promise.pk)
    review = _review(by, here.agreement, spoken, PROGRESS, promise=here, standing=Review.Standing.OWNER, judged=state)
    if state == Promise.State.CHANGED:
        _change(by, here, review, spoken, new_words, new_day)
    here.state = state
    here.save(update_fields=["state", "words", "by_when"])
    record(by=by.key, verb="said how it goes", target=review)
    return review


@transaction.atomic
def judge(*, by: Participant | Person, promise: Promise, judged: str, spoken: Spoken) -> Review:
    """Whether a promise was kept, as those say who raised the problem: never its owner."""
    if isinstance(by, Participant) and by.pk == promise.participant_id:
        raise NotTheirsToJudge
    if before := _already(promise.agreement, spoken.sending):
        return before
    standing = Review.Standing.JUDGE
    review = _review(by, promise.agreement, spoken, PROGRESS, promise=promise, standing=standing, judged=judged)
    record(by=by.key, verb="judged a promise", target=review)
    return review


@transaction.atomic
def say_what_changed(*, by: Participant | Person, agreement: Agreement, spoken: Spoken) -> Review:
    """What is different now for somebody affected, in their words."""
    if before := _already(agreement, spoken.sending):
        return before
    review = _review(by, agreement, spoken, CHANGED_FOR_ME, standing=Review.Standing.AFFECTED)
    record(by=by.key, verb="said what changed", target=review)
    return review


def _already(agreement: Agreement, sending: str) -> Review | None:
    """What was sent before with the same key. From here on, two that change one agreement come one after the other."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    return agreement.reviews.filter(sending=sending).first()


def _review(by: Participant | Person, agreement: Agreement, spoken: Spoken, kind: str, **fields: object) -> Review:
    words = _said(by, agreement, kind, spoken.text, spoken.shown_as) if spoken.text else None
    review = Review.objects.create(
        agreement=agreement, words=words, label=_label(by, words), sending=spoken.sending, **fields
    )
    publish(agreement.pk.hex)
    return review


def _label(by: Participant | Person, words: Contribution | None) -> str:
    if isinstance(by, Person):
        return _("written down by the facilitator")
    return appearance.label(words)[:LONGEST_LABEL] if words else ""


def _said(by: Participant | Person, agreement: Agreement, kind: str, text: str, shown_as: str) -> Contribution:
    return conversations.contribute(
        by=by if isinstance(by, Participant) else None,
        conversation=agreement.room.conversation,
        kind=kind,
        text=text,
        shown_as=shown_as,
        asked_for=True,
    )


def _change(
    by: Participant | Person,
    promise: Promise,
    review: Review,
    spoken: Spoken,
    new_words: str,
    new_day: date | None,
) -> None:
    if not new_words and new_day in (None, promise.by_when):
        raise NothingChanged
    review.was_words, review.was_by_when = promise.words, promise.by_when
    review.save(update_fields=["was_words", "was_by_when"])
    promise.by_when = new_day or promise.by_when
    if new_words:
        promise.words = _said(by, promise.agreement, PROMISED, new_words, spoken.shown_as)
