"""Addresses that are answered beside Django, in the event loop, for what hundreds of phones send at once.

An app registers what makes its ASGI application from the executor on which Django's one thread runs. Work on the
database goes there, as all of it does.
"""

from collections.abc import Callable
from concurrent.futures import Executor

from wholeroom.web.whole_requests import Application

Make = Callable[[Executor], Application]
_registered: dict[str, Make] = {}


def register(prefix: str, make: Make) -> None:
    """Have what ``make(executor)`` gives answer all addresses that begin so. Call it in ``AppConfig.ready``."""
    _registered[prefix] = make


def made(executor: Executor) -> dict[str, Application]:
    """Every application by the beginning of its addresses."""
    return {prefix: make(executor) for prefix, make in _registered.items()}
