"""What every page knows: the languages, whom to write to, whether this is the demo."""

from django.conf import settings
from django.http import HttpRequest

from wholeroom.web.site import worked_example


def site(request: HttpRequest) -> dict[str, object]:
    return {"contact": settings.CONTACT, "languages": settings.LANGUAGES, "has_example": worked_example.exists}
