"""The colours of the house, read from the style that pages use: for whatever is drawn by numbers and not by style."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType


def light_tokens(css: str) -> Mapping[str, str]:
    """The colours of the first ``:root`` block of the style tokens, by name.

    >>> dict(light_tokens(":root { --ink: #1c2330; --gap-1: .5rem; } :root { --ink: #ece8df; }"))
    {'ink': '#1c2330'}
    """
    block = css[css.index(":root {") :].partition("}")[0]
    return MappingProxyType(dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)))


TOKENS = light_tokens((Path(__file__).parent / "style" / "tokens.css").read_text(encoding="utf-8"))
GROUP_COLOURS = tuple(TOKENS[f"g{number}"] for number in range(1, 6))
