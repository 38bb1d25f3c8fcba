from django.contrib.auth import login
from django.http import HttpRequest

from wholeroom.web.people.models import Person


def enter(request: HttpRequest, person: Person) -> None:
    """Sign somebody in, for as long as the settings say, however short the session was to last before."""
    request.session.set_expiry(None)
    login(request, person)
