"""The page on which a facilitator brings in a vote that was held elsewhere; the command does the same."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.analysis.opinion.held_elsewhere import HeldElsewhere
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.activities.statement_vote.bringing_in import bring_in as bring_in_vote
from wholeroom.web.activities.statement_vote.bringing_in_forms import MOST, BringInForm
from wholeroom.web.rooms.models import Room
from wholeroom.web.rows_left_out import FIRST_BAD_ROWS, BadRowShown, fetched_once, in_their_language

BAD_ROWS = "bad-rows-of-votes"  # in the session, until they are fetched
MOST_KEPT = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def bring_in(request: HttpRequest) -> HttpResponse:
    if not request.user.may_facilitate:
        return render(request, "rooms/may-not-open.html", status=403)
    form = BringInForm(request.POST, request.FILES) if request.method == "POST" else BringInForm()
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "most": MOST}
        return render(request, "statement_vote/bring-in.html", context, status=400 if form.errors else 200)
    given = form.cleaned_data
    told_by_them = {name: given[name] for name in ("question", "language", "when")}
    room = bring_in_vote(by=request.user, held=form.held, **told_by_them)
    request.session[BAD_ROWS] = bad_rows_csv(form.held.bad_rows[:MOST_KEPT], gettext)
    return render(request, "statement_vote/brought-in.html", told(room, form.held))


def told(room: Room, held: HeldElsewhere) -> dict[str, object]:
    """What came in, what must be said beside it, and the first rows that were left out."""
    first = [BadRowShown.of(row) for row in held.bad_rows[:FIRST_BAD_ROWS]]
    return {
        "room": room,
        "people": len(held.votes.participants),
        "statements": len(held.numbers),
        "votes": held.votes.rows_used,
        "caveats": [in_their_language(caveat) for caveat in held.caveats],
        "bad_count": held.bad_count,
        "bad_rows": sorted(first, key=lambda row: (row.why, row.line)),
    }


@require_safe
@never_cache
@login_required
def bad_rows(request: HttpRequest) -> HttpResponse:
    """The rows that were left out, the first thousand. They can be fetched once."""
    return fetched_once(request, BAD_ROWS)
