"""The page as plain text, wrapped for an e-mail."""

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wholeroom.web.documents.blocks import (
    Block,
    Bullets,
    Caveat,
    Decision,
    Document,
    Drawing,
    Entry,
    Heading,
    Links,
    Quotes,
    Ring,
    Table,
)
from wholeroom.web.documents.words import Words

WIDTH = 72
UNDERLINES = {2: "=", 3: "-"}


def plain_text(document: Document) -> str:
    parts = [wrap(document.title.upper()), wrap(document.lead)]
    parts += ["\n".join(lines(block)) for block in document.blocks]
    parts.append(f"{_('The newest state of this page:')}\n{document.address}")
    return "\n\n".join(parts) + "\n"


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Each line of its own is wrapped on its own; a long address stays whole."""
    start = indent if first is None else first
    wrapped = []
    for line in text.splitlines() or [""]:
        wrapped.append(
            textwrap.fill(
                line,
                WIDTH,
                initial_indent=start,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
        start = indent
    return "\n".join(wrapped)


def lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            heading = wrap(text)
            yield heading
            yield UNDERLINES[level] * max(len(line) for line in heading.splitlines())
        case Bullets(items):
            yield from (wrap(item, "  ", "* ") for item in items)
        case Links(items):
            for name, address in items:
                yield wrap(name, "  ", "* ")
                yield f"  {address}"
        case Drawing(_svg, title, _note):
            yield wrap(f"[{title}]")
        case Caveat(text):
            yield wrap(text, "! ")
        case Quotes(words):
            yield quotes(words)
        case Decision():
            yield from decision(block)
        case Table():
            yield from table(block)
        case Ring(title):
            yield wrap(title)
            yield ""
            yield from table(block.table)
        case Entry():
            yield from entry(block)
        case _:
            yield wrap(block.text)


def quotes(words: tuple[Words, ...], indent: str = "") -> str:
    return "\n\n".join(quote(one, indent) for one in words)


def quote(words: Words, indent: str = "") -> str:
    text = wrap(words.text, f"{indent}> ")
    return f"{text}\n{wrap(words.label, f'{indent}  ', f'{indent}  -- ')}" if words.label else text


def decision(block: Decision) -> Iterator[str]:
    yield wrap(block.title)
    for one in block.wordings:
        yield ""
        yield f"{one.title}:"
        yield quote(one.words, "  ")
        yield from (wrap(note, "  ") for note in one.notes)
        yield ""
        yield f"{one.against_title}:"
        yield quotes(one.against, "  ") if one.against else wrap(one.nothing_against, "  ")


def table(block: Table) -> Iterator[str]:
    """Row by row with the name of each column: columns side by side would not fit an e-mail."""
    yield f"{block.caption}:"
    for row in block.rows:
        if block.counts:
            counts = ", ".join(f"{name} {cell}" for name, cell in zip(block.header[1:], row[1:], strict=True))
            yield wrap(f"{row[0]}: {counts}", "    ", "  ")
            continue
        yield ""
        for name, cell in zip(block.header, row, strict=True):
            yield wrap(f"{name}: {cell}", "    ", "  ")


def entry(block: Entry) -> Iterator[str]:
    yield wrap(block.title)
    if block.words:
        yield quotes(block.words, "  ")
    for title, words in ((block.before_title, block.before), (block.now_title, block.now)):
        if title:
            yield wrap(title, "  ")
        if words:
            yield quotes(words, "    ")
