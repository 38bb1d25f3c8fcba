"""From a file to blocks of whole lines: UTF-8 bytes with one kind of line end, a piece at a time."""

import codecs
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import IO

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.reading.bad_rows import InputError

Source = str | os.PathLike[str] | IO[bytes]
Progress = Callable[[int, int], None]  # bytes done, bytes in all (0 if unknown)

BLOCK = 1 << 20  # bytes read at a time
LONGEST_LINE = 4 << 20  # bytes of one line that are kept; a longer line is cut here, and is a bad row
LOOK = 4096  # bytes at the start that tell what the file is
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_TEXT = b"\xff"  # a byte that no UTF-8 text holds

WORKBOOK = plain("This is a workbook or a zip file, not text. Open it in a spreadsheet, and save it as CSV UTF-8.")
PDF = plain("This is a PDF, not a table as text. Ask its maker for the table as CSV UTF-8.")
PACKED = plain("This file is packed (gzip). Unpack it first, then hand over the CSV file.")
BINARY = plain("This file is not plain text. Open it in a spreadsheet, and save it as CSV UTF-8.")
NOT_READABLE = plain("The file {file} could not be opened: {reason}. Check its name and place, and try again.")
SIGNATURES = {
    b"PK\x03\x04": Sentence("workbook", WORKBOOK),
    b"\xd0\xcf\x11\xe0": Sentence("workbook", WORKBOOK),
    b"%PDF": Sentence("pdf", PDF),
    b"\x1f\x8b": Sentence("packed", PACKED),
}


def text_blocks(source: Source, progress: Progress | None = None, size: int = BLOCK) -> Iterator[bytes]:
    r"""Yield the text of ``source`` in blocks of whole lines.

    Each block is UTF-8 (or meant to be: a line may hold bytes that are not) and ends with ``\n``, the only line end
    left. UTF-8 with a mark and UTF-16 with a mark are understood. Never more than a few blocks are in memory.

    Raises InputError if the file cannot be opened or is not text.
    """
    with _opened(source) as (stream, total):
        pieces = _decoded(_pieces(stream, total, progress, size))
        yield from _whole_lines(_one_line_end(pieces))


@contextmanager
def _opened(source: Source) -> Iterator[tuple[IO[bytes], int]]:
    if not isinstance(source, (str, os.PathLike)):
        yield source, _bytes_left(source)
        return
    try:
        stream = open(source, "rb", buffering=0)  # noqa: SIM115 - closed below, apart from the errors of opening
    except OSError as error:
        values = {"file": os.fspath(source), "reason": error.strerror}
        raise InputError(Sentence("not_readable", NOT_READABLE, values)) from error
    with stream:
        yield stream, _bytes_left(stream)


def _bytes_left(stream: IO[bytes]) -> int:
    """Bytes from here to the end, or 0 where the stream cannot tell."""
    try:
        here = stream.tell()
        end = stream.seek(0, io.SEEK_END)
        stream.seek(here)
    except (OSError, AttributeError):
        return 0
    return end - here


def _pieces(stream: IO[bytes], total: int, progress: Progress | None, size: int) -> Iterator[bytes]:
    done = 0
    while piece := stream.read(size):
        yield piece
        done += len(piece)
        if progress:
            progress(done, total)


def _decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as UTF-8 without a mark, after a look at the first bytes."""
    looked_at = [next(pieces, b"")]
    while sum(map(len, looked_at)) < LOOK and (piece := next(pieces, b"")):
        looked_at.append(piece)
    start = b"".join(looked_at)[:LOOK]
    _refuse_what_is_no_text(start)
    pieces = chain(looked_at, pieces)
    if start.startswith(UTF16_MARKS):
        yield from _from_utf16(pieces)
        return
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    for piece in pieces:
        yield piece[mark:]
        mark = max(0, mark - len(piece))


def _refuse_what_is_no_text(start: bytes) -> None:
    for signature, sentence in SIGNATURES.items():
        if start.startswith(signature):
            raise InputError(sentence)
    if not start.startswith(UTF16_MARKS) and start.count(0) > len(start) // 4:
        raise InputError(Sentence("not_text", BINARY))


def _from_utf16(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    damaged = "\ufffd".encode()
    for piece in pieces:
        yield decoder.decode(piece).encode().replace(damaged, NOT_TEXT)
    yield decoder.decode(b"", final=True).encode().replace(damaged, NOT_TEXT)


def _one_line_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = b""  # a \r at the end of a piece may be half of \r\n
    for piece in pieces:
        piece = held + piece if held else piece
        held = piece[-1:] if piece.endswith(b"\r") else b""
        if b"\r" in piece:
            piece = piece[: len(piece) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield piece
    if held:
        yield b"\n"


def _whole_lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    begun = b""  # of the line that the last piece did not end
    for piece in pieces:
        cut = piece.rfind(b"\n") + 1
        if not cut:
            begun = (begun + piece)[:LONGEST_LINE]
            continue
        first_end = piece.find(b"\n")
        if len(begun) + first_end > LONGEST_LINE:
            begun, piece, cut = (begun + piece[:first_end])[:LONGEST_LINE], piece[first_end:], cut - first_end
        yield b"".join((begun, memoryview(piece)[:cut]))
        begun = piece[cut:][:LONGEST_LINE]
    if begun:
        yield begun + b"\n"
