"""Find practice notes, read one, write one in a few short pages, choose who can read it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import telling
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.learning import actions
from wholeroom.web.learning.access import may_import, moderates, owned, seen
from wholeroom.web.learning.forms import DoneForm, ShareNoteForm
from wholeroom.web.learning.models import ALL_PARTS, DONE, PracticeNote
from wholeroom.web.learning.narrowing import Narrowing
from wholeroom.web.learning.reading import Listed, read
from wholeroom.web.learning.standing import groups_shown
from wholeroom.web.learning.steps import STEPS, PartsStep, WhereStep, next_step, tell_what_changed
from wholeroom.web.problems import waiting_words
from wholeroom.web.problems.models import Problem

DRAFT = "note-draft"  # in the session of who is not signed in yet: what they wrote
ON_A_PAGE = 50
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def all_notes(request: HttpRequest) -> HttpResponse:
    """Those shared with everyone, the newest confirmed first; above them one's own, drafts too."""
    own = PracticeNote.objects.of(request.user) if request.user.is_authenticated else PracticeNote.objects.none()
    narrowing = Narrowing.of(request.GET)
    page = Paginator(narrowing.applied_to(PracticeNote.objects.listed()), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "own": [Listed.of(note) for note in own],
        "notes": [Listed.of(note) for note in page],
        "page": page,
        "narrowing": narrowing,
        "may_import": may_import(request.user),
        **compared(narrowing),
    }
    return render(request, "learning/all.html", context)


def compared(narrowing: Narrowing) -> dict[str, Any]:
    """The areas to choose from, and the one that the reader compares with."""
    areas = list(Area.objects.all())
    chosen = next((area for area in areas if area.code == narrowing.area), None)
    return {"areas": areas, "area": chosen, "without_area": replace(narrowing, area="").address}


@require_safe
@never_cache
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = seen(request, pk)
    reading = read(shown)
    context = {
        "note": shown,
        "reading": reading,
        "conversation": shown.conversation,
        "is_author": shown.is_of(request.user),
        "may_moderate": request.user.is_authenticated and moderates(shown.conversation, request.user),
        "missing": shown.missing(),
        "about": shown.about.listed(),
        "shows_a_group": bool(groups_shown(reading.own)),
    }
    return render(request, "learning/note.html", context)


@both
@never_cache
def write(request: HttpRequest) -> HttpResponse:
    """Nobody has to sign in to write: the words wait in the session until they have."""
    form = DoneForm(request.POST) if request.method == "POST" else DoneForm(initial=waiting_words.kept(request, DRAFT))
    if not (form.is_bound and form.is_valid()):
        return render(request, "learning/write.html", {"form": form}, status=400 if form.errors else 200)
    draft = {**form.cleaned_data, "about": request.GET.get("about", "")}
    if request.user.is_authenticated:
        return write_and_go_on(request, draft)
    return waiting_words.keep(request, DRAFT, draft, then=reverse("learning:kept"))


@require_safe
@never_cache
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """Signed in now: what was written before becomes a draft of theirs. Opened twice, it is still one."""
    draft = waiting_words.kept(request, DRAFT)
    return write_and_go_on(request, draft) if draft else redirect("learning:write")


def write_and_go_on(request: HttpRequest, draft: dict[str, str]) -> HttpResponse:
    sending = draft["sending"] or None
    written = actions.write(
        by=request.user,
        done=draft[DONE],
        sending=sending,
        language=get_language() or "",
        about=problem_at(draft["about"]),
    )
    told = {part: draft[part] for part in DoneForm.parts if part != DONE}
    tell_what_changed(by=request.user, note=written, told=told, sending=sending)
    waiting_words.forget(request, DRAFT)
    return redirect("learning:step", written.pk, next_step(written, "done"))


def problem_at(pk: str) -> list[Problem]:
    """The problem that somebody came from, if it is one that everybody may see."""
    try:
        return list(Problem.objects.listed().filter(pk=pk)) if pk else []
    except ValidationError:
        return []


@both
@never_cache
def step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """One short page of a note. Saved, it leads to the next."""
    own = owned(request, pk)
    if name not in STEPS:
        raise Http404
    asked = STEPS[name]
    form = asked.form(own, request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid() and is_kept(asked, own, form)):
        context = {"form": form, "note": own, "step": asked}
        return render(request, "learning/step.html", context, status=400 if form.errors else 200)
    after = next_step(own, name) if own.is_draft else None
    return redirect("learning:step", own.pk, after) if after else redirect("learning:note", own.pk)


def is_kept(asked: PartsStep | WhereStep, note: PracticeNote, form: Form) -> bool:
    """Whether the page could be saved; if not, the form says why."""
    try:
        asked.keep(note, form)
    except actions.NotReady as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


@both
@never_cache
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    missing = own.missing()
    known = telling.as_shared(own.conversation, request.user, ALL_PARTS)
    form = ShareNoteForm(request.POST if request.method == "POST" else None, initial=known)
    if missing or not (form.is_bound and form.is_valid()):
        context = {"form": form, "note": own, "missing": missing}
        is_refused = form.is_bound and (missing or form.errors)
        return render(request, "learning/share.html", context, status=400 if is_refused else 200)
    actions.share(by=request.user, note=own, **form.choices_made())
    return redirect("learning:note", own.pk)


@require_POST
@never_cache
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    if own.conversation.state == Conversation.State.OPEN:
        actions.keep_to_oneself(by=request.user, note=own)
    return redirect("learning:note", own.pk)


@require_POST
@never_cache
def still_so(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = owned(request, pk)
    actions.say_still_so(by=request.user, note=own)
    return redirect("learning:note", own.pk)
