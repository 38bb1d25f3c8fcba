"""Whoever has a copy of the machine cannot tell who is behind a pseudonym. The attacks tried are listed in ``dump.py``.

A dump holds the database, its whole log of changes, the sealed box, the outbox and what was printed, after more than
200 acts under pseudonyms among 24 members, who speak openly in the same sittings.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.pseudonyms.dump import Dump, hits, trained

BETTER_THAN_CHANCE = 0.05
MEMBERS, FEWEST_ACTS = 24, 200


def begin(folder: Path, *shift: str) -> subprocess.Popen[str]:
    """A world, made in a process of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("WHOLEROOM_", "DJANGO_"))}
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.pseudonyms.world",
        str(folder / "dump"),
        *shift,
    ]
    environment = {**plain, "WHOLEROOM_DATA": str(folder / "data"), "WHOLEROOM_MEANING": "off"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def made(process: subprocess.Popen[str]) -> str:
    """Waits until it is done; gives what it printed."""
    printed, _ = process.communicate(timeout=600)
    assert process.returncode == 0, printed
    return printed


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The folder of the dump, the truth, and what the site printed."""
    folder = tmp_path_factory.mktemp("world")
    printed = made(begin(folder))
    truth = json.loads((folder / "dump" / "truth.json").read_text())
    return Dump(folder / "dump", truth["members"], list(truth["acts"])), truth, printed


@pytest.fixture(scope="module")
def who(world):
    """Which member said each act."""
    dump, truth, _printed = world
    return np.array([truth["acts"][text] for text in dump.shown])


def test_every_act_shows_in_the_end(world):
    dump, truth, _printed = world

    assert len(dump.acts) == len(truth["acts"]) >= FEWEST_ACTS


@pytest.mark.parametrize(
    "attack",
    ["joins", "row_order", "log_of_changes", "history", "sessions", "intersection", "page_allocation"],
)
def test_no_attack_joins_act_and_member_better_than_by_chance(world, who, attack):
    found = hits(world[0].attacks()[attack](), who)

    assert found <= 1 / MEMBERS + BETTER_THAN_CHANCE


def test_all_attacks_together_do_not_either(world, who):
    dump = world[0]
    features = np.stack([attack() for attack in dump.attacks().values()], axis=2)

    found = trained(features, who, [pseudonym for _act, pseudonym in dump.acts])

    assert found <= 1 / MEMBERS + BETTER_THAN_CHANCE


def test_same_attacks_find_who_spoke_openly(world):
    """So they are no blunt ones: where something is kept, they see it."""
    dump = world[0]
    said = dump.database.execute(
        "SELECT c.id, c.participant_id, p.member_id FROM conversations_contribution c "
        "JOIN conversations_participant p ON p.id = c.participant_id WHERE c.text LIKE 'Open %'"
    ).fetchall()
    openly = Dump.__new__(Dump)
    openly.__dict__.update(dump.__dict__, acts=[(id, place) for id, place, _member in said])
    members = np.array([dump.members.index(member) for _id, _place, member in said])

    assert hits(openly.joins(), members) > 0.9
    assert hits(openly.log_of_changes(), members) > 0.3


def test_nothing_else_holds_a_word_that_waits_or_a_language(world):
    dump, _truth, printed = world
    files = [file for file in dump.folder.rglob("*") if file.is_file() and "sqlite3" not in file.name]
    elsewhere = [file.name for file in files if file.name not in ("truth.json",) and b"Safe 0." in file.read_bytes()]
    languages = dump.database.execute(
        "SELECT DISTINCT language FROM conversations_contribution WHERE text LIKE 'Safe %'"
    ).fetchall()

    assert {name for name in elsewhere if not name.endswith(".eml")} == set()
    assert "Safe 0." not in printed
    assert languages == [("",)]


def test_two_sites_with_different_people_behind_the_pseudonyms_hold_the_same_bytes(tmp_path):
    """All but what makes each log of changes one of its own: its salts, and the sums made with them."""
    folders = [tmp_path / "one", tmp_path / "other"]
    for process in [begin(folder, shift) for folder, shift in zip(folders, ("0", "7"), strict=True)]:
        made(process)
    truths = [json.loads((folder / "dump" / "truth.json").read_text())["acts"] for folder in folders]
    held = [bytes_of(folder / "dump") for folder in folders]

    assert truths[0].keys() == truths[1].keys()
    assert not any(truths[0][text] == truths[1][text] for text in truths[0])
    assert held[0].keys() == held[1].keys()
    assert [name for name in held[0] if held[0][name] != held[1][name]] == []


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != "truth.json" and file.suffix != ".sqlite3-shm":
            content = file.read_bytes()
            found[str(file.relative_to(folder))] = pages_of(content) if file.suffix == ".sqlite3-wal" else content
    return found


def pages_of(log: bytes) -> bytes:
    """The frames of a log: which page, and what stood on it from then on."""
    size = int.from_bytes(log[8:12], "big") + 24
    return b"".join(log[start : start + 4] + log[start + 24 : start + size] for start in range(32, len(log), size))
