"""A meeting as tests need it: at some point of its clock, with somebody at a phone, with words in it."""

import re

from django.test import Client
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms import actions
from wholeroom.web.rooms.models import Room, Step

BUTTON = re.compile(r'<(?:button|a)\b[^>]*class="button"')


def turned(room: Room, *verbs: str) -> Room:
    """The room after its facilitator turned the clock; ``end`` goes on until the last step is over."""
    by = room.facilitators.first()
    for verb in verbs:
        for each in ["next"] * room.steps.count() if verb == "end" else [verb]:
            actions.turn(by=by, room=room, verb=each)
    return Room.objects.select_related("conversation").get(pk=room.pk)


def closed(room: Room) -> Room:
    turned(room, "start", "end")
    actions.close(by=room.facilitators.first(), room=room)
    return Room.objects.select_related("conversation").get(pk=room.pk)


def open_step(room: Room) -> Step:
    return room.steps.get(state=Step.State.OPEN)


def sit_down(client: Client, room: Room, **fields: object) -> Participant:
    """Somebody joins, and this client is their phone."""
    participant, token = conversations.join(by=None, conversation=room.conversation, **fields)
    client.cookies[cookies.name(room.conversation)] = token
    return participant


def write(by: Participant | None, room: Room, text: str, step: Step | None = None, **fields: object) -> Contribution:
    part = (step or open_step(room)).part
    return conversations.contribute(by=by, conversation=room.conversation, kind="note", text=text, part=part, **fields)


def page_of(client: Client, room: Room) -> str:
    """The console as its facilitator gets it."""
    return client.get(reverse("rooms:console", args=[room.pk])).text


def filled_buttons(page: str) -> int:
    return len(BUTTON.findall(page))
