"""The paper pack: the whole conversation for two people with pens, and the way without JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from wholeroom.analysis.caveats import Translate, plain
from wholeroom.analysis.report import STYLE, environment, policy
from wholeroom.analysis.segmentation.conditions import Condition
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.page.rules_in_words import InWords, in_words
from wholeroom.analysis.segmentation.page.words import page_words

HERE = Path(__file__).parent
FIRST_PARTS = ("know", "want", "steady")
STYLES = (STYLE / "report.css", STYLE / "tokens.css", HERE / "css" / "notices.css", HERE / "css" / "paper.css")


def pack(aim_set: AimSet, easy: bool = False, translate: Translate = plain) -> str:
    """The paper pack of a set as one page to print, in plain words or in Easy Read. It holds no script.

    ``translate`` turns the page's own texts into the language of the set.
    """
    styles = "\n".join(file.read_text(encoding="utf-8") for file in STYLES)
    context = {
        **pack_context(aim_set, easy, translate),
        "styles": Markup(styles),  # noqa: S704 our own files
        "policy": policy(styles),
        "preview": False,
    }
    return environment(HERE / "templates").get_template("pack_page.html").render(**context)


def pack_context(aim_set: AimSet, easy: bool = False, translate: Translate = plain) -> dict[str, Any]:
    """What the templates of the pack need: the set, the texts, which wording, and rules in words."""
    return {
        "set": aim_set,
        "say": page_words(translate),
        "wording": int(easy),
        "told": _teller(aim_set, easy, translate),
        "first_parts": FIRST_PARTS,
    }


def _teller(aim_set: AimSet, easy: bool, translate: Translate) -> Callable[[Condition], InWords]:
    def told(condition: Condition) -> InWords:
        return in_words(condition, aim_set, easy, translate)

    return told
