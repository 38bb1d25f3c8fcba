"""The list of problems, the page of one, and bringing one."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.web.conversations import cookies, permissions
from wholeroom.web.conversations.following import read_up_to_now
from wholeroom.web.conversations.models import Following
from wholeroom.web.problems import actions, listing, reading, waiting_words
from wholeroom.web.problems.access import seen
from wholeroom.web.problems.figures import figures_of
from wholeroom.web.problems.forms import BringForm
from wholeroom.web.problems.models import ENDS, HARD, NOT_UNDERSTOOD, PARTS, Problem
from wholeroom.web.problems.replying import same_here_of
from wholeroom.web.problems.stages import steers

DRAFT = "problem-draft"  # in the session of who is not signed in yet: what they wrote


@require_safe
@never_cache
def all_problems(request: HttpRequest) -> HttpResponse:
    """Those open to everyone, what was said to last first; above them one's own, drafts too."""
    own = Problem.objects.of(request.user) if request.user.is_authenticated else Problem.objects.none()
    chosen = listing.chosen_in(request.GET)
    context = {
        "own": [] if chosen else own,
        "chosen": chosen,
        "facets": listing.facets(chosen, request.user),
        "page": listing.page(chosen, request.user, listing.page_number(request.GET.get("page"))),
    }
    return render(request, "problems/all.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Nobody has to sign in to write: the words wait in the session until they have."""
    kept = waiting_words.kept(request, DRAFT)
    form = BringForm(request.POST) if request.method == "POST" else BringForm(initial=kept)
    if not (form.is_bound and form.is_valid()):
        return render(request, "problems/bring.html", {"form": form}, status=400 if form.errors else 200)
    if request.user.is_authenticated:
        return bring_and_show(request, form.cleaned_data)
    return waiting_words.keep(request, DRAFT, form.cleaned_data, then=reverse("problems:kept"))


@require_safe
@never_cache
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """Signed in now: what was written before becomes a draft of theirs. Opened twice, it is still one."""
    draft = waiting_words.kept(request, DRAFT)
    return bring_and_show(request, draft) if draft else redirect("problems:bring")


def bring_and_show(request: HttpRequest, draft: dict[str, str]) -> HttpResponse:
    problem = actions.bring(
        by=request.user, hard=draft["text"], sending=draft["sending"] or None, language=get_language() or ""
    )
    waiting_words.forget(request, DRAFT)
    return redirect("problems:problem", problem.pk)


@require_safe
@never_cache
def problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = seen(request, pk)
    number = listing.page_number(request.GET.get("page"))
    context = {**what_is_told(request, shown), **what_is_said(request, shown, number)}
    return render(request, "problems/problem.html", context)


def what_is_told(request: HttpRequest, shown: Problem) -> dict[str, object]:
    """What whoever brought it says of it."""
    words = shown.words()
    hard, puzzle = words.pop(HARD, None), words.pop(NOT_UNDERSTOOD, None)
    ends = shown.conversation.contributions.filter(kind__in=list(ENDS)).select_related("participant__member")
    return {
        "problem": shown,
        "conversation": shown.conversation,
        "is_owner": shown.is_of(request.user),
        "steers": steers(shown, request.user),
        "hard": hard,
        "says_more_than_title": hard is not None and hard.text.strip() != shown.conversation.title,
        "parts": [(PARTS[part], said) for part, said in words.items()],
        "puzzle": puzzle,
        "ends": [(ENDS[one.kind], one) for one in ends],
    }


def what_is_said(request: HttpRequest, shown: Problem, number: int) -> dict[str, object]:
    """What others say to it, and who has it too."""
    participant = cookies.participant(request, shown.conversation)
    moderates = permissions.may_moderate(shown.conversation, request.user)
    is_following, before = followed(request, shown)
    return {
        "replies": reading.replies(shown, reading.Reader(before, participant, moderates), number),
        "moderates": moderates,
        "is_following": is_following,
        "same_here": same_here_of(participant) if participant else None,
        "listed": reading.listed_same_here(shown),
        "figures": figures_of(shown),
    }


def followed(request: HttpRequest, shown: Problem) -> tuple[bool, int | None]:
    """Whether the reader follows it, and how far they had read before now."""
    if not request.user.is_authenticated:
        return False, None
    is_following = Following.objects.filter(member=request.user, conversation=shown.conversation).exists()
    if not is_following:
        return False, None
    return True, read_up_to_now(by=request.user, conversation=shown.conversation)


@require_safe
@never_cache
def words(request: HttpRequest, pk: UUID, words: UUID) -> HttpResponse:
    """The lasting address of what somebody said: the page on which it stands now."""
    shown = seen(request, pk)
    found = get_object_or_404(shown.conversation.contributions, pk=words)
    number = reading.page_with(shown, found)
    page = f"?page={number}" if number > 1 else ""
    return redirect(f"{reverse('problems:problem', args=[pk])}{page}#words-{found.pk.hex}")
