"""Simulated people for a meeting of the demo: they come in, and say in each step what the script has for it."""

import threading
import time
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.site.westmarch.playing import NotTaken, Play
from wholeroom.web.site.westmarch.script import read

SCRIPT = Path(__file__).parents[4] / "examples" / "westmarch" / "meeting.toml"
SECONDS_BETWEEN_ACTS = 2.0
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_PATIENCE = 2 * 3600


def come_in(room_id: UUID) -> None:
    """Let them in, once. They follow the facilitator's clock on a thread of their own, until the room closes."""
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


def _follow(play: Play) -> None:
    done: set[int] = set()
    until = time.monotonic() + SECONDS_OF_PATIENCE
    while time.monotonic() < until and not Conversation.objects.filter(pk=play.room.pk, state="closed").exists():
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
