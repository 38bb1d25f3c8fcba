"""Simulated people for a meeting of the demo: in each step they say what the script has for it, or vote."""

import threading
import time
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from wholeroom.web.activities.statement_vote import actions as votes
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.site.westmarch import hall
from wholeroom.web.site.westmarch.playing import NotTaken, Play
from wholeroom.web.site.westmarch.script import read

SCRIPT = Path(__file__).parents[4] / "examples" / "westmarch" / "meeting.toml"
SECONDS_BETWEEN_ACTS = 2.0
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_PATIENCE = 2 * 3600
VOTES_A_SECOND = 8


def come_in(room_id: UUID) -> None:
    """Let them in, once. They follow the facilitator's clock on a thread of their own, until the room closes."""
    if Room.objects.get(pk=room_id).method == hall.METHOD:
        if Participant.objects.filter(conversation=room_id).count() < hall.PEOPLE_READY:
            threading.Thread(target=_vote, args=(room_id,), daemon=True, name="simulated voters").start()
        return
    names = [someone.name for someone in read(SCRIPT).people.values()]
    if Participant.objects.filter(conversation=room_id, nickname__in=names).exists():
        return
    threading.Thread(target=_take_part, args=(room_id,), daemon=True, name="simulated people").start()


def _take_part(room_id: UUID) -> None:
    try:
        room = Room.objects.select_related("conversation", "problem__owner").get(pk=room_id)
        play = Play.begin(read(SCRIPT), room, room.facilitators.first())
        _follow(play)
    finally:
        connection.close()


def _vote(room_id: UUID) -> None:
    """While the vote is open, one at a time; what a pause or the end of it refuses, they leave out."""
    try:
        until = time.monotonic() + SECONDS_OF_PATIENCE
        for cast in hall.ballots(room_id, SCRIPT.parent):
            while (step := _open_vote(room_id)) is None:
                if time.monotonic() > until or _is_closed(room_id):
                    return
                time.sleep(SECONDS_BETWEEN_LOOKS)
            votes.cast_together(step=step, votes=[cast])
            time.sleep(1 / VOTES_A_SECOND)
    finally:
        connection.close()


def _is_closed(room_id: UUID) -> bool:
    return Conversation.objects.filter(pk=room_id, state=Conversation.State.CLOSED).exists()


def _open_vote(room_id: UUID) -> Step | None:
    here = Step.objects.filter(room=room_id, name="vote", state=Step.State.OPEN)
    return here.select_related("room__conversation").first()


def _follow(play: Play) -> None:
    done: set[int] = set()
    until = time.monotonic() + SECONDS_OF_PATIENCE
    while time.monotonic() < until and not _is_closed(play.room.pk):
        step = Step.objects.filter(room=play.room, state=Step.State.OPEN).select_related("room__conversation").first()
        if step is None or step.pk in done:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            continue
        done.add(step.pk)
        _do(play, step)


def _do(play: Play, step: Step) -> None:
    """What they would do in this step. What no longer fits, as when the facilitator left a step out, they leave out."""
    for act in play.acts_of(step):
        time.sleep(SECONDS_BETWEEN_ACTS)
        try:
            act()
        except (NotTaken, ObjectDoesNotExist, WebError):
            continue
