"""Rooms held as far as a step, with words that people said in it: what the contracts are tried on."""

import secrets

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions, registry
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.tests.form_filler import forms_in


def facilitator(room: Room) -> Person:
    return room.facilitators.get()


def held_until(room: Room, name: str, by: Participant) -> Step:
    """The room with the named step open; what it stands on (``from``) has two words in it."""
    actions.turn(by=facilitator(room), room=room, verb="start")
    wanted = room.steps.get(name=name)
    while (step := room.steps.get(state=Step.State.OPEN)) != wanted:
        if step.name == wanted.settings.get("from"):
            fill_in(step, by, "The first option", "The second option")
        actions.turn(by=facilitator(room), room=room, verb="next")
    return at(room, name)


def at(room: Room, name: str) -> Step:
    """The step as a page reads it."""
    return Room.objects.select_related("conversation", "problem").get(pk=room.pk).steps.get(name=name)


def fill_in(step: Step, by: Participant, *words: str) -> dict[str, str]:
    """Send the first form that the phone shows, filled in with each of the words. Gives what was sent last."""
    activity = registry.activity(step.activity)
    form = forms_in(activity.phone(step, by))[0]
    sent: dict[str, str] = {}
    for text in words:
        sent = form.filled(text) | ({"sending": secrets.token_hex(8)} if "sending" in form.values else {})
        refused = activity.accept(step, sent, by=by)
        assert refused is None, refused.errors
    return sent


def said_in(step: Step) -> list[Contribution]:
    return list(step.room.conversation.contributions.filter(part=step.part))
