"""What others say to a note: was it so, and what came of it where they tried it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.web.conversations.forms import HideForm
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.learning import answering
from wholeroom.web.learning.access import answered, moderates, seen
from wholeroom.web.learning.answer_forms import CounterSignForm, TriedForm
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.learning.standing import groups_shown, own_words
from wholeroom.web.learning.views import both


@both
@never_cache
@login_required
def counter_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only where the author shows a group, since nobody could be of another one else."""
    note = answered(request, pk)
    own = own_words(note)
    groups = groups_shown(own)
    if not groups:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = CounterSignForm(sent, initial=as_known_here(request, note), not_of=groups)
    if not (form.is_bound and form.is_valid()):
        return page(request, "learning/counter-sign.html", note, form)
    said = answering.counter_sign(by=request.user, note=note, found=form.cleaned_data["found"], spoken=form.spoken())
    return redirect(address_of_words(note, said.words))


@both
@never_cache
@login_required
def tried(request: HttpRequest, pk: UUID) -> HttpResponse:
    note = answered(request, pk)
    kind = request.user.area.kind if request.user.area else ""
    initial = {**as_known_here(request, note), "kind_of_area": kind}
    form = TriedForm(request.POST if request.method == "POST" else None, initial=initial)
    if not (form.is_bound and form.is_valid()):
        return page(request, "learning/tried.html", note, form)
    made = {name: form.cleaned_data[name] for name in ("outcome", "kind_of_area")}
    said = answering.say_tried_here(by=request.user, note=note, spoken=form.spoken(), **made)
    return redirect(address_of_words(note, said.words))


@require_safe
@never_cache
def hide(request: HttpRequest, pk: UUID, words: UUID) -> HttpResponse:
    """The published rules, of which whoever moderates chooses one."""
    note = seen(request, pk)
    if not (request.user.is_authenticated and moderates(note.conversation, request.user)):
        raise Http404
    said = get_object_or_404(note.conversation.contributions.filter(state=Contribution.State.SHOWN), pk=words)
    return page(request, "learning/hide.html", note, HideForm(), words=said)


def as_known_here(request: HttpRequest, note: PracticeNote) -> dict[str, Any]:
    """The name and groups they gave with earlier words to this note, or else their own name."""
    place = note.conversation.participants.filter(member=request.user).first()
    nickname = place.nickname if place else ""
    return {"nickname": nickname or request.user.name, "groups": list(place.groups) if place else []}


def page(request: HttpRequest, template: str, note: PracticeNote, form: Form, **more: object) -> HttpResponse:
    context = {"form": form, "note": note, "own": own_words(note), **more}
    return render(request, template, context, status=400 if form.errors else 200)


def address_of_words(note: PracticeNote, words: Contribution) -> str:
    return f"{reverse('learning:note', args=[note.pk])}#words-{words.pk.hex}"
