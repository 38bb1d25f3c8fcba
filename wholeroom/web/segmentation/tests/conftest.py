"""A folder with sets, as a service has one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[3] / "analysis" / "segmentation" / "tests" / "small_set.toml"


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """Where the site of a test looks for sets; empty at first."""
    settings.AIM_SETS = tmp_path / "sets"
    settings.AIM_SETS.mkdir()
    return settings.AIM_SETS


@pytest.fixture
def put(folder: Path) -> Callable[..., Path]:
    """``put("file.toml", old="new")``: the small set as a file of the folder, with words changed; each put is newer."""
    moments = iter(range(1_700_000_000, 1_700_000_100))

    def write(file_name: str = "small.toml", /, **changes: str) -> Path:
        text = SMALL.read_text(encoding="utf-8")
        for name, value in changes.items():
            before = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
            text = text.replace(before, f"{name} = {value}", 1)
        file = folder / file_name
        file.write_text(text, encoding="utf-8")
        os.utime(file, (moment := next(moments), moment))
        return file

    return write
