"""One page from a set: the paper pack, the conversation, its rules and its styles in one file that fetches nothing."""

import re
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from wholeroom.analysis.caveats import Translate, plain
from wholeroom.analysis.report import digest, environment, stylesheet
from wholeroom.analysis.segmentation.compiled import compiled
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.page.paper import pack_context
from wholeroom.analysis.segmentation.page.rules_in_words import RulesInWords

HERE = Path(__file__).parent
FIRST, LAST = ("rules.js", "talk.js", "page.js", "places.js"), "start.js"
ON_PAPER = ("paper_", "rule_", "notice_")  # texts that stand in the page already: its program does not need them


def page(aim_set: AimSet, *, back: str | None = None, preview: bool = False, translate: Translate = plain) -> str:
    """The page of a set, whole: with ``back`` a link that leads back to a site, with ``preview`` a band that says so.

    Its own policy lets it run exactly its own script and styles and connect to nothing. The same set gives the same
    bytes. ``translate`` turns the page's own texts into the language of the set.
    """
    script, styles = scripts(), stylesheet(*sorted((HERE / "css").glob("*.css")))
    pack = pack_context(aim_set, translate=translate)
    context = {
        **pack,
        "data": _data(_with_rules_in_words(aim_set, translate)),
        "words": _data({key: text for key, text in pack["say"].items() if not key.startswith(ON_PAPER)}),
        "script": Markup(script),  # noqa: S704 our own files
        "styles": Markup(styles),  # noqa: S704 our own files
        "policy": policy(script, styles),
        "back": back,
        "preview": preview,
    }
    return environment(HERE / "templates").get_template("conversation.html").render(**context)


def _with_rules_in_words(aim_set: AimSet, translate: Translate) -> dict[str, Any]:
    """The set as the page reads it, each suggestion with its rule in plain words and in Easy Read."""
    data = compiled(aim_set)
    wordings = [RulesInWords(aim_set, easy, translate) for easy in (False, True)]
    for suggestion, read in zip(data["suggestions"], aim_set.suggestions, strict=True):
        suggestion["rule"] = msgspec.to_builtins([rules.of(read.when) for rules in wordings])
    return data


def policy(script: str, styles: str) -> str:
    """Exactly this script and these styles, no connection, no form, no frame, nothing from anywhere."""
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(styles)}'; connect-src 'none'; "
        "img-src 'none'; form-action 'none'; base-uri 'none'"
    )


def scripts() -> str:
    """All files of the page's program, one after another inside one function, so that nothing of it is global."""
    folder = HERE / "js"
    others = sorted(file.name for file in folder.glob("*.js") if file.name not in (*FIRST, LAST))
    return '"use strict";\n(() => {\n' + "\n".join(_text(folder / name) for name in (*FIRST, *others, LAST)) + "})();\n"


def _data(value: object) -> Markup:
    """JSON that cannot end the element it stands in, whatever its texts hold."""
    text = msgspec.json.encode(value).decode()
    return Markup(re.sub(r"[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text))  # noqa: S704 escaped


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
