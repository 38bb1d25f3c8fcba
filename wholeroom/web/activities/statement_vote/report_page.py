"""The report of a vote, and its one page for people who decide, in each format. Who has the link may open them, as the
page of the meeting that leads to them.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wholeroom.web.activities.statement_vote import report_document, report_summary
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.models import VoteReport
from wholeroom.web.activities.statement_vote.report_reading import read
from wholeroom.web.conversations import cookies
from wholeroom.web.documents.blocks import Document
from wholeroom.web.documents.serving import in_shape, kept_private
from wholeroom.web.people.addresses import absolute
from wholeroom.web.rooms.access import facilitates
from wholeroom.web.rooms.models import Step


@require_safe
@kept_private
def report(request: HttpRequest, room_id: UUID, step_id: int) -> HttpResponse:
    step = vote_of(room_id, step_id)
    kept = kept_report(step)
    if kept is None:
        return not_yet(request, step)
    return page(request, step, "statement_vote/report.html", report_of(kept))


@require_safe
@kept_private
def summary(request: HttpRequest, room_id: UUID, step_id: int) -> HttpResponse:
    step = vote_of(room_id, step_id)
    kept = kept_report(step)
    if kept is None:
        return not_yet(request, step)
    return page(request, step, "statement_vote/summary.html", summary_of(kept))


@require_safe
@kept_private
def report_file(request: HttpRequest, room_id: UUID, step_id: int, shape: str) -> HttpResponse:
    return in_shape(report_of(made_report(room_id, step_id)), shape, room_id, name="vote-report")


@require_safe
@kept_private
def summary_file(request: HttpRequest, room_id: UUID, step_id: int, shape: str) -> HttpResponse:
    return in_shape(summary_of(made_report(room_id, step_id)), shape, room_id, name="vote-summary")


def vote_of(room_id: UUID, step_id: int) -> Step:
    steps = Step.objects.select_related("room__conversation", "room__problem__conversation")
    return get_object_or_404(steps, pk=step_id, room=room_id, activity=ACTIVITY)


def kept_report(step: Step) -> VoteReport | None:
    kept = VoteReport.objects.filter(step=step, page__isnull=False).first()
    if kept is not None:
        kept.step = step
    return kept


def made_report(room_id: UUID, step_id: int) -> VoteReport:
    kept = kept_report(vote_of(room_id, step_id))
    if kept is None:
        raise Http404
    return kept


def report_of(kept: VoteReport) -> Document:
    return report_document.document(read(kept), address=address_of(kept, "report"))


def summary_of(kept: VoteReport) -> Document:
    own, whole = address_of(kept, "summary"), address_of(kept, "report")
    return report_summary.summary(read(kept), address=own, whole=whole)


def address_of(kept: VoteReport, name: str) -> str:
    return absolute(reverse(f"statement_vote:{name}", args=[kept.step.room_id, kept.step_id]))


def page(request: HttpRequest, step: Step, template: str, document: Document) -> HttpResponse:
    return render(request, template, {"room": step.room, "step": step, "document": document})


def not_yet(request: HttpRequest, step: Step) -> HttpResponse:
    """Where it is not being made, only those who are in the room learn why."""
    conversation, is_asked = step.room.conversation, VoteReport.objects.filter(step=step).exists()
    is_facilitator = request.user.is_authenticated and facilitates(conversation, request.user)
    if not (is_asked or is_facilitator or cookies.participant(request, conversation)):
        raise Http404
    values = {"room": step.room, "step": step, "is_asked": is_asked}
    return render(request, "statement_vote/no-report-yet.html", values)
