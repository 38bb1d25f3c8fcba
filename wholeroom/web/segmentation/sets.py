"""The sets that are served: read from their folder when first asked for, and again once something there has changed.

What cannot be read, or is not fit for use, is left out. The others are served.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import SetError, read_set

TAKEN = {"limits"}  # addresses of other pages, where a set would never be seen
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folder as it is now: after a change it is another one."""

    path: Path
    changed: int  # nanoseconds
    size: int


@dataclass(frozen=True, slots=True)
class Served:
    file: File
    aim_set: AimSet = field(compare=False)  # the same file as now holds the same set


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every set that can be chosen, by its name, and the names of the files that are left out."""

    sets: dict[str, Served]
    left_out: tuple[str, ...]


def shelf() -> Shelf:
    return _shelf(tuple(_files(settings.AIM_SETS)))


def _files(folder: Path) -> Iterator[File]:
    for path in sorted(folder.glob("*.toml")):
        try:
            found = path.stat()
        except OSError:
            found = None  # it went just now, or leads nowhere
        if found:
            yield File(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _shelf(files: tuple[File, ...]) -> Shelf:
    sets: dict[str, Served] = {}
    left_out = []
    for file in files:
        aim_set = _fit_set(file)
        if aim_set is None:
            left_out.append(file.path.name)
        elif aim_set.name in TAKEN | sets.keys():
            log.warning("%s is not served: the name %s is taken.", file.path.name, aim_set.name)
            left_out.append(file.path.name)
        else:
            sets[aim_set.name] = Served(file, aim_set)
    return Shelf(sets, tuple(left_out))


@lru_cache(maxsize=256)
def _fit_set(file: File) -> AimSet | None:
    """The set of a file if nothing is wrong with it; else one line in the log, once for each change of the file."""
    try:
        aim_set = read_set(file.path)
        findings = check(aim_set)
    except SetError as error:
        aim_set, findings = None, error.findings
    except OSError as error:
        log.warning("%s is not served: it cannot be opened (%s).", file.path.name, error.strerror)
        return None
    if findings:
        log.warning("%s is not served. Findings: %s. See: wholeroom aim check", file.path.name, len(findings))
        return None
    return aim_set
