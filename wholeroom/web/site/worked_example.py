"""The report of the worked example: one self-contained page in the data folder, written by the demo."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from wholeroom.analysis.report import policy_of


def file() -> Path:
    return settings.DATA / "example" / "report.html"


def exists() -> bool:
    return file().is_file()


def response() -> HttpResponse:
    """The report under the policy that it carries itself; without one, the policy of the site holds."""
    page = file().read_text(encoding="utf-8")
    answer = HttpResponse(page)
    with suppress(ValueError):
        answer["Content-Security-Policy"] = f"{policy_of(page)}; frame-ancestors 'none'"
    return answer
