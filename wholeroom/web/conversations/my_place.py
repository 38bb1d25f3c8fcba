"""My place in a conversation: what I said and how it appears, what is known of me, and how to have all of it erased."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import actions, cookies
from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.appearance import name_of
from wholeroom.web.conversations.forms import ContactForm, DescribeForm
from wholeroom.web.conversations.models import Contact, Conversation, Participant


def with_a_place(view: Callable[[HttpRequest, Participant], HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever has a place in the conversation. To anybody else there is nothing here."""

    @never_cache
    @wraps(view)
    def for_participant(request: HttpRequest, pk: UUID) -> HttpResponse:
        conversation = get_object_or_404(Conversation, pk=pk)
        participant = cookies.participant(request, conversation)
        if participant is None:
            raise Http404
        return view(request, participant)

    return for_participant


@require_http_methods(["GET", "HEAD", "POST"])
@with_a_place
def me(request: HttpRequest, participant: Participant) -> HttpResponse:
    """What others call me, and my groups, are changed here; my words stand below."""
    form = DescribeForm(request.POST) if request.method == "POST" else describe_form(participant)
    if form.is_bound and form.is_valid():
        actions.describe(by=participant, **form.cleaned_data)
        return redirect("conversations:me", participant.conversation_id)
    return page(request, participant, form=form)


@require_POST
@with_a_place
def contact(request: HttpRequest, participant: Participant) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return page(request, participant, form=form)
    actions.leave_contact(by=participant, **form.kept())
    return redirect("conversations:me", participant.conversation_id)


@require_POST
@with_a_place
def leave(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Leave, or come back: the same button does the one or the other."""
    change = actions.come_back if participant.has_left else actions.leave
    change(by=participant)
    return redirect("conversations:me", participant.conversation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_a_place
def erase_me(request: HttpRequest, participant: Participant) -> HttpResponse:
    """First what goes and what stays, then the act."""
    if request.method != "POST":
        return render(request, "conversations/erase-me.html", {"conversation": participant.conversation})
    actions.erase_participant(by=participant, participant=participant)
    response = redirect("conversations:erased")
    cookies.forget(response, participant.conversation)
    return response


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "conversations/erased.html")


def page(request: HttpRequest, participant: Participant, *, form: Form) -> HttpResponse:
    """``form`` is the one of the two that was sent, or else the first; the other shows what is kept."""
    contact_form = form if isinstance(form, ContactForm) else form_of_contact(participant)
    words = participant.contributions.select_related("conversation", "participant__member").prefetch_related(
        "attachments"
    )
    context = {
        "form": form,
        "describe_form": form if isinstance(form, DescribeForm) else describe_form(participant),
        "contact_form": contact_form,
        "conversation": participant.conversation,
        "address": address_of(participant.conversation),
        "participant": participant,
        "words": words,
    }
    return render(request, "conversations/me.html", context, status=400 if form.errors else 200)


def describe_form(participant: Participant) -> DescribeForm:
    return DescribeForm(initial={"nickname": name_of(participant), "groups": list(participant.groups)})


def form_of_contact(participant: Participant) -> ContactForm:
    kept = Contact.objects.filter(participant=participant).first()
    if kept is None:
        return ContactForm()
    way = ContactForm.MAIL if kept.email else ContactForm.OTHER
    return ContactForm(initial={"way": way, "email": kept.email, "other_way": kept.other_way})
