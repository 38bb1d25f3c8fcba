"""Files beside words: fetched by whoever may read the words, added and erased by whoever said them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeroom.web.conversations import attaching, cookies
from wholeroom.web.conversations.file_forms import FileForm
from wholeroom.web.conversations.models import Attachment, Contribution, Participant
from wholeroom.web.conversations.reading import is_by, may_read, place_on_page
from wholeroom.web.conversations.views import as_worded_now, by_their_author, next_page

IN_A_BOX = "sandbox; default-src 'none'"  # whatever is in a file: it runs nothing, and calls nobody
KEPT = "private, no-cache"  # by the browser alone, and asked for each time whether it may still be seen
ENDINGS = {Attachment.MediaType.JPEG: "jpg", Attachment.MediaType.PNG: "png"}


@require_safe
def serve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A PDF is fetched and never shown here; a text is only ever a text."""
    file = attached(pk)
    if not may_read(request, file.words):
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Cache-Control"] = KEPT
    response["Content-Security-Policy"] = IN_A_BOX
    response["X-Content-Type-Options"] = "nosniff"
    is_fetched = file.media_type == Attachment.MediaType.PDF
    response["Content-Disposition"] = content_disposition_header(is_fetched, name_of(file))
    response["ETag"] = f'"{file.pk.hex}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


@require_http_methods(["GET", "HEAD", "POST"])
@by_their_author
@as_worded_now
def add(request: HttpRequest, participant: Participant, words: Contribution) -> HttpResponse:
    """One file at a time, until there are four."""
    if not attaching.may_have_files(words):
        raise attaching.NoFilesHere
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        attaching.attach(by=participant, contribution=words, file=form.ready, alt=form.cleaned_data["alt"])
        return redirect("conversations:files", words.pk)
    is_full = words.attachments.count() >= attaching.MOST_FILES
    context = {"form": form, "words": words, "is_full": is_full, "address": place_on_page(words)}
    return render(request, "conversations/files.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = attached(pk)
    participant = cookies.participant(request, file.words.conversation)
    if not is_by(file.words, participant):
        raise Http404
    attaching.erase_file(by=participant, attachment=file)
    return redirect(next_page(request, reverse("conversations:files", args=[file.words_id])))


def attached(pk: UUID) -> Attachment:
    together = ("words__conversation", "words__participant__member")
    return get_object_or_404(Attachment.objects.select_related(*together), pk=pk)


def name_of(file: Attachment) -> str:
    return file.name or f"picture-{file.position}.{ENDINGS[file.media_type]}"
