"""What every page knows: the languages, whom to write to."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"contact": settings.CONTACT, "languages": settings.LANGUAGES}
