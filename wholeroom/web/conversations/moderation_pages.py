"""The public log of moderation, as a page and as a table."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wholeroom.web.conversations.moderation_log import lines

COLUMNS = ("month", "conversation", "act", "rule", "times")


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    return render(request, "conversations/moderation-log.html", {"lines": lines(today=timezone.localdate())})


@require_safe
def log_as_table(request: HttpRequest) -> HttpResponse:
    """The same lines, with codes that do not change with the language."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moderation-log.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in lines(today=timezone.localdate()):
        writer.writerow([f"{one.month:%Y-%m}", one.conversation_kind, one.act, one.rule, one.times])
    return response
