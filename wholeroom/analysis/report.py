"""One self-contained HTML page from a result: its styles inside, its own policy, no script, nothing fetched."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import extract_from_ast
from markupsafe import Markup

from wholeroom.analysis.caveats import Sentence, Translate, plain

HERE = Path(__file__).parent
STYLE = HERE / "style"
SHELL = HERE / "templates"


def page(
    template: Path,
    context: Mapping[str, object],
    *,
    style: str = "",
    language: str = "en",
    translate: Translate = plain,
) -> str:
    """Fill a topic's template, which extends ``page.html``, and hand back the whole page.

    Every value is escaped. Templates write each fixed sentence as ``t("English words", name=value)`` and a ``Sentence``
    as ``say(sentence)``; both go through ``translate``. ``style`` is added to the styles that every report shares.
    """
    styles = "\n".join([stylesheet(), style])
    values = {"language": language, "styles": Markup(styles), "policy": policy(styles)}  # noqa: S704 our own files
    return (
        environment(template.parent)
        .get_template(template.name)
        .render(**values, **context, t=_saying(translate), say=lambda sentence: sentence.text(translate))
    )


def environment(folder: Path) -> Environment:
    """Templates of a topic and the shell they extend; a name that is not there is an error, not an empty space."""
    return Environment(
        loader=FileSystemLoader([folder, SHELL]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy(styles: str) -> str:
    """What the page may do, as a content security policy: use exactly these styles and pictures inside it; no more.

    >>> policy("").split("; ")[1]
    "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"default-src 'none'; style-src '{digest(styles)}'; img-src data:; base-uri 'none'; form-action 'none'"


def digest(text: str) -> str:
    """What a policy names a style or a script by that stands inside a page."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def stylesheet(*more: Path) -> str:
    """The styles that every page of this half shares, and those of other files after them."""
    return "\n".join(map(_text, (STYLE / "report.css", STYLE / "tokens.css", *more)))


def policy_of(html: str) -> str:
    """The policy a report carries, for a server that sends it as a header too. ValueError where there is none."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    if not found:
        raise ValueError("The page has no content security policy. Expected a page made by wholeroom.analysis.report.")
    return unescape(found[1])


def fixed_texts(folder: Path) -> Iterator[str]:
    """Every English text that the templates of a folder mark with ``t("...")``: the keys of their translations."""
    for path in sorted(folder.glob("*.html")):
        for _, _, marked in extract_from_ast(environment(folder).parse(_text(path)), gettext_functions=("t",)):
            words = marked[0] if isinstance(marked, tuple) else marked  # a text with values comes in a tuple
            yield str(words)


def _saying(translate: Translate) -> Callable[..., str]:
    def t(words: str, **values: object) -> str:
        return Sentence("", words, values).text(translate)

    return t


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
