"""The page that says what "all my data" is, and the button that gives it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wholeroom.web.people import actions, limits
from wholeroom.web.people.own_data.archive import archive_of

MOST = 5
AN_HOUR = 3600
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse | FileResponse:
    """First what is in it; then, with the button, one file."""
    if request.method != "POST":
        return render(request, "people/own-data/page.html")
    if not limits.allow("all my data", request.user.key, most=MOST, seconds=AN_HOUR):
        return render(request, "people/own-data/page.html", {"too_often": True}, status=429)
    actions.take_data(by=request.user)
    return FileResponse(archive_of(request.user), as_attachment=True, filename="all-my-data.zip")
