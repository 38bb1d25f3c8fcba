"""How often each phase stands in the files that people chose to share, made safe to publish.

The phases of one set are counted, and nothing else. There is no option for areas, teams, ages or any other group, and a
share file has no room for one. Such groups would be small. A phase within a small group points at a person, and totals
that cross give hidden numbers away.

The number of files is never told apart from the safe table, nor how many were left out: it is a total. Beside a hidden
number an exact total gives that number away. The table has its own total, as exact as the rule allows. Who runs the
count has the files and is told which are bad; what is published has no trace of them.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wholeroom.analysis.caveats import Caveat, Sentence, Translate, plain
from wholeroom.analysis.disclosure.safe_table import SafeTable
from wholeroom.analysis.disclosure.table import protect_table
from wholeroom.analysis.reading.bad_rows import InputError, safe_in_spreadsheet
from wholeroom.analysis.rows import read_table
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.share_files import BadFile, read_share_file

PHASE, FILES, TOTAL = "phase", "files", "Total"

COUNTS_OFF = plain(
    "The set “{name}” does not take part in counts. If the service agrees to them, write in its file: "
    "[counts] with on = true, and seen_by, the words that tell people who sees the counts."
)
NOT_TOLD = plain(
    "The set “{name}” does not tell people who sees the counts. Say it in its file: seen_by under [counts]. "
    "Then build the page anew, before people share files."
)
NO_PHASES = plain("The set “{name}” has no phases, so there is nothing to count. Name them as [[phases]] in its file.")

CHOSEN = Caveat("chosen", "These are files that people chose to share. They do not tell how many are in a phase.")
SHARED_TWICE = Caveat("shared_twice", "One person may have shared more than once. So 5 may stand for fewer people.")
ONE_WORD = Caveat("one_word", "A phase is a word that two people chose. It measures nothing and ranks nobody.")
GONE = plain("Phases only in an earlier table: {names}. If one was renamed, readers may learn more.")
TOLD = plain("Who sees this, as people were told: “{seen_by}”")


@dataclass(frozen=True, slots=True)
class Counts:
    """The safe table of a count, with all that must be said beside it.

    ``table``, ``caveats``, ``csv()`` and ``json()`` may be published. ``bad_files`` may not: they are for whoever has
    the files. How many files were counted is not told.
    """

    set_name: str
    version: str
    table: SafeTable
    bad_files: tuple[BadFile, ...]
    caveats: tuple[Caveat, ...]

    def csv(self) -> str:
        """The table as CSV text: phase and files. Keep each one that is published, for ``before``."""
        return self.table.csv()

    def json(self, translate: Translate = plain) -> str:
        """Everything that may be published, as JSON text: the table, what was hidden and why, and all caveats."""
        table = json.loads(self.table.json(translate))
        del table["bad_rows"]
        caveats = [{"code": caveat.code, "text": caveat.text(translate)} for caveat in self.caveats]
        content = {"set": self.set_name, "version": self.version} | table | {"caveats": caveats}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def count_files(paths: Iterable[Path], aim_set: AimSet, *, before: Sequence[Path] = ()) -> Counts:
    """Count the phases in share files: every phase of the set, also those with none, and the total.

    ``before`` are the CSV tables of earlier counts, as they were published. A file named twice is read once. Good files
    are counted and every bad one is reported; the order of the files changes nothing.

    Raises InputError if the set does not take part in counts or has no phases, or if an earlier table cannot be read.
    """
    _refuse_unless_opted_in(aim_set)
    read = [read_share_file(path, aim_set) for path in _each_once(paths)]
    times = Counter(found for found in read if isinstance(found, str))
    table = protect_table(
        [{PHASE: label, FILES: times[name]} for name, label in _labels(aim_set).items()]
        + [{PHASE: TOTAL, FILES: times.total()}],
        rule="people",
        groups=[PHASE],
        counts=[FILES],
        total_labels=[TOTAL],
        sums={},
        before=before,
    )
    bad_files = tuple(found for found in read if isinstance(found, BadFile))
    caveats = (*_about(aim_set), *table.caveats, *_gone(table, before))
    return Counts(aim_set.name, aim_set.version, table, bad_files, caveats)


def _refuse_unless_opted_in(aim_set: AimSet) -> None:
    told = {"name": aim_set.name}
    if not aim_set.counts.on:
        raise InputError(Sentence("counts_off", COUNTS_OFF, told))
    if aim_set.counts.seen_by is None:
        raise InputError(Sentence("not_told", NOT_TOLD, told))
    if not aim_set.phases:
        raise InputError(Sentence("no_phases", NO_PHASES, told))


def _each_once(paths: Iterable[Path]) -> list[Path]:
    """Each file once, however often and by whatever way it was named, in the order of their names."""
    files: dict[str, Path] = {}
    for path in sorted(paths, key=str):
        files.setdefault(os.path.realpath(path), path)
    return list(files.values())


def _labels(aim_set: AimSet) -> dict[str, str]:
    """The title of each phase by its name. A title that is not the only one of its kind has the name beside it."""
    titles = {phase.name: phase.title[0].strip() for phase in aim_set.phases}
    often = Counter([TOTAL.casefold(), *(title.casefold() for title in titles.values())])
    return {name: f"{title} ({name})" if often[title.casefold()] > 1 else title for name, title in titles.items()}


def _about(aim_set: AimSet) -> tuple[Caveat, ...]:
    seen_by = aim_set.counts.seen_by or ("", "")
    return CHOSEN, SHARED_TWICE, ONE_WORD, Caveat("told", TOLD, {"seen_by": seen_by[0]})


def _gone(table: SafeTable, before: Sequence[Path]) -> Iterator[Caveat]:
    """Versions are compared by the titles of phases, so a phase under a new title is taken for another."""
    now = {safe_in_spreadsheet(label) for label, _ in table.rows}
    earlier = [label for path in before for label in read_table(path).column(PHASE)]
    gone = [label for label in dict.fromkeys(earlier) if label not in now]
    if gone:
        yield Caveat("phases_gone", GONE, {"names": ", ".join(gone)})
