"""Signed links that go out by mail. Each opens one thing for one participant, and dies when they are erased."""

from uuid import UUID

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from wholeroom.web.agreements.models import Agreement, Promise
from wholeroom.web.conversations.models import Participant

PROMISE, REVIEW = "agreements.promise", "agreements.review"


def of_promise(promise: Promise) -> str:
    """For the owner of a promise, who takes part in the room."""
    return signing.dumps([promise.pk, promise.participant_id.hex], salt=PROMISE)


def promise_of(signed: str) -> Promise:
    key, owner = _read(signed, PROMISE)
    return get_object_or_404(
        Promise.objects.select_related("participant", "agreement__room__conversation"),
        pk=key,
        participant=owner,
        participant__is_erased=False,
    )


def of_review(participant: Participant) -> str:
    return signing.dumps(participant.key, salt=REVIEW)


def reviewer_of(signed: str) -> tuple[Agreement, Participant]:
    here = get_object_or_404(Participant, pk=UUID(_read(signed, REVIEW)), is_erased=False)
    return get_object_or_404(Agreement.objects.select_related("room"), room=here.conversation_id), here


def _read(signed: str, salt: str):
    try:
        return signing.loads(signed, salt=salt)
    except signing.BadSignature:
        raise Http404 from None
