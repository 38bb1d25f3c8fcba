from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room
from wholeroom.web.site import worked_example
from wholeroom.web.site.westmarch import simulated


@require_POST
@for_facilitators
def let_come_in(request: HttpRequest, room: Room) -> HttpResponse:
    """Simulated people take part in a meeting of the demo. Elsewhere there are none."""
    if not worked_example.exists():
        raise Http404
    simulated.come_in(room.pk)
    return redirect("rooms:console", room.pk)
