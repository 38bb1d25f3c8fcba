"""The report of the worked example: one self-contained page in the data folder, written by the demo."""

import re
from html import unescape
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

POLICY = re.compile(r"""<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)\"""", re.IGNORECASE)


def file() -> Path:
    return settings.DATA / "example" / "report.html"


def exists() -> bool:
    return file().is_file()


def response() -> HttpResponse:
    """The report under the policy that it carries itself; without one, the policy of the site holds."""
    page = file().read_text(encoding="utf-8")
    answer = HttpResponse(page)
    if carried := POLICY.search(page):
        answer["Content-Security-Policy"] = unescape(carried[1]).rstrip("; ") + "; frame-ancestors 'none'"
    return answer
