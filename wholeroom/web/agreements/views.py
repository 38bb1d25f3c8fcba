"""The page of an outcome, and the same as PDF, Word, text, calendar and data. Who has the link may open it."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wholeroom.web.agreements import links, telling
from wholeroom.web.agreements.calendar import calendar
from wholeroom.web.agreements.document import document
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.agreements.outcome_page import OutcomePage
from wholeroom.web.agreements.reading import read
from wholeroom.web.conversations import cookies
from wholeroom.web.documents.blocks import Document
from wholeroom.web.documents.serving import fetched, in_shape, kept_private
from wholeroom.web.people.addresses import absolute
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room

CALENDAR = "text/calendar; charset=utf-8"
TOGETHER = ("room__conversation", "room__problem__conversation")


def agreement_of(room_id: UUID) -> Agreement:
    return get_object_or_404(Agreement.objects.select_related(*TOGETHER), pk=room_id)


def address_of(agreement: Agreement) -> str:
    return absolute(reverse("agreements:page", args=[agreement.pk]))


def document_of(agreement: Agreement) -> Document:
    return document(read(agreement), address=address_of(agreement))


def is_facilitator(request: HttpRequest, room: Room) -> bool:
    return request.user.is_authenticated and room.facilitators.filter(pk=request.user.pk).exists()


@require_safe
@kept_private
def page(request: HttpRequest, room_id: UUID) -> HttpResponse:
    agreement = agreement_of(room_id)
    participant = cookies.participant(request, agreement.room.conversation)
    facilitates = is_facilitator(request, agreement.room)
    own = agreement.promises.filter(participant=participant) if participant else ()
    feed = absolute(reverse("agreements:calendar", args=[agreement.feed_token]))
    context = {
        "agreement": agreement,
        "room": agreement.room,
        "document": document_of(agreement),
        "participant": participant,
        "facilitates": facilitates,
        "own_promises": [(one, links.of_promise(one)) for one in own],
        "promises": agreement.promises.all() if facilitates else (),
        "feed": feed if participant or facilitates else "",
        "is_review_time": bool(agreement.review_day and agreement.review_day <= timezone.localdate()),
        "to_tell_by_hand": telling.by_hand(agreement) if facilitates else (),
    }
    return render(request, "agreements/page.html", context)


@require_safe
@kept_private
def page_pdf(request: HttpRequest, room_id: UUID) -> HttpResponse:
    return in_shape(document_of(agreement_of(room_id)), "pdf", room_id)


@require_safe
@kept_private
def page_docx(request: HttpRequest, room_id: UUID) -> HttpResponse:
    return in_shape(document_of(agreement_of(room_id)), "docx", room_id)


@require_safe
@kept_private
def page_txt(request: HttpRequest, room_id: UUID) -> HttpResponse:
    return in_shape(document_of(agreement_of(room_id)), "txt", room_id)


@require_safe
@kept_private
def dates(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """The same dates as the feed, to be taken over once."""
    agreement = agreement_of(room_id)
    return fetched(calendar_of(agreement), CALENDAR, room_id, "ics")


@require_safe
@kept_private
def feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """For calendars that look again and again: the token opens the dates of this agreement, and nothing else."""
    agreement = get_object_or_404(Agreement.objects.select_related(*TOGETHER), feed_token=feed_token)
    return HttpResponse(calendar_of(agreement), content_type=CALENDAR)


@kept_private
@for_facilitators
@require_safe
def page_json(request: HttpRequest, room: Room) -> HttpResponse:
    """Everything as data, for an archive: what was frozen, with its words, and what was said since."""
    agreement = agreement_of(room.pk)
    whole: OutcomePage = read(agreement)
    data = {"language": get_language(), "closed": agreement.closed, "address": address_of(agreement), **asdict(whole)}
    response = JsonResponse(data, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="outcome-{room.pk.hex[:8]}.json"'
    return response


def calendar_of(agreement: Agreement) -> bytes:
    return calendar(agreement, read(agreement), address=address_of(agreement))
