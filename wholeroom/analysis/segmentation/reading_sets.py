"""Read a set from its TOML file: all that is wrong with it at once, each with its place, or the set.

Only data is read: a file can hold texts, names and conditions of the closed language, nothing that runs.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation import definition as parts
from wholeroom.analysis.segmentation.definition import FORMAT, AimSet, Text
from wholeroom.analysis.segmentation.reading_conditions import condition_of
from wholeroom.analysis.segmentation.reading_files import legible

EXAMPLES = Path(__file__).parent / "sets"
LARGEST = 300_000  # bytes of a file
LONGEST = 600  # characters of one text
LONGEST_NAME = 60  # characters of a name that are told again
CHAIN = re.compile(  # a name of 16 parts joined by points; the reader of TOML keeps every beginning of such names
    r"""(?<![\w\\-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){15}"""
)

NOT_TEXT = Sentence("not_text", "The file is not text in UTF-8. Save it as plain text in UTF-8.")
NOT_TOML = plain("The file cannot be read as TOML: {why}. Mend it there; the guide shows how a set is written.")
TOO_LARGE = plain("The file has more than {most} bytes. Leave out what is not needed.")
MISSING = Sentence("missing", "This is missing. The reference of sets says what belongs here.")
UNKNOWN = Sentence("unknown", "There is no such part of a set. The reference of sets lists all that there are.")
NOT_RIGHT = plain("This cannot be read: {why}. The reference of sets says what belongs here.")
BAD_TEXT = plain("The text “{text}” is longer than {most} characters, or has line breaks or signs nobody sees.")

Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+){1,2}$", max_length=20)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]

FIELDS: dict[str, Any] = {
    "format": Annotated[int, msgspec.Meta(ge=0, le=9999)],
    "name": parts.Name,
    "version": Version,
    "language": Language,
    "title": Text,
    "about": Text,
    "service": str,
    "seen_by": Text,
    "example": bool,
    "forbidden": tuple[str, ...],
    "standard": parts.Standard,
    "counts": parts.Counts,
    "topics": [parts.Topic],
    "ways": [parts.WayOn],
    "support": [parts.Amount],
    "phases": [parts.Amount],
    "suggestions": [parts.Suggestion],
    "changes": [parts.Change],
    "reviews": [parts.Review],
}
"""The parts of a file; a list stands for tables in double brackets."""

OPTIONAL: dict[str, Any] = {
    "example": False,
    "forbidden": (),
    "counts": parts.Counts(),
    "phases": (),
    "reviews": (),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a set, and where: ``place`` reads as in "topics 3 (on-top), ask"."""

    place: str
    sentence: Sentence

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else str(self.sentence)


class SetError(Exception):
    """The file is not a set; ``findings`` say everything that is wrong."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def read_set(source: Path | str | bytes) -> AimSet:
    """A set from a file or from its text. Raises SetError with every finding, OSError if a file cannot be opened.

    Whether what it says is fit for use is another question: see ``checking``.
    """
    text = source.read_bytes() if isinstance(source, Path) else source
    return _Reader(_tables(text)).set()


def _tables(text: str | bytes) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise SetError((Finding("", Sentence("too_large", TOO_LARGE, {"most": LARGEST})),))
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8-sig")
        return _parsed(decoded)
    except UnicodeDecodeError:
        raise SetError((Finding("", NOT_TEXT),)) from None
    except tomllib.TOMLDecodeError as error:
        raise SetError((Finding("", Sentence("not_toml", NOT_TOML, {"why": str(error)})),)) from None


def _parsed(text: str) -> dict[str, Any]:
    """The tables of a TOML text. TOMLDecodeError for all that could harm the reader, too."""
    if CHAIN.search(text):
        raise tomllib.TOMLDecodeError("a name has too many parts joined by points")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise tomllib.TOMLDecodeError("a number in it is too long") from None


class _Reader:
    """Reads one part after another and gathers what is wrong with each."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.tables = tables
        self.findings: list[Finding] = []

    def set(self) -> AimSet:
        self.findings += [Finding(legible(name, LONGEST_NAME), UNKNOWN) for name in self.tables if name not in FIELDS]
        values = {name: value for name, kind in FIELDS.items() for value in self._field(name, kind)}
        if values.get("format", FORMAT) != FORMAT:
            self._note("format", f"format {values['format']} is not known here, only {FORMAT}")
        if self.findings:
            raise SetError(tuple(self.findings))
        return AimSet(**values)

    def _note(self, place: str, why: str) -> None:
        self.findings.append(Finding(place, Sentence("not_right", NOT_RIGHT, {"why": legible(why, most=300)})))

    def _field(self, name: str, kind: Any) -> Iterator[Any]:
        """The value of one part of the file, or nothing and a finding."""
        if name not in self.tables:
            if name in OPTIONAL:
                yield OPTIONAL[name]
            else:
                self.findings.append(Finding(name, MISSING))
        elif isinstance(kind, list):
            yield tuple(self._entries(name, kind[0]))
        else:
            yield from self._converted(name, self.tables[name], kind)

    def _entries(self, name: str, kind: Any) -> Iterator[Any]:
        entries = self.tables[name]
        if not isinstance(entries, list):
            self._note(name, f"expected [[{name}]], each with its fields")
            return
        for number, entry in enumerate(entries, start=1):
            called = entry.get("name", entry.get("way")) if isinstance(entry, dict) else None
            place = f"{name} {number}" + (f" ({legible(called, LONGEST_NAME)})" if isinstance(called, str) else "")
            yield from self._converted(place, entry, kind)

    def _converted(self, place: str, value: Any, kind: Any) -> Iterator[Any]:
        try:
            converted = msgspec.convert(value, kind, dec_hook=condition_of)
        except msgspec.ValidationError as error:
            why, found, path = str(error).rpartition(" - at `$")
            why, field = (why, path.strip(".`")) if found else (path, "")
            self._note(f"{place}, {field}" if field else place, why)
            return
        bad = next((text for text in _texts(value) if len(text) > LONGEST or not text.isprintable()), None)
        if bad is None:
            yield converted
        else:
            values = {"text": legible(bad, LONGEST_NAME), "most": LONGEST}
            self.findings.append(Finding(place, Sentence("bad_text", BAD_TEXT, values)))


def _texts(value: Any) -> Iterator[str]:
    """Every text in the tables of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
