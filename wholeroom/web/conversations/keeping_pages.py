"""How long the words of a conversation are kept, and the button that keeps them a year more."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.conversations import cookies, permissions, retention
from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.models import Conversation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keeping(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For whoever takes part; whoever moderates can keep it longer."""
    conversation = get_object_or_404(Conversation, pk=pk)
    moderates = permissions.may_moderate(conversation, request.user)
    reads_only = request.method != "POST" and cookies.participant(request, conversation) is not None
    if not (moderates or reads_only):
        raise Http404
    if request.method == "POST":
        retention.keep_a_year_more(by=request.user, conversation=conversation)
        return redirect("conversations:keeping", pk)
    can_be_longer = retention.may_be_kept_longer(conversation, today=timezone.localdate())
    context = {
        "conversation": conversation,
        "address": address_of(conversation),
        "goes": retention.day_it_goes(conversation),
        "can_keep": moderates and can_be_longer,
    }
    return render(request, "conversations/keeping.html", context)
