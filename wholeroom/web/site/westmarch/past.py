"""The demo makes its past before it serves: while nobody else uses the site, it may think that it is an earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    real = timezone.now
    timezone.now = lambda: real() - timedelta(days=days)
    try:
        yield
    finally:
        timezone.now = real
