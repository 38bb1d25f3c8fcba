"""Who draws the frames. Apps higher up register; ``live`` knows none of them."""

from collections.abc import Callable

from django.db import close_old_connections
from django.utils import translation

Renderer = Callable[[str, str, str], str | None]
_registered: list[Renderer] = []


def register(function: Renderer) -> None:
    """``function(topic, audience, language)`` gives ready HTML, or None for a topic that it does not know."""
    if function not in _registered:
        _registered.append(function)


def draw(topic: str, audience: str, language: str) -> str | None:
    """On Django's thread, between two requests; None if nobody knows the topic, or it is gone."""
    close_old_connections()
    try:
        with translation.override(language):
            drawn = (function(topic, audience, language) for function in _registered)
            return next((html for html in drawn if html is not None), None)
    finally:
        close_old_connections()
