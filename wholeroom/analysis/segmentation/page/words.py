"""The page's own texts, from ``words/*.toml``: each twice, in plain words and in Easy Read."""

from functools import cache
from pathlib import Path

import msgspec

from wholeroom.analysis.caveats import Translate, plain
from wholeroom.analysis.segmentation.definition import Text

FOLDER = Path(__file__).parent / "words"


@cache
def texts_by_file() -> dict[str, dict[str, Text]]:
    """Every text by its key, under the name of its file. ValueError where two files use one key."""
    found: dict[str, dict[str, Text]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        read = msgspec.toml.decode(file.read_bytes(), type=dict[str, Text])
        for key in read:
            if any(key in other for other in found.values()):
                raise ValueError(f"{file.name}: the key {key} is used by another file too. Choose another.")
        found[file.stem] = read
    return found


def texts() -> dict[str, Text]:
    return {key: text for read in texts_by_file().values() for key, text in read.items()}


def page_words(translate: Translate = plain) -> dict[str, Text]:
    return {key: (translate(normal), translate(easy)) for key, (normal, easy) in texts().items()}
