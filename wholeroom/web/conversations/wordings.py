"""Pages of some words: where they stand, what they said before, and a form to say them anew."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.web.conversations import cookies, rewording
from wholeroom.web.conversations.forms import RewordForm
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.conversations.reading import is_by, place_on_page, read_words
from wholeroom.web.conversations.views import as_worded_now, by_their_author, next_page

State = Contribution.State


@require_safe
@never_cache
def permalink(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lasting address of some words: the place on the page where they stand."""
    return redirect(place_on_page(read_words(request, pk)))


@require_safe
@never_cache
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every wording, the newest first. What was out of sight when it was worded anew is its author's alone."""
    words = read_words(request, pk)
    is_own = is_by(words, cookies.participant(request, words.conversation))
    earlier = rewording.earlier_wordings(words).select_related("participant__member")
    if not is_own:
        earlier = earlier.exclude(state=State.WITHDRAWN)
    context = {"words": words, "earlier": earlier, "is_own": is_own, "address": place_on_page(words)}
    return render(request, "conversations/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_their_author
@as_worded_now
def reword(request: HttpRequest, participant: Participant, words: Contribution) -> HttpResponse:
    back = next_page(request, place_on_page(words))
    if not rewording.may_be_reworded(words):
        raise rewording.NotHere
    form = RewordForm(request.POST or None, initial={"text": words.text})
    if form.is_bound and form.is_valid():
        rewording.reword(by=participant, contribution=words, **form.cleaned_data)
        return redirect(back)
    context = {"form": form, "words": words, "next": back}
    return render(request, "conversations/reword-page.html", context, status=400 if form.errors else 200)
