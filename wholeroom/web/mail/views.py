"""How often a member hears from us, what about, and the link in each message that stops it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.models import Following
from wholeroom.web.mail.digests import actions, links
from wholeroom.web.mail.forms import HowOftenForm
from wholeroom.web.mail.models import DigestChoice

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@never_cache
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    kept = DigestChoice.objects.filter(member=request.user).first() or DigestChoice()
    form = HowOftenForm(request.POST or None, initial={"how_often": kept.how_often})
    if form.is_valid():
        actions.choose(by=request.user, how_often=form.cleaned_data["how_often"])
        return redirect("mail:choices")
    following = Following.objects.filter(member=request.user).select_related("conversation")
    followed = [(one, address_of(one.conversation)) for one in following.order_by("conversation__title", "pk")]
    context = {"form": form, "followed": followed}
    return render(request, "mail/choices.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@login_required
def about(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop mail about one conversation, or want it again: the same button does the one or the other."""
    following = get_object_or_404(
        Following.objects.select_related("conversation"), member=request.user, conversation=pk
    )
    if following.wants_mail:
        actions.stop(member=request.user, conversation=following.conversation)
    else:
        actions.want_again(by=request.user, conversation=following.conversation)
    return redirect("mail:choices")


@csrf_exempt  # the mail program sends it, from outside; the signed link is what allows it
@read_or_send
@never_cache
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Opening the link changes nothing, so that programs which look through mail stop nothing; the button does."""
    found = links.read(signed)
    if request.method == "POST":
        actions.stop(member=found.member, conversation=found.conversation)
    return render(request, "mail/stop.html", {"conversation": found.conversation, "done": request.method == "POST"})
