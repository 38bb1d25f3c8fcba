"""What one browser, and all together, may have waiting; and how long one answer may take."""

import time
from collections.abc import Callable

from django.utils.translation import gettext as _

from wholeroom.web.errors import WebError
from wholeroom.web.handover.models import HandOver, fingerprint

WAITING_PER_BROWSER = 3
WAITING_IN_ALL = 30


class TooManyWaiting(WebError):
    """The queue is full; the text says whose, and what to do."""


class TookTooLong(WebError):
    """An answer was not ready within the time limit."""


class NoLongerWanted(WebError):
    """The person deleted the files while the answer was being made."""


def check_queue(*, browser: str) -> None:
    """Rate limits go by cookie and in all, never by network address: a whole office has one."""
    unanswered = HandOver.objects.unanswered()
    if unanswered.filter(browser_hash=fingerprint(browser)).count() >= WAITING_PER_BROWSER:
        raise TooManyWaiting(
            _("You have {count} files waiting. Wait until one is done, then try again.").format(
                count=WAITING_PER_BROWSER
            )
        )
    if unanswered.count() >= WAITING_IN_ALL:
        raise TooManyWaiting(_("Many files are waiting just now. Please try again in a few minutes."))


class Deadline:
    """Asked again and again while an answer is made; refuses once the time is up."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.end = clock() + seconds

    def check(self) -> None:
        if self.clock() > self.end:
            raise TookTooLong
