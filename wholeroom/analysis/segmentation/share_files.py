"""Read share files: one word, the phase that both chose, which a person gave away so that it can be counted.

A share file holds the set, its version and the name of a phase, and nothing else: no name, no day, no place, no words.
So two files of two people may be the same, sign for sign, and nobody can tell whose a file is.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wholeroom.analysis.caveats import Sentence, Translate, plain
from wholeroom.analysis.reading.bad_rows import safe_in_spreadsheet
from wholeroom.analysis.segmentation import saved_files
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_files import content_of, legible, object_in

KIND = "aim-share"
FORMAT = 1
LARGEST = 2_000  # bytes
FIELDS = ("wholeroom", "format", "set", "version", "phase")
MOST_NAMED = 5

NOT_SHARED = Sentence("not_shared", "This is not a share file. Only files that the page made for sharing are counted.")
TOO_LARGE = plain("This is not a share file: it has more than {most} bytes.")
OTHER_FORMAT = plain("Its format is {found}. Known here is format {format}. Was it made by a newer page?")
SAYS_MORE = plain(
    "It says more than a share file may: {names}. That could point at a person, so it is not counted. Delete it."
)
LACKS = plain("It lacks: {names}. Ask for it again.")
NO_WORD = plain("Its {name} is not a text. Ask for it again.")
OTHER_SET = plain("It belongs to the set “{found}”, not to “{name}”. Count it with its own set.")
OTHER_VERSION = plain("Version “{found}” is not in the change log of the set. There are: {known}.")
OTHER_PHASE = plain("The set has no phase “{found}”. There are: {known}.")


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that was not counted, and why. For whoever has the files, and nobody else."""

    path: Path
    why: Sentence

    def __str__(self) -> str:
        return f"{legible(str(self.path), most=None)}: {self.why}"


def read_share_file(path: Path, aim_set: AimSet) -> str | BadFile:
    """The name of the phase that a share file gives, or what is wrong with the file. Never an error."""
    found = _phase(path, aim_set)
    return BadFile(path, found) if isinstance(found, Sentence) else found


def bad_files_csv(bad_files: Iterable[BadFile], translate: Translate = plain) -> str:
    """Bad files as CSV text with the columns file and why; safe to open in a spreadsheet. Not to be passed on."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file", "why"])
    for bad in bad_files:
        cells = (legible(str(bad.path), most=None), bad.why.text(translate))
        writer.writerow(map(safe_in_spreadsheet, cells))
    return text.getvalue()


def _phase(path: Path, aim_set: AimSet) -> str | Sentence:
    content = content_of(path, saved_files.LARGEST)
    if isinstance(content, Sentence):
        return content
    is_large = len(content) > LARGEST
    fields = object_in(content)
    if not isinstance(fields, Sentence) and fields.get("wholeroom") == saved_files.KIND:
        return saved_files.what_is_in(fields)
    if is_large:
        return Sentence("too_large", TOO_LARGE, {"most": LARGEST})
    if isinstance(fields, Sentence):
        return fields
    if fields.get("wholeroom") != KIND:
        return NOT_SHARED
    return _wrong_fields(fields) or _wrong_for(aim_set, fields) or str(fields["phase"])


def _wrong_fields(fields: Mapping[str, object]) -> Sentence | None:
    found = fields.get("format")
    if "format" in fields and (type(found) is not int or found != FORMAT):
        shown = legible(str(found)) if isinstance(found, str | int | float) else "not a number"
        return Sentence("other_format", OTHER_FORMAT, {"found": shown, "format": FORMAT})
    more = [legible(name) for name in fields if name not in FIELDS]
    if more:
        names = ", ".join(more[:MOST_NAMED]) + (", …" if len(more) > MOST_NAMED else "")
        return Sentence("says_more", SAYS_MORE, {"names": names})
    lacking = [name for name in FIELDS if name not in fields]
    if lacking:
        return Sentence("lacks", LACKS, {"names": ", ".join(lacking)})
    wrong = next((name for name in ("set", "version", "phase") if not isinstance(fields[name], str)), None)
    return Sentence("no_word", NO_WORD, {"name": wrong}) if wrong else None


def _wrong_for(aim_set: AimSet, fields: Mapping[str, object]) -> Sentence | None:
    found = {name: legible(str(fields[name])) for name in ("set", "version", "phase")}
    versions = list(dict.fromkeys([aim_set.version, *(change.version for change in aim_set.changes)]))
    phases = list(dict.fromkeys(phase.name for phase in aim_set.phases))
    if fields["set"] != aim_set.name:
        return Sentence("other_set", OTHER_SET, {"found": found["set"], "name": aim_set.name})
    if fields["version"] not in versions:
        return Sentence("other_version", OTHER_VERSION, {"found": found["version"], "known": ", ".join(versions)})
    if fields["phase"] not in phases:
        return Sentence("other_phase", OTHER_PHASE, {"found": found["phase"], "known": ", ".join(phases)})
    return None
