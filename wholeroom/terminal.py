"""What every command tells the person at the terminal, and how."""

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from wholeroom.analysis.reading.bad_rows import BadRow, InputError, bad_rows_csv

OUT = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

said = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


class Refused(Exception):
    """No answer is given: the text says what was found, what was expected and what to do."""


def told_plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Turn an error about the input into words for the person at the terminal, and exit with 2."""

    @wraps(command)
    def told(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except InputError as error:
            place = [f"line {error.line}"] if error.line else []
            place += [f"column {error.column}"] if error.column else []
            fail(f"{error} ({', '.join(place)})" if place else str(error))
        except Refused as error:
            fail(str(error))

    return told


def fail(message: str) -> None:
    said.print(f"This did not work. {message}")
    raise SystemExit(2)


FIRST_LEFT_OUT = 20


def tell_left_out(what: str, lines: Iterable[str], count: int, file: Path | None, option: str) -> None:
    """Print the first that were left out, a line each, and where the rest are: in ``file``, or by ``option``."""
    if not count:
        return
    said.print(f"{what} left out: {count}.")
    for line in islice(lines, FIRST_LEFT_OUT):
        said.print(f"  {line}")
    if count > FIRST_LEFT_OUT:
        said.print(f"  All of them are in {file}." if file else f"  For all of them, add {option} FILE.")


def write(file: Path | None, content: Callable[[], bytes]) -> None:
    """Write a file that was asked for, or say why it cannot be written."""
    if file is None:
        return
    made = content()
    try:
        file.write_bytes(made)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}. Choose another place.") from None


def in_a_line(bad: BadRow) -> str:
    column = f", column {bad.column}" if bad.column else ""
    return f"line {bad.line}{column}: {bad.value!r}. {bad.why}"


def tell_bad_rows(bad_rows: tuple[BadRow, ...], count: int, file: Path | None, strict: bool) -> None:
    """Print the first bad rows and where the rest are; with ``strict`` stop at any."""
    write(file, lambda: bad_rows_csv(bad_rows).encode())
    tell_left_out("Rows", map(in_a_line, bad_rows), count, file, "--bad-rows")
    if strict and count:
        raise Refused("With --strict no answer is given while a row is bad. Mend the rows, or leave --strict out.")
