"""Votes as a table without names: for a facilitator, where everybody was told before they voted that this may be."""

import io
import random
import zipfile

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from wholeroom.analysis.opinion.polis_export import FEWEST_EXPORTED, PolisFiles, polis_files
from wholeroom.analysis.opinion.statements import Statement as Words
from wholeroom.analysis.opinion.statements import Statements
from wholeroom.analysis.reading.bad_rows import InputError
from wholeroom.web.activities.statement_vote import actions, mapping
from wholeroom.web.activities.statement_vote.figures import standing_of
from wholeroom.web.activities.statement_vote.models import Statement
from wholeroom.web.activities.statement_vote.preparing import READ_AND_SEND, vote_of
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.requests import says_why

CHANCE = random.SystemRandom()
NOT_TOLD = _("People were not told that their votes may be passed on. So they stay here, for good.")
NOT_CLOSED = _("The meeting is not closed yet. Until then votes can change, so none leave.")
STAND_OUT = _(
    "Nearly everybody who was here has a row in this table, and some came late or were erased. "
    "Who knows about them could find their row. So the votes stay here."
)
TOO_FEW = _("Too few people have voted. It takes 30 or more, so that nobody stands out.")


class StaysHere(WebError):
    """Why votes may not be passed on."""


def why_not(step: Step) -> str:
    """Why the votes of a step may not be passed on; empty where they may.

    Only once the room is closed: then two tables hold the same votes, and what differs tells nothing.
    """
    if not actions.ballot_of(step).may_pass_on:
        return str(NOT_TOLD)
    if step.room.conversation.state != Conversation.State.CLOSED:
        return str(NOT_CLOSED)
    standing = standing_of(step)
    if standing.people < FEWEST_EXPORTED:
        return str(TOO_FEW)
    return "" if standing.rows_hide_people else str(STAND_OUT)


@transaction.atomic
def pass_on(*, by: Person, step: Step) -> PolisFiles:
    """The files of the vote as it is counted now, with ids of people that are new each time."""
    if refused := why_not(step):
        raise StaysHere(refused)
    kept = mapping.KeptVotes()
    kept.take(mapping.all_counted(step))
    try:
        found = polis_files(
            kept.votes(), words_to_pass_on(step), topic=step.room.question, day=day_of(step.room), chance=CHANCE
        )
    except InputError as error:
        raise StaysHere(error.sentence.text(gettext)) from None
    record(by=by.key, verb="passed votes on", target=step.room.conversation)
    return found


def words_to_pass_on(step: Step) -> Statements:
    """Statements that show, with their words; and those that do not, without."""
    found = Statement.objects.filter(step=step).values_list("number", "words__state", "words__text", "is_about_vote")
    shown = Contribution.State.SHOWN
    return Statements(
        {
            str(number): Words(text if state == shown else "", moderated_out=state != shown, meta=meta)
            for number, state, text, meta in found
        }
    )


def day_of(room: Room) -> str:
    """The day of the meeting, or the day on which its room was opened: when somebody voted is kept nowhere."""
    return (timezone.localdate(room.starts) if room.starts else room.conversation.begun).isoformat()


def zipped(found: PolisFiles) -> bytes:
    """In one file, because ids of people hold only within one export. No time of the clock is in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in found.files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


@READ_AND_SEND
@never_cache
@for_facilitators
@says_why
def page(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    step = vote_of(room, step_id)
    if request.method == "POST":
        response = HttpResponse(zipped(pass_on(by=request.user, step=step)), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="votes-{room.code}.zip"'
        return response
    values = {"room": room, "step": step, "why_not": why_not(step), "fewest": FEWEST_EXPORTED}
    return render(request, "statement_vote/pass-on.html", values)
