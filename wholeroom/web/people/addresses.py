"""Whole addresses, for mail and whatever else is read outside the site."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The address that people outside use for a page of this site, by the setting WHOLEROOM_ADDRESS."""
    return urljoin(settings.ADDRESS, path)
