"""What ``wholeroom import-problems`` and ``wholeroom import-notes`` do once the table is read."""

from pathlib import Path
from typing import Any

from wholeroom.analysis.exchange.word_rows import WordRows
from wholeroom.web.errors import WebError
from wholeroom.web.running.at_the_terminal import site_at_hand


class NoSuchMember(WebError):
    def __init__(self, email: str) -> None:
        super().__init__(f"Nobody here has the address {email!r}. Expected: a member's. Have them sign in once first.")


def bring_in(*, what: str, email: str, read: WordRows, share: bool, strict: bool, data: Path | None = None) -> Any:
    """``what`` is "problems" or "notes". Gives what came in and what was left out."""
    with site_at_hand(data):
        from wholeroom.web.learning.importing import import_notes, import_problems  # models can be read only now
        from wholeroom.web.people.models import Person, plain_address

        by = Person.objects.filter(email=plain_address(email), is_confirmed=True).first()
        if by is None:
            raise NoSuchMember(email)
        act = {"problems": import_problems, "notes": import_notes}[what]
        return act(by=by, read=read, share=share, strict=strict)
