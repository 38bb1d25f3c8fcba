"""Nobody has to sign in to write: words wait in the session until they have, for a day, and nowhere else."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from wholeroom.web.people.sign_in import WORDS_WAIT

DAY = 24 * 3600


def keep(request: HttpRequest, name: str, words: dict[str, Any], *, then: str) -> HttpResponse:
    """Let the words wait under a name, and go to sign in; ``then`` is the page that takes them up."""
    request.session[name] = words
    request.session[WORDS_WAIT] = True
    request.session.set_expiry(DAY)  # signing in makes it last longer; who never does leaves nothing behind
    return redirect_to_login(then)


def kept(request: HttpRequest, name: str) -> dict[str, Any] | None:
    return request.session.get(name)


def forget(request: HttpRequest, name: str) -> None:
    request.session.pop(name, None)
    request.session.pop(WORDS_WAIT, None)
