"""What everybody sees of a room at this moment, on the wall, in the console, on a phone. Drawn once for all."""

import uuid

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

from wholeroom.web.conversations import appearance
from wholeroom.web.rooms import codes, registry, seating
from wholeroom.web.rooms.access import TOGETHER
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens.console_frame import console_values
from wholeroom.web.rooms.screens.standing import BEFORE, Standing, standing

MOST_BYTES_ON_A_PHONE = 4096


def draw(topic: str, audience: str, language: str) -> str | None:
    """The renderer that the hub asks. The topic of a room is the id of its conversation."""
    try:
        room_id = uuid.UUID(topic)
    except ValueError:
        return None
    room = Room.objects.filter(pk=room_id).select_related(*TOGETHER, "speaker__member").first()
    if room is None:
        return None
    with translation.override(language):
        return frame(standing(room), audience)


def frame(here: Standing, audience: str) -> str:
    """In the language that is active now."""
    said = _said(here, audience)
    drawn = _with_said(here, audience, said)
    too_much = len(drawn.encode()) - MOST_BYTES_ON_A_PHONE
    if audience != "phone" or too_much <= 0:
        return drawn
    return _with_said(here, audience, _shorter(here, len(said.encode()) - too_much))


def _with_said(here: Standing, audience: str, said: str) -> str:
    asks = here.step is not None and audience != "wall"
    asked = registry.activity(here.step.activity).form_version(here.step) if asks else ""
    values = {"here": here, "room": here.room, "said": said, "has_the_word": _has_the_word(here.room), "asked": asked}
    return render_to_string(f"rooms/frame-{audience}.html", {**values, **VALUES[audience](here)})


def _said(here: Standing, audience: str) -> str:
    """What the activity of the open step shows to all."""
    if here.step is None:
        return ""
    return registry.activity(here.step.activity).frame(here.step, audience, translation.get_language())


def _shorter(here: Standing, most_bytes: int) -> str:
    """In place of more than a phone on a bad line should be sent again and again."""
    if here.step is None:
        return ""
    activity = registry.activity(here.step.activity)
    return activity.shorter_frame(here.step, translation.get_language(), most_bytes) or _elsewhere(here)


def _elsewhere(here: Standing) -> str:
    said = gettext("A lot has been said in this step. Read all of it")
    return format_html('<p><a href="{}">{}</a></p>', reverse("rooms:said", args=[here.room.code]), said)


def _has_the_word(room: Room) -> str:
    """The name of who speaks, where people speak one at a time and somebody with a name has the word."""
    return appearance.name_of(room.speaker) if room.one_voice and room.speaker else ""


def _wall_values(here: Standing) -> dict[str, object]:
    if here.phase != BEFORE:
        return {}
    return {"groups": seating.groups_of(here.room), "missing": seating.missing(here.room)}


def _phone_values(here: Standing) -> dict[str, object]:
    return {"code": codes.spoken(here.room.code)}


VALUES = {"wall": _wall_values, "console": console_values, "phone": _phone_values}
