"""What the facilitator does with statements as they come, besides hiding them for a rule."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wholeroom.web.activities.statement_vote import actions, splitting, walls
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.preparing import vote_of
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.screens import console


@require_POST
@never_cache
@for_facilitators
def send_back(request: HttpRequest, room: Room, step_id: int, words_id: UUID) -> HttpResponse:
    """It says two things: who put it in is asked to make two of it."""
    step = vote_of(room, step_id)
    statement = get_object_or_404(Statement, step=step, pk=words_id)
    try:
        splitting.send_back(by=request.user, step=step, statement=statement)
    except WebError as refusal:
        return console.refused(request, room, refusal)
    return console.done(request, room)


@require_POST
@never_cache
@for_facilitators
def turn_wall(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    """What the wall shows next of where the room stands."""
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    view = request.POST.get("view", "")
    if view not in walls.views_of(step):
        return HttpResponseBadRequest()
    try:
        actions.turn_wall(by=request.user, step=step, view=view)
    except WebError as refusal:
        return console.refused(request, room, refusal)
    return console.done(request, room)
