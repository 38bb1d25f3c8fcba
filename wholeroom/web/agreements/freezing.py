"""The page of a room as it is kept for good: plain JSON. People's words are in it by id only."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.problems.models import HARD
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.contract import Agreed, Outcome, PromiseMade, Wording
from wholeroom.web.rooms.models import Room, Seat
from wholeroom.web.rooms.saying import OWNER_SPEAKS, TOLD

SMALL_ROOM = 30  # people; under it nothing is counted by group


def frozen(room: Room, outcome: Outcome) -> dict[str, Any]:
    said = [{"title": one.title, "words": _ids(one.words)} for one in outcome.said if one.words]
    options = [_option(one) for one in outcome.agreed]
    promises = [_promise(one) for one in outcome.promises]
    mentioned = [
        *(words for part in said for words in part["words"]),
        *(words for one in options for words in words_of(one)),
        *(one["words"] for one in promises),
    ]
    return {
        "question": _question(room),
        "day": timezone.localdate(room.starts).isoformat() if room.starts else timezone.localdate().isoformat(),
        "place": room.place,
        "address": room.address,
        "method": room.method,
        "method_title": str(registry.method(room.method).title),
        "given": room.given,
        "decided_by": room.decided_by,
        "is_small": room.conversation.participants.count() < SMALL_ROOM,
        "seats": _seats(room),
        "problem_now": _problem_now(room, said),
        "said": said,
        "options": options,
        "promises": promises,
        "review_day": outcome.review_day,
        "labels": _labels(mentioned),
        "elsewhere": [{"title": str(one.title), "path": one.path} for one in outcome.elsewhere],
    }


def _ids(words: Iterable[str]) -> list[str]:
    return [uuid.UUID(str(one)).hex for one in words]


def _option(one: Agreed) -> dict[str, Any]:
    (words,) = _ids([one.words])
    return {
        "words": words,
        "is_agreed": one.is_agreed,
        "objections": _ids(one.objections),
        "earlier": [_wording(before) for before in one.earlier],
        "told": str(one.told),
    }


def _wording(one: Wording) -> dict[str, Any]:
    return {
        "words": "".join(_ids([one.words] if one.words else [])),
        "objections": _ids(one.objections),
        "wordless": [str(told) for told in one.wordless],
    }


def words_of(option: dict[str, Any]) -> list[str]:
    """The ids of an option, of its earlier wordings, and of all that was said against any of them."""
    wordings = [option, *option["earlier"]]
    return [words for one in wordings for words in (one["words"], *one["objections"]) if words]


def _promise(one: PromiseMade) -> dict[str, Any]:
    (words,) = _ids([one.words])
    return {"words": words, "who": one.who, "by_when": one.by_when, "judge": one.judge}


def _question(room: Room) -> dict[str, str]:
    """The facilitator's own question, or where the words of the problem are to be found."""
    if room.conversation.title or room.problem is None:
        return {"text": room.question}
    hard = room.problem.words().get(HARD)
    return {"words": hard.pk.hex} if hard else {"text": ""}


def _seats(room: Room) -> list[dict[str, Any]]:
    """Each group with its seats as the facilitator marked them: taken, and wanted or empty."""
    found: dict[str, dict[str, Any]] = {}
    for seat in room.seats.all():
        group = found.setdefault(seat.group, {"group": seat.group, "taken": 0, "empty": 0})
        group["taken" if seat.state == Seat.State.TAKEN else "empty"] += 1
    return list(found.values())


def _problem_now(room: Room, said: list[dict[str, Any]]) -> list[str]:
    """What the owner of the problem told in the last step in which they told it; not what others wrote beside it."""
    mentioned = {words for part in said for words in part["words"]}
    told = room.conversation.contributions.filter(kind=TOLD, state=Contribution.State.SHOWN)
    for step in reversed([one for one in room.steps.all() if one.settings.get("speaks") == OWNER_SPEAKS]):
        words = [key.hex for key in told.filter(part=step.part).values_list("pk", flat=True) if key.hex in mentioned]
        if words:
            return words
    return []


def _labels(mentioned: Iterable[str]) -> dict[str, str]:
    """With what each of the words appeared at close, where they did not stand alone."""
    found = Contribution.objects.filter(pk__in=set(mentioned)).select_related("participant", "participant__member")
    labels = {words.pk.hex: appearance.label(words) for words in found}
    return {words: label for words, label in sorted(labels.items()) if label}
