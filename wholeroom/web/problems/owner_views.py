"""What an owner does with their problem: tell more, share it, say where it stands, close it and open it again.

Where it stands, a community host can say too.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import telling
from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.conversations.views import refused
from wholeroom.web.errors import WebError
from wholeroom.web.problems import actions, stages
from wholeroom.web.problems.access import owned, steered
from wholeroom.web.problems.forms import (
    HINTS,
    AboutForm,
    CloseForm,
    PartForm,
    ShareProblemForm,
    StageForm,
    WhoShouldBeThereForm,
)
from wholeroom.web.problems.models import PARTS, WHO_SHOULD_BE_THERE, Problem

FORMS = {WHO_SHOULD_BE_THERE: WhoShouldBeThereForm}


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
def about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Service, area, the day by which an answer is needed, and whether ideas are welcome."""
    own = owned(request, pk)
    fields = ("service", "area", "kind_of_area", "answer_by", "asks_for_ideas")
    form = AboutForm(request.POST or None, initial={name: getattr(own, name) for name in fields})
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": own}
        return render(request, "problems/about.html", context, status=400 if form.errors else 200)
    actions.say_about(by=request.user, problem=own, **form.cleaned_data)
    return redirect(f"{reverse('problems:more', args=[own.pk])}#about")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    sent = request.POST if request.method == "POST" else None
    known = {"initial": as_shared(own), "suggests_groups": bool(suggested_groups(own))}
    form = ShareProblemForm(sent, problem=own, **known)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": own}
        return render(request, "problems/share.html", context, status=400 if form.errors else 200)
    actions.share(by=request.user, problem=own, **form.choices_made())
    return redirect("problems:problem", own.pk)


def as_shared(problem: Problem) -> dict[str, object]:
    """How it is shared now; for a draft, the choices that reveal least."""
    known = telling.as_shared(problem.conversation, problem.owner, PARTS)
    groups = known["groups"] or suggested_groups(problem)
    return {**known, "groups": groups, "shows_area": "name" if problem.shows_area else ""}


def place_of_owner(problem: Problem) -> Participant:
    return conversations.place_of(by=problem.owner, conversation=problem.conversation)


def suggested_groups(problem: Problem) -> list[str]:
    """Those of the owner's account, until they have said which stand here."""
    return list(problem.owner.groups) if problem.is_draft and not place_of_owner(problem).groups else []


@require_POST
@never_cache
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    if own.conversation.state == Conversation.State.OPEN:
        actions.keep_to_oneself(by=request.user, problem=own)
    return redirect("problems:problem", own.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands now; the ways to close it and to open it again start here too."""
    shown = steered(request, pk)
    form = StageForm(request.POST if request.method == "POST" else None, initial={"stage": shown.stage})
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": shown}
        return render(request, "problems/stage.html", context, status=400 if form.errors else 200)
    try:
        stages.set_stage(by=request.user, problem=shown, stage=form.cleaned_data["stage"])
    except WebError as refusal:
        return refused(request, refusal, reverse("problems:stage", args=[pk]))
    return redirect("problems:problem", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = steered(request, pk)
    place = place_of_owner(shown) if shown.is_of(request.user) else None
    form = CloseForm(request.POST if request.method == "POST" else None, participant=place)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "problem": shown}
        return render(request, "problems/close.html", context, status=400 if form.errors else 200)
    words = {**form.cleaned_data, "sending": form.cleaned_data["sending"] or None}
    try:
        stages.close(by=request.user, problem=shown, language=get_language() or "", **words)
    except WebError as refusal:
        return refused(request, refusal, reverse("problems:problem", args=[pk]))
    return redirect("problems:problem", pk)


@require_POST
@never_cache
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        stages.reopen(by=request.user, problem=steered(request, pk))
    except WebError as refusal:
        return refused(request, refusal, reverse("problems:problem", args=[pk]))
    return redirect("problems:problem", pk)
