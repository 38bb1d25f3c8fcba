"""Share files for tests: as the page writes them, and changed in one place."""

import json
from dataclasses import replace
from pathlib import Path

from wholeroom.analysis.segmentation.definition import Amount
from wholeroom.analysis.segmentation.reading_sets import read_set

SMALL_SET = read_set(Path(__file__).parent / "small_set.toml")
SHARED = {"wholeroom": "aim-share", "format": 1, "set": "small", "version": "1.1", "phase": "starting"}


def share_file(folder, name="one.json", **changes):
    """A share file with other ``changes``; a field set to None is left out."""
    fields = {key: value for key, value in (SHARED | changes).items() if value is not None}
    path = folder / name
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return path


def share_files(folder, times, **changes):
    """So many share files for each phase of ``times``."""
    folder.mkdir(exist_ok=True)
    return [
        share_file(folder, f"{phase}-{number}.json", phase=phase, **changes)
        for phase, many in times.items()
        for number in range(many)
    ]


def with_phases(*names, **titles):
    """The small set with other phases: those named, with their names as titles or the ``titles`` given."""
    text = [titles.get(name, name) for name in names]
    return replace(
        SMALL_SET,
        phases=tuple(Amount(name=n, title=(t, t), means=("-", "-")) for n, t in zip(names, text, strict=True)),
    )
