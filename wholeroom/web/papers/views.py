"""Write a paper, ask for what it may tell, read it, sign it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import telling
from wholeroom.web.conversations.appearance import name_of
from wholeroom.web.conversations.forms import ShareForm
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.documents.serving import in_shape
from wholeroom.web.papers import access, actions
from wholeroom.web.papers.document import document, is_enough, told_of
from wholeroom.web.papers.forms import MayTellForm, PartForm, SignForm
from wholeroom.web.papers.models import CONTEXT, JOINT, PARTS, TITLE, TOLD_OF_A_PROBLEM, Paper
from wholeroom.web.problems.access import seen as seen_problem

ON_A_PAGE = 50
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def all_papers(request: HttpRequest) -> HttpResponse:
    """Those shared with everyone, the newest first; above them one's own, drafts too."""
    papers = Paper.objects.select_related("conversation")
    own = papers.filter(author=request.user) if request.user.is_authenticated else papers.none()
    open_to_all = papers.filter(
        conversation__state=Conversation.State.OPEN, conversation__audience=Conversation.Audience.EVERYONE
    ).exclude(conversation__title="")
    page = Paginator(open_to_all.order_by("-shared_on", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"own": own.order_by("-conversation__begun", "pk"), "page": page, "kinds": (JOINT, CONTEXT)}
    return render(request, "papers/all.html", context)


@read_or_send
@never_cache
@login_required
def write(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in PARTS:
        raise Http404
    form = PartForm(request.POST or None, kind=kind, part=TITLE)
    if form.is_valid():
        made = actions.write(
            by=request.user, kind=kind, title=form.cleaned_data["text"], **sent_with(form.cleaned_data["sending"])
        )
        return redirect("papers:paper", made.pk)
    return render(request, "papers/write.html", {"form": form, "kind": kind}, status=400 if form.errors else 200)


def sent_with(sending: str) -> dict[str, str | None]:
    return {"sending": sending or None, "language": get_language() or ""}


@require_safe
@never_cache
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = access.seen(request, pk)
    is_author = shown.is_of(request.user)
    words = telling.words(shown.conversation, shown.parts)
    agreed = told_of(shown) if is_author else []
    context = {
        "paper": shown,
        "conversation": shown.conversation,
        "document": document(shown, address=request.path),
        "is_author": is_author,
        "cards": [(part, title, words.get(part)) for part, title in shown.parts.items()] if is_author else (),
        "asked": shown.told.select_related("problem__conversation") if is_author else (),
        "agreed": {told.pk for told in agreed},
        "is_enough": is_enough(agreed),
    }
    return render(request, "papers/paper.html", context)


@require_safe
@never_cache
def as_file(request: HttpRequest, pk: UUID, shape: str) -> HttpResponse:
    """The same as PDF, Word or text, to take to where it is read."""
    shown = access.seen(request, pk)
    made = document(shown, address=reverse("papers:paper", args=[pk]))
    return in_shape(made, shape, pk)


@read_or_send
@never_cache
def part(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    own = access.owned(request, pk)
    if part not in own.parts:
        raise Http404
    said = telling.words(own.conversation, [part]).get(part)
    form = PartForm(request.POST or None, kind=own.kind, part=part, initial={"text": said.text} if said else {})
    if not form.is_valid():
        context = {"form": form, "paper": own, "label": own.parts[part]}
        return render(request, "papers/part.html", context, status=400 if form.errors else 200)
    text, sending = form.cleaned_data["text"], form.cleaned_data["sending"]
    if said is None or said.text != text:
        actions.tell(by=request.user, paper=own, part=part, text=text, **sent_with(sending))
    return redirect("papers:paper", pk)


@read_or_send
@never_cache
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = access.owned(request, pk)
    initial = telling.as_shared(own.conversation, request.user, own.parts)
    form = ShareForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.share(by=request.user, paper=own, **form.choices_made())
        return redirect("papers:paper", pk)
    return render(request, "papers/share.html", {"form": form, "paper": own}, status=400 if form.errors else 200)


@require_POST
@never_cache
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.keep_to_oneself(by=request.user, paper=access.owned(request, pk))
    return redirect("papers:paper", pk)


@require_POST
@never_cache
@login_required
def ask(request: HttpRequest, problem: UUID) -> HttpResponse:
    """From the page of a problem: ask its owner if a paper of mine may tell of it."""
    about = seen_problem(request, problem)
    own = get_object_or_404(Paper, pk=request.POST.get("paper"), author=request.user, kind=JOINT)
    actions.ask_owner(by=request.user, paper=own, problem=about)
    return redirect("papers:paper", own.pk)


@require_POST
@never_cache
def leave_out(request: HttpRequest, pk: UUID, problem: UUID) -> HttpResponse:
    own = access.owned(request, pk)
    told = get_object_or_404(own.told.select_related("problem"), problem=problem)
    actions.leave_out(by=request.user, paper=own, problem=told.problem)
    return redirect("papers:paper", pk)


@read_or_send
@never_cache
@login_required
def agree(request: HttpRequest, pk: UUID, problem: UUID) -> HttpResponse:
    """For the owner of a problem: what would stand there, word for word, and the yes or no."""
    told = access.asked(request, pk, problem)
    words = telling.words(told.problem.conversation, TOLD_OF_A_PROBLEM)
    initial = {"parts": told.parts, "shows_groups": told.shows_groups}
    form = MayTellForm(request.POST or None, words=words, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.answer(by=request.user, told=told, **form.cleaned_data)
        return redirect("papers:agree", pk, problem)
    naming = [(said, form.naming.get(part, ())) for part, said in words.items()]
    context = {"form": form, "told": told, "paper": told.paper, "words": naming}
    return render(request, "papers/agree.html", context, status=400 if form.errors else 200)


@read_or_send
@never_cache
@login_required
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = access.seen(request, pk)
    place = shown.conversation.participants.filter(member=request.user).select_related("member").first()
    known = {"nickname": name_of(place) if place else request.user.name, "groups": list(place.groups) if place else []}
    form = SignForm(request.POST or None, participant=place, initial=known)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "shown_as", "nickname", "groups")}
        actions.sign(by=request.user, paper=shown, **given, **sent_with(form.cleaned_data["sending"]))
        return redirect(f"{reverse('papers:paper', args=[pk])}#signed")
    has_signed = place is not None and shown.signatures.filter(words__participant=place, words__state="shown").exists()
    context = {"form": form, "paper": shown, "has_signed": has_signed}
    return render(request, "papers/sign.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.take_signature_back(by=request.user, paper=access.seen(request, pk))
    return redirect("papers:paper", pk)
