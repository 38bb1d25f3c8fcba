"""What a codeword opens. It goes with each form, so that neither a cookie nor a session has to know it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.errors import WebError
from wholeroom.web.people import limits
from wholeroom.web.people.fitting import label
from wholeroom.web.pseudonyms import actions, reading
from wholeroom.web.pseudonyms.actions import Who
from wholeroom.web.pseudonyms.forms import AnswerForm, CodewordForm, MendForm, SayForm
from wholeroom.web.pseudonyms.views import keep

WORD_ANEW, AT_ONCE = "word-anew", "at-once"
WRONG = "wrong codeword"
MOST_WRONG, MOST_WRONG_OF_ALL, SECONDS = 10, 300, 900
LATER = gettext_lazy("Done. It is released with the next ones, within three days.")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def codeword(request: HttpRequest) -> HttpResponse:
    form = CodewordForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "pseudonyms/codeword.html", {"form": form}, status=400 if form.errors else 200)
    if too_many_wrong(request):
        form.add_error("codeword", _("There were too many wrong codewords. Please wait 15 minutes."))
        return render(request, "pseudonyms/codeword.html", {"form": form}, status=429)
    try:
        who = actions.who_has(form.cleaned_data["codeword"])
    except actions.NoSuchCodeword as refusal:
        count_wrong(request)
        form.add_error("codeword", str(refusal))
        return render(request, "pseudonyms/codeword.html", {"form": form}, status=400)
    return own_page(request, who, form.cleaned_data["codeword"])


def too_many_wrong(request: HttpRequest) -> bool:
    mine = limits.is_used_up(WRONG, limits.browser_of(request), most=MOST_WRONG)
    return mine or limits.is_used_up(WRONG, limits.EVERYBODY, most=MOST_WRONG_OF_ALL)


def count_wrong(request: HttpRequest) -> None:
    """Only wrong ones are counted: a right one leaves nothing."""
    limits.allow(WRONG, limits.browser_of(request), most=MOST_WRONG, seconds=SECONDS)
    limits.allow(WRONG, limits.EVERYBODY, most=MOST_WRONG_OF_ALL, seconds=SECONDS)


def own_page(request: HttpRequest, who: Who, codeword: str) -> HttpResponse:
    """Does what was asked for, then shows all there is."""
    problem = actions.problem_of(who)
    asked = request.POST.get("do", "")
    form = SayForm(problem=problem) if problem else None
    if asked == "say" and problem:
        form = SayForm(request.POST, problem=problem)
    told, wrong = "", ""
    try:
        told = str(DO[asked](request, who, form)) if asked in DO else ""
    except WebError as refusal:
        wrong = str(refusal)
    if told and form and form.is_bound:
        form = SayForm(problem=problem)
    if asked == WORD_ANEW and (words := reading.one_of(who, request.POST.get("words", ""))):
        return render(request, "pseudonyms/mend.html", {"who": who, "codeword": codeword, "one": words})
    if asked == "forget" and told and request.POST.get("when") == AT_ONCE:
        return render(request, "pseudonyms/forgotten.html")
    context = {
        "who": who,
        "shown": label(who.group, who.place),
        "codeword": codeword,
        "problem": problem,
        "own": reading.own_words(who),
        "replies": reading.replies_to(who, problem),
        "offers": reading.offers_to(who),
        "says_same_here": reading.says_same_here(who),
        "say": form,
        "told": told,
        "wrong": wrong,
    }
    return render(request, "pseudonyms/own-page.html", context, status=400 if wrong or (form and form.errors) else 200)


def say(request: HttpRequest, who: Who, form: SayForm | None) -> object:
    if form is None or not form.is_valid():
        return ""
    keep(who, form.problem, form)
    return _("Done. It is released with others within three days. Then a host reads it before it shows.")


def mend(request: HttpRequest, who: Who, _form: object) -> object:
    form = MendForm(request.POST)
    if not form.is_valid():
        raise NothingWritten
    actions.mend(who=who, words=request.POST.get("words", ""), text=form.cleaned_data["text"])
    return LATER


def answer(request: HttpRequest, who: Who, _form: object) -> object:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise NothingWritten
    actions.answer(who=who, question=request.POST.get("words", ""), text=form.cleaned_data["text"])
    return LATER


def not_here(_request: HttpRequest, who: Who, _form: object) -> object:
    actions.take_same_here_back(who=who)
    return LATER


def withdraw(request: HttpRequest, who: Who, _form: object) -> object:
    at_once = request.POST.get("when") == AT_ONCE
    actions.withdraw(who=who, words=request.POST.get("words", ""), at_once=at_once)
    return _("Done. These words are taken back.") if at_once else LATER


def forget(request: HttpRequest, who: Who, _form: object) -> object:
    if request.POST.get("sure") != "yes":
        raise NotSure
    at_once = request.POST.get("when") == AT_ONCE
    actions.forget(who=who, at_once=at_once)
    return _("Done.") if at_once else LATER


class NothingWritten(WebError):
    def __init__(self) -> None:
        super().__init__(_("Write something first, up to 4,000 letters."))


class NotSure(WebError):
    def __init__(self) -> None:
        super().__init__(_("Tick the box if you are sure. Nothing was erased."))


DO: dict[str, Callable[[HttpRequest, Who, SayForm | None], object]] = {
    "say": say,
    "mend": mend,
    "answer": answer,
    "withdraw": withdraw,
    "not-here": not_here,
    "forget": forget,
}
