"""Finding words: whole ones, in any case, in the plural, with a hyphen or a space between two."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
GAP = r"[\s‐‑–-]+"


def words(listed: Iterable[str]) -> re.Pattern[str]:
    """An expression that finds any of the words.

    >>> words(["at risk", "dummy"]).findall("Two dummies, At-risk, not dummyish")
    ['dummies', 'At-risk']
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_in_any_number, listed))})(?!\w)", re.IGNORECASE)


def same_signs(text: str) -> str:
    """The text with every sign in its usual form, so that a wide “ａ” is found as an “a”."""
    return unicodedata.normalize("NFKC", text).replace("’", "'")


def _in_any_number(word: str) -> str:
    """One word in the singular, in the plural and with a possessive."""
    stem = GAP.join(re.escape(part) for part in same_signs(word).replace("-", " ").split())
    many = rf"{stem[:-1]}(?:y|ies)" if stem.endswith("y") else rf"{stem}(?:s|es)?"
    return rf"{many}(?:'s)?"
