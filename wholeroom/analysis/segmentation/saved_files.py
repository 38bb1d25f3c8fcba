"""Tell a saved conversation from other files, as strictly as the page does (its ``locking.js``).

It stays shut: only the person's own phrase opens it, in the page itself.
"""

import base64
from collections.abc import Mapping
from pathlib import Path

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.reading_files import content_of, object_in

KIND = "aim"
FORMAT = 1
LARGEST = 2_000_000  # bytes
FIELDS = {"wholeroom", "format", "kdf", "iterations", "cipher", "salt", "iv", "data"}
BYTES = {"salt": range(16, 17), "iv": range(12, 13), "data": range(17, LARGEST)}
ITERATIONS = range(100_000, 5_000_001)

SAVED = Sentence(
    "saved",
    "This is a saved conversation, locked with the person's own phrase. "
    "It stays shut here. Give it back to the person.",
)
SAVED_LATER = Sentence(
    "saved_later",
    "This says it is a saved conversation, in a format that is not known here. "
    "It stays shut. Give it back to the person.",
)
SAVED_DAMAGED = Sentence(
    "saved_damaged",
    "This says it is a saved conversation, but parts of it are missing or changed. "
    "It stays shut. Give it back to the person.",
)
NOT_SAVED = Sentence("not_saved", "This is not a saved conversation.")
LARGE = plain("The file has more than {most} bytes, so the page of a set did not write it.")


def what_is_it(path: Path) -> Sentence:
    """What a file is, in one sentence: a saved conversation, a damaged one, or none."""
    content = content_of(path, LARGEST)
    if isinstance(content, Sentence):
        return content
    if len(content) > LARGEST:
        return Sentence("large", LARGE, {"most": LARGEST})
    envelope = object_in(content)
    return envelope if isinstance(envelope, Sentence) else what_is_in(envelope)


def what_is_in(envelope: Mapping[str, object]) -> Sentence:
    """As ``what_is_it``, for the object that a file holds."""
    if envelope.get("wholeroom") != KIND:
        return NOT_SAVED
    found = envelope.get("format")
    if isinstance(found, int) and found > FORMAT:
        return SAVED_LATER
    return SAVED if _is_whole(envelope) else SAVED_DAMAGED


def _is_whole(envelope: Mapping[str, object]) -> bool:
    return (
        envelope.keys() == FIELDS
        and type(envelope["format"]) is int
        and envelope["format"] == FORMAT
        and envelope["kdf"] == "PBKDF2-SHA-256"
        and type(envelope["iterations"]) is int
        and envelope["iterations"] in ITERATIONS
        and envelope["cipher"] == "AES-256-GCM"
        and all(_bytes_in(envelope[name]) in fitting for name, fitting in BYTES.items())
    )


def _bytes_in(value: object) -> int:
    """How many bytes a text in base64 stands for; 0 if it is none."""
    try:
        return len(base64.b64decode(value, validate=True)) if isinstance(value, str) else 0
    except ValueError:
        return 0
