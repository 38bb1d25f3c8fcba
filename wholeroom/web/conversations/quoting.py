"""Words of somebody else inside one's own: lines that begin with ">", as in letters by mail. Never any HTML."""

from itertools import groupby
from uuid import UUID

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.conversations.reading import may_read

MARK = ">"
LONGEST_QUOTE = 1000  # letters: enough for what is answered, and room for the answer


def quotes(text: str) -> SafeString:
    """Text with its quoted lines as quotes, and everything in it escaped."""
    runs = groupby(text.splitlines(), key=lambda line: line.startswith(MARK))
    return format_html_join("", "{}", ((_block(list(lines), is_quoted=quoted),) for quoted, lines in runs))


def quoted(text: str) -> str:
    """Text as a reply box begins with it, cut where it is long; what it quotes itself is left out."""
    own = "\n".join(line for line in text.splitlines() if not line.startswith(MARK)).strip()
    cut = own if len(own) <= LONGEST_QUOTE else f"{own[: LONGEST_QUOTE - 1]}…"
    return "".join(f"{MARK} {line}".rstrip() + "\n" for line in cut.splitlines()) + "\n" if cut else ""


def asked_quote(request: HttpRequest, conversation: Conversation) -> str:
    """The quote that ``?quote=<uuid>`` asks for; nothing where these words are not here, or not theirs to read."""
    asked = request.GET.get("quote", "")
    words = conversation.contributions.filter(pk=asked).first() if _is_uuid(asked) else None
    return quoted(words.text) if words and may_read(request, words) else ""


def _block(lines: list[str], *, is_quoted: bool) -> SafeString:
    if is_quoted:
        return format_html("<blockquote><p>{}</p></blockquote>", _lines([one[1:].strip() for one in lines]))
    said = "\n".join(lines).strip()
    return format_html("<p>{}</p>", _lines(said.splitlines())) if said else SafeString("")


def _lines(lines: list[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((one,) for one in lines))


def _is_uuid(asked: str) -> bool:
    try:
        UUID(asked)
    except ValueError:
        return False
    return True
