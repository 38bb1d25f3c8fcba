"""Read a small file that should hold one JSON object, with care: whatever it holds, nothing in it runs."""

import json
from pathlib import Path

from wholeroom.analysis.caveats import Sentence, plain

LONGEST_SHOWN = 40  # characters of a found text that are told again
LONGEST_NUMBER = 20  # digits

NO_FILE = Sentence("no_file", "There is no file of this name. Was it moved?")
NOT_A_FILE = Sentence("not_a_file", "This is not a file. Name the files themselves, not the folder.")
UNREADABLE = plain("It cannot be opened: {why}. Was it moved, or does it belong to somebody else?")
EMPTY = Sentence("empty", "The file is empty. Ask for it again.")
NOT_TEXT = Sentence("not_text", "The file is not text in UTF-8, so the page of a set did not write it.")
NOT_JSON = plain("It cannot be read: {why}. The page of a set did not write it, or it was changed.")
NOT_AN_OBJECT = Sentence("not_an_object", "The page of a set did not write this file, or it was changed.")


def content_of(path: Path, most: int) -> bytes | Sentence:
    """The first ``most`` bytes of a file and one more if there are more, or why it cannot be read."""
    try:
        if not path.exists():
            return NO_FILE
        if not path.is_file():
            return NOT_A_FILE
        with path.open("rb") as file:
            return file.read(most + 1) or EMPTY
    except OSError as error:
        return Sentence("unreadable", UNREADABLE, {"why": error.strerror})


def object_in(content: bytes) -> dict[str, object] | Sentence:
    """The one JSON object of a file, each key once and each number a real one; or why there is none."""
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_each_key_once,
            parse_constant=_no_number,
            parse_int=_short_number,
        )
    except UnicodeDecodeError:
        return NOT_TEXT
    except RecursionError:
        return Sentence("not_json", NOT_JSON, {"why": "it is nested too deeply"})
    except ValueError as error:
        return Sentence("not_json", NOT_JSON, {"why": str(error)})
    return value if isinstance(value, dict) else NOT_AN_OBJECT


def legible(text: str, most: int | None = LONGEST_SHOWN) -> str:
    """A text that nobody checked, cut short unless ``most`` is None, with a mark for each sign that cannot be seen."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:most])


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys: dict[str, object] = {}
    for key, value in pairs:
        if key in keys:
            raise ValueError(f"“{legible(key)}” stands in it twice")
        keys[key] = value
    return keys


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _short_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"it has a number of {len(digits)} digits")
    return int(digits)
