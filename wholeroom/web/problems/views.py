"""Bring a problem, read it, tell more of it, choose who can read it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.problems import actions
from wholeroom.web.problems.access import owned, seen
from wholeroom.web.problems.forms import HINTS, BringForm, PartForm, ShareForm, WhoShouldBeThereForm
from wholeroom.web.problems.models import HARD, PARTS, WHO_SHOULD_BE_THERE, Problem

DRAFT = "problem-draft"  # in the session of who is not signed in yet: what they wrote
DAY = 24 * 3600
ON_A_PAGE = 50
FORMS = {WHO_SHOULD_BE_THERE: WhoShouldBeThereForm}


@require_safe
@never_cache
def all_problems(request: HttpRequest) -> HttpResponse:
    """Those open to everyone, the newest first; above them one's own, drafts too."""
    own = Problem.objects.of(request.user) if request.user.is_authenticated else Problem.objects.none()
    page = Paginator(Problem.objects.listed(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "problems/all.html", {"own": own, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Nobody has to sign in to write: the words wait in the session until they have."""
    form = BringForm(request.POST) if request.method == "POST" else BringForm(initial=request.session.get(DRAFT))
    if not (form.is_bound and form.is_valid()):
        return render(request, "problems/bring.html", {"form": form}, status=400 if form.errors else 200)
    if request.user.is_authenticated:
        return bring_and_show(request, form.cleaned_data)
    request.session[DRAFT] = form.cleaned_data
    request.session.set_expiry(DAY)  # signing in makes it last longer; who never does leaves nothing behind
    return redirect_to_login(reverse("problems:kept"))


@require_safe
@never_cache
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """Signed in now: what was written before becomes a draft of theirs. Opened twice, it is still one."""
    draft = request.session.get(DRAFT)
    return bring_and_show(request, draft) if draft else redirect("problems:bring")


def bring_and_show(request: HttpRequest, draft: dict[str, str]) -> HttpResponse:
    problem = actions.bring(
        by=request.user, hard=draft["text"], sending=draft["sending"] or None, language=get_language() or ""
    )
    request.session.pop(DRAFT, None)
    return redirect("problems:problem", problem.pk)


@require_safe
@never_cache
def problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = seen(request, pk)
    words = shown.words()
    hard = words.pop(HARD, None)
    context = {
        "problem": shown,
        "conversation": shown.conversation,
        "is_owner": shown.is_of(request.user),
        "hard": hard,
        "says_more_than_title": hard is not None and hard.text.strip() != shown.conversation.title,
        "parts": [(PARTS[part], said) for part, said in words.items()],
    }
    return render(request, "problems/problem.html", context)


@require_safe
@never_cache
def more(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A card for each part, all of them optional."""
    own = owned(request, pk)
    words = own.words()
    cards = [(part, label, HINTS[part], words.get(part)) for part, label in PARTS.items()]
    return render(request, "problems/more.html", {"problem": own, "cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def part(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """One part on a page of its own."""
    own = owned(request, pk)
    if part not in PARTS:
        raise Http404
    said = own.words().get(part)
    options = {"part": part, "initial": {"text": said.text} if said else {}}
    form = FORMS.get(part, PartForm)(request.POST if request.method == "POST" else None, **options)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": own, "label": PARTS[part]}
        return render(request, "problems/part.html", context, status=400 if form.errors else 200)
    text, sending = form.cleaned_data["text"], form.cleaned_data["sending"] or None
    if said is None or said.text != text:
        actions.tell(by=request.user, problem=own, part=part, text=text, sending=sending, language=get_language() or "")
    return redirect(f"{reverse('problems:more', args=[own.pk])}#part-{part}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, initial=as_shared(own), suggests_groups=bool(suggested_groups(own)))
    if not (form.is_bound and form.is_valid()):
        return render(
            request, "problems/share.html", {"form": form, "problem": own}, status=400 if form.errors else 200
        )
    actions.share(by=request.user, problem=own, **form.choices_made())
    return redirect("problems:problem", own.pk)


def as_shared(problem: Problem) -> dict[str, object]:
    """How it is shared now; for a draft, the choices that reveal least."""
    place = actions.place_of(problem)
    return {
        "audience": problem.conversation.audience,
        "shown_as": actions.how_it_appears(problem),
        "nickname": place.nickname or (place.member.name if place.member else ""),
        "groups": list(place.groups) or suggested_groups(problem),
    }


def suggested_groups(problem: Problem) -> list[str]:
    """Those of the owner's account, until they have said which stand here."""
    return list(problem.owner.groups) if problem.is_draft and not actions.place_of(problem).groups else []


@require_POST
@never_cache
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    if own.conversation.state == Conversation.State.OPEN:
        actions.keep_to_oneself(by=request.user, problem=own)
    return redirect("problems:problem", own.pk)
