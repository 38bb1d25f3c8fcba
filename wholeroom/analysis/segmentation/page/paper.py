"""The paper pack: the whole conversation for two people with pens, and the way without JavaScript."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from wholeroom.analysis.caveats import Translate, plain
from wholeroom.analysis.report import environment, policy, stylesheet
from wholeroom.analysis.segmentation.definition import STRENGTHS, AimSet
from wholeroom.analysis.segmentation.page.rules_in_words import RulesInWords
from wholeroom.analysis.segmentation.page.words import page_words

HERE = Path(__file__).parent


def pack(aim_set: AimSet, easy: bool = False, translate: Translate = plain) -> str:
    """The paper pack of a set as one page to print, in plain words or in Easy Read. It holds no script.

    ``translate`` turns the page's own texts into the language of the set.
    """
    styles = stylesheet(HERE / "css" / "notices.css", HERE / "css" / "paper.css")
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
        "told": RulesInWords(aim_set, easy, translate).of,
        "first_parts": STRENGTHS,
    }
