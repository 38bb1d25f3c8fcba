"""The pages on which statements are put in other languages, and the choice of the language one reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wholeroom.web.activities.statement_vote import actions, tongues
from wholeroom.web.activities.statement_vote.counting import ACTIVITY
from wholeroom.web.activities.statement_vote.figures import shown_statements
from wholeroom.web.activities.statement_vote.preparing import READ_AND_SEND, vote_of
from wholeroom.web.activities.statement_vote.tongues import tongue_of
from wholeroom.web.activities.statement_vote.translating import read_in, translate
from wholeroom.web.activities.statement_vote.translation_forms import (
    AllTranslationsForm,
    LanguageForm,
    TranslationForm,
)
from wholeroom.web.activities.statement_vote.words_back import gives_words_back, statement_that_shows
from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.rooms.access import for_facilitators
from wholeroom.web.rooms.models import Room
from wholeroom.web.rooms.requests import says_why, sent
from wholeroom.web.rooms.screens.phone import entered


@READ_AND_SEND
@never_cache
@says_why
@gives_words_back
def translate_one(
    request: HttpRequest, room: Room, participant: Participant, step_id: int, number: int
) -> HttpResponse:
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    statement = statement_that_shows(step, number)
    form = TranslationForm(sent(request), statement=statement)
    if form.is_valid():
        given = form.cleaned_data
        translate(by=participant, step=step, statement=statement, **given)
        return redirect("rooms:phone", room.code)
    values = {"room": room, "step": step, "statement": statement, "form": form}
    return render(request, "statement_vote/translate.html", values, status=400 if form.errors else 200)


@require_POST
@never_cache
@says_why
def choose(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    """In which language I read statements."""
    room, participant = entered(request, code)
    if participant is None:
        return redirect("rooms:welcome", room.code)
    step = get_object_or_404(room.steps.filter(activity=ACTIVITY), pk=step_id)
    tongue = request.POST.get("tongue", "")
    if tongue in dict(tongues.tongues_of(step)):
        read_in(by=participant, tongue=tongue)
    return redirect("rooms:phone", room.code)


@READ_AND_SEND
@never_cache
@for_facilitators
@says_why
def languages(request: HttpRequest, room: Room, step_id: int) -> HttpResponse:
    """All statements, put into one language by the facilitator."""
    step = vote_of(room, step_id)
    to = request.GET.get("to", "")
    choice = LanguageForm(request.GET if "to" in request.GET else None)
    values = {"room": room, "step": step, "choice": choice, "there": tongues.tongues_of(step)}
    values["is_over"] = actions.is_over(step)
    if not choice.is_valid():
        return render(request, "statement_vote/languages.html", values, status=400 if choice.errors else 200)
    statements = [one for one in shown_statements(step) if tongue_of(one.words.language) != to]
    now = {statement: text for (statement, _to), text in tongues.translations_of(step, [to]).items()}
    form = AllTranslationsForm(sent(request), statements=statements, now=now)
    if form.is_valid():
        try:
            for one, text in form.new_ones():
                sending = f"{form.cleaned_data['sending']}-{one.number}"
                translate(by=request.user, step=step, statement=one, language=to, text=text, sending=sending)
        except WebError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{request.path}?to={to}")
    values |= {"form": form, "to": to, "to_name": tongues.name_of(to), "direction": tongues.direction_of(to)}
    return render(request, "statement_vote/languages.html", values, status=400 if form.errors else 200)
