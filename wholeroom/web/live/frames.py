"""A frame as it goes out: the drawn part of a page, its version, and its bytes, made once for everybody."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

HEARTBEAT = b"event: beat\ndata: here\n\n"  # an event, not a comment: a page has to notice when it stops hearing them
GONE = b"event: gone\ndata: gone\n\n"

RUNNING_CLOCK = r"(<time\b(?![^>]*\sdata-still)[^>]*?\sdata-now=\")"
READING = re.compile(RUNNING_CLOCK + r"\d+(\"[^>]*>)[^<]*")
STAMP = re.compile(RUNNING_CLOCK + r"\d+")


@dataclass(frozen=True)
class Frame:
    """``html`` is None where there is nothing to look at any more."""

    html: str | None

    @cached_property
    def version(self) -> str:
        """Of what it says, so that it means the same in every process and after a restart.

        What a running clock read when it was drawn is no news: every screen counts by itself.
        """
        said = READING.sub(r"\1\2", self.html or "")
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()

    @cached_property
    def event(self) -> bytes:
        return as_event(self.version, self.html or "")

    def html_at(self, now: int) -> str:
        """With clocks that say when it is sent, if that is later than it was drawn."""
        return STAMP.sub(rf"\g<1>{now}", self.html or "")

    def event_at(self, now: int) -> bytes:
        return as_event(self.version, self.html_at(now))


def as_event(version: str, html: str) -> bytes:
    """As a server-sent event.

    >>> as_event("a1", "<p>one</p>\\n<p>two</p>")
    b'id: a1\\ndata: <p>one</p>\\ndata: <p>two</p>\\n\\n'
    """
    lines = html.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join([f"id: {version}\n", *(f"data: {line}\n" for line in lines), "\n"]).encode()
