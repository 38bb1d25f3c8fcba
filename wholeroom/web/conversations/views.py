"""What people do with words: their own, or as a moderator. Each act comes back to where it was done."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wholeroom.web.conversations import actions, cookies, permissions
from wholeroom.web.conversations.forms import AsReadForm, HideForm, ShowAsForm
from wholeroom.web.conversations.models import EARLIER_WORDING, Contribution, Conversation, Participant
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.conversations.rows import as_csv, as_json, words_as_rows
from wholeroom.web.errors import WebError

Act = Callable[[HttpRequest, Participant, Contribution], HttpResponse | None]
SHAPES = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "conversations/rules.html", {"rules": RULES.values()})


def next_page(request: HttpRequest, otherwise: str) -> str:
    """Where the act was done, if that is a page of this site: as the form says, or else the browser."""
    asked = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else otherwise


def back_to_words(request: HttpRequest, words: Contribution) -> str:
    my_place = reverse("conversations:me", args=[words.conversation_id])
    return next_page(request, f"{my_place}#words-{words.pk.hex}")


def back_to_moderating(request: HttpRequest) -> str:
    """A moderator need not have a place of their own here."""
    return next_page(request, reverse("conversations:rules"))


def words_to_change(pk: UUID) -> Contribution:
    return get_object_or_404(Contribution.objects.select_related("conversation", "participant__member"), pk=pk)


def by_their_author(act: Act) -> Callable[..., HttpResponse]:
    """An act on one's own words, also when a page is only asked for. To anybody else the words are not there."""

    @never_cache
    @wraps(act)
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        everything = Contribution.everything.select_related("conversation", "participant__member")
        words = get_object_or_404(everything, pk=pk)
        participant = cookies.participant(request, words.conversation)
        if participant is None or words.participant_id != participant.pk:
            raise Http404
        try:
            return act(request, participant, words) or redirect(back_to_words(request, words))
        except WebError as refusal:
            return refused(request, refusal, back_to_words(request, words))

    return view


def as_worded_now(act: Act) -> Act:
    """An act on words as they stand: an earlier wording can be erased, and nothing else."""

    @wraps(act)
    def view(request: HttpRequest, participant: Participant, words: Contribution) -> HttpResponse | None:
        if words.kind == EARLIER_WORDING:
            raise Http404
        return act(request, participant, words)

    return view


def by_a_moderator(act: Callable[[HttpRequest, Contribution], HttpResponse | None]) -> Callable[..., HttpResponse]:
    """An act on the words of others, by whoever moderates here."""

    @require_POST
    @never_cache
    @wraps(act)
    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        words = words_to_change(pk)
        if not permissions.may_moderate(words.conversation, request.user):
            raise Http404
        try:
            return act(request, words) or redirect(back_to_moderating(request))
        except WebError as refusal:
            return refused(request, refusal, back_to_moderating(request))

    return view


def refused(request: HttpRequest, refusal: WebError, back: str, *, called: str = "") -> HttpResponse:
    """Why something could not be done, with the way to the page ``back``, as that one is ``called``."""
    context = {"why": str(refusal), "back": back, "called": called}
    return render(request, "conversations/refused.html", context, status=409)


def form_again(request: HttpRequest, words: Contribution, form: Form, back: str) -> HttpResponse:
    """The one form of the act on a page of its own, with what is wrong with it."""
    context = {"form": form, "words": words, "next": back}
    return render(request, "conversations/form-again.html", context, status=400)


@require_POST
@by_their_author
@as_worded_now
def show_as(request: HttpRequest, participant: Participant, words: Contribution) -> HttpResponse | None:
    form = ShowAsForm(request.POST, words=words)
    if not form.is_valid():
        return form_again(request, words, form, back_to_words(request, words))
    actions.show_as(by=participant, contribution=words, shown_as=form.cleaned_data["shown_as"])
    return None


@require_POST
@by_their_author
@as_worded_now
def withdraw(request: HttpRequest, participant: Participant, words: Contribution) -> None:
    actions.withdraw(by=participant, contribution=words)


@require_POST
@by_their_author
@as_worded_now
def show_again(request: HttpRequest, participant: Participant, words: Contribution) -> None:
    actions.show_again(by=participant, contribution=words)


@require_POST
@by_their_author
@as_worded_now
def ask_again(request: HttpRequest, participant: Participant, words: Contribution) -> None:
    actions.ask_again(by=participant, contribution=words)


@require_POST
@by_their_author
def erase(request: HttpRequest, participant: Participant, words: Contribution) -> None:
    actions.erase(by=participant, contribution=words)


@by_a_moderator
def hide(request: HttpRequest, words: Contribution) -> HttpResponse | None:
    form = HideForm(request.POST)
    if not form.is_valid():
        return form_again(request, words, form, back_to_moderating(request))
    actions.hide(by=request.user, contribution=words, **form.cleaned_data)
    return None


@by_a_moderator
def let_show(request: HttpRequest, words: Contribution) -> None:
    form = AsReadForm(request.POST)
    actions.let_show(by=request.user, contribution=words, **(form.cleaned_data if form.is_valid() else {}))


@require_safe
@never_cache
def export(request: HttpRequest, pk: UUID, shape: str) -> HttpResponse:
    """The words of a conversation as a file, for who takes part in it or moderates it."""
    conversation = get_object_or_404(Conversation, pk=pk)
    for_moderators = permissions.may_moderate(conversation, request.user)
    if not for_moderators and cookies.participant(request, conversation) is None:
        raise Http404
    write, content_type = SHAPES[shape]
    response = HttpResponse(
        write(words_as_rows(conversation, for_moderators=for_moderators)), content_type=content_type
    )
    response["Content-Disposition"] = f'attachment; filename="words.{shape}"'
    return response
