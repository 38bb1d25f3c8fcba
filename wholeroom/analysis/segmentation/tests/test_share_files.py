"""A share file is one word in a strict shape; whatever else is handed over is told by name, and nothing breaks."""

import base64
import json
import os
from pathlib import Path

import pytest

from wholeroom.analysis.segmentation.saved_files import what_is_it
from wholeroom.analysis.segmentation.share_files import BadFile, bad_files_csv, read_share_file
from wholeroom.analysis.segmentation.tests.sharing import SHARED, SMALL_SET, share_file

ENVELOPE = {
    "wholeroom": "aim",
    "format": 1,
    "kdf": "PBKDF2-SHA-256",
    "iterations": 600_000,
    "cipher": "AES-256-GCM",
    "salt": base64.b64encode(bytes(16)).decode(),
    "iv": base64.b64encode(bytes(12)).decode(),
    "data": base64.b64encode(bytes(5_000)).decode(),
}


def why(path):
    """The code of what is wrong with a file."""
    bad = read_share_file(path, SMALL_SET)
    assert isinstance(bad, BadFile)
    assert str(bad).isprintable()
    str(bad).encode("utf-8")
    return bad.why.code


def written(folder, content):
    path = folder / "file.json"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("version", "phase"), [("1.1", "starting"), ("1.1", "going-on"), ("1.0", "starting")], ids=str)
def test_share_file_of_any_known_version_gives_its_phase(tmp_path, version, phase):
    path = share_file(tmp_path, version=version, phase=phase)

    found = read_share_file(path, SMALL_SET)

    assert found == phase


def test_share_file_saved_again_by_an_editor_is_still_read(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + json.dumps(SHARED, indent=4).encode() + b"\r\n")

    found = read_share_file(path, SMALL_SET)

    assert found == "starting"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": 2}, "other_format"),
        ({"format": True}, "other_format"),
        ({"format": 1.0}, "other_format"),
        ({"format": "1"}, "other_format"),
        ({"format": [1]}, "other_format"),
        ({"format": None}, "lacks"),
        ({"phase": None, "set": None}, "lacks"),
        ({"area": "Westmarch"}, "says_more"),
        ({"__proto__": {"phase": "starting"}}, "says_more"),
        ({"set": "another"}, "other_set"),
        ({"version": "9.9"}, "other_version"),
        ({"version": 1.1}, "no_word"),
        ({"phase": ["starting"]}, "no_word"),
        ({"phase": "gone"}, "other_phase"),
        ({"phase": "Starting"}, "other_phase"),
        ({"phase": ""}, "other_phase"),
        ({"phase": "starting\u202egnitrats"}, "other_phase"),
        ({"phase": "\x1b[2Jstarting\x00"}, "other_phase"),
        ({"set": "\u200bsmall"}, "other_set"),
        ({"\u202earea\x07": 1}, "says_more"),
        ({"wholeroom": "aim-shared"}, "not_shared"),
        ({"wholeroom": None}, "not_shared"),
        ({"phase": "x" * 2_000}, "too_large"),
    ],
    ids=str,
)
def test_share_file_changed_in_one_place_is_told_by_what_is_wrong(tmp_path, changes, code):
    path = share_file(tmp_path, **changes)

    found = why(path)

    assert found == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"phase: starting", "not_json"),
        (b"\xff\xfe{\x00}\x00", "not_text"),
        (b'"starting"', "not_an_object"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (b"{}", "not_shared"),
        (b"[" * 2_000, "not_json"),
        (b'{"wholeroom":' * 150, "not_json"),
        (b"[" * 3_000_000, "too_large"),
        (b'{"a":' * 300_000, "too_large"),
        (b'{"wholeroom": NaN}', "not_json"),
        (b'{"format": -Infinity}', "not_json"),
        (b'{"wholeroom": "aim-share", "format": 1' + b"0" * 1_500 + b"}", "not_json"),
        (b'{"wholeroom": "aim-share", "format": 1e999}', "other_format"),
        (b'{"wholeroom": "aim-share", "wholeroom": "aim-share"}', "not_json"),
        (b'{"wholeroom": "aim-share", "format": 1, "\\ud800": 1}', "says_more"),
        (b'{"wholeroom": "aim-share", "format": 1, "phase": 1, "phase": 2}', "not_json"),
        (b'{"wholeroom": "aim-share", "format": ' + b"[" * 400 + b"]" * 400 + b"}", "other_format"),
    ],
    ids=lambda value: str(value[:30]),
)
def test_hostile_content_is_told_and_nothing_is_raised(tmp_path, content, code):
    path = written(tmp_path, content)

    found = why(path)

    assert found == code


def test_file_that_says_too_much_is_told_by_what_it_says(tmp_path):
    path = share_file(tmp_path, area="Westmarch", date="2026-01-01")

    found = read_share_file(path, SMALL_SET)

    assert found.why.text() == (
        "It says more than a share file may: area, date. That could point at a person, so it is not counted. Delete it."
    )


def test_a_file_that_says_very_much_is_told_in_few_words(tmp_path):
    path = share_file(tmp_path, **{f"key-{number}": 0 for number in range(60)})

    found = read_share_file(path, SMALL_SET)

    assert found.why.values["names"] == "key-0, key-1, key-2, key-3, key-4, …"


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "dangling", "too-long"])
def test_what_is_no_file_is_told(tmp_path, kind):
    path = tmp_path / (kind if kind != "too-long" else "x" * 300)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")

    found = why(path)

    expected = {"folder": "not_a_file", "pipe": "not_a_file", "too-long": "unreadable"}
    assert found == expected.get(kind, "no_file")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "saved"),
        ({"format": 2, "new": "thing"}, "saved_later"),
        ({"format": True}, "saved_damaged"),
        ({"format": 0}, "saved_damaged"),
        ({"data": None}, "saved_damaged"),
        ({"data": "not base64 at all"}, "saved_damaged"),
        ({"data": "é" * 40}, "saved_damaged"),
        ({"iv": "AAAA"}, "saved_damaged"),
        ({"salt": 16}, "saved_damaged"),
        ({"iterations": "600000"}, "saved_damaged"),
        ({"iterations": 99_999}, "saved_damaged"),
        ({"iterations": 5_000_001}, "saved_damaged"),
        ({"salt": base64.b64encode(bytes(17)).decode()}, "saved_damaged"),
        ({"kdf": "none"}, "saved_damaged"),
        ({"cipher": ["AES-256-GCM"]}, "saved_damaged"),
        ({"more": 1}, "saved_damaged"),
    ],
    ids=str,
)
def test_saved_conversation_handed_over_by_mistake_is_told_and_stays_shut(tmp_path, changes, code):
    fields = {key: value for key, value in (ENVELOPE | changes).items() if value is not None}
    path = written(tmp_path, json.dumps(fields).encode())

    found = why(path), what_is_it(path).code

    assert found == (code, code)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (json.dumps(SHARED).encode(), "not_saved"),
        (b"", "empty"),
        (b"{", "not_json"),
        (b"[1]", "not_an_object"),
        (b" " * 2_000_001, "large"),
    ],
    ids=lambda value: str(value[:30]),
)
def test_what_is_no_saved_conversation_is_told(tmp_path, content, code):
    path = written(tmp_path, content)

    found = what_is_it(path)

    assert found.code == code


def test_list_of_bad_files_is_safe_to_open_in_a_spreadsheet(tmp_path):
    bad = [read_share_file(Path(name), SMALL_SET) for name in ("=cmd|x.json", "ro\u202enosj.tset\x1b")]

    text = bad_files_csv(bad)

    assert text.splitlines() == [
        "file,why",
        "'=cmd|x.json,There is no file of this name. Was it moved?",
        "ro\ufffdnosj.tset\ufffd,There is no file of this name. Was it moved?",
    ]
