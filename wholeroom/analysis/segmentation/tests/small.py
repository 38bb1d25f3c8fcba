"""The small set, and the small set with something changed in its file."""

from pathlib import Path

from wholeroom.analysis.segmentation.reading_sets import EXAMPLES, read_set

TEXT = (Path(__file__).parent / "small_set.toml").read_text(encoding="utf-8")
SMALL = read_set(TEXT)
SETS = sorted(EXAMPLES.glob("*.toml"))  # the example sets


def text_with(*changes):
    """The text of the small set with each (old, new) put in once; the old one must stand there."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def small_with(*changes):
    return read_set(text_with(*changes))
