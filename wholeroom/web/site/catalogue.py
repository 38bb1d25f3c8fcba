"""The texts of both halves, for translators: collected from templates and code, compiled without GNU gettext."""

import ast
import contextlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation import templatize

from wholeroom.analysis.report import fixed_texts

PACKAGE = Path(__file__).parents[2]
LOCALE = PACKAGE / "web" / "locale"
NOT_READ = {"tests", "migrations", "locale", "static"}
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "plain"}  # `plain` marks texts of the analysis half
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
WITH_PLURAL = {"ngettext", "ngettext_lazy"}
SENTENCES = {"Sentence", "Caveat"}  # code, words: the words are the text
METHOD_TEXTS = ("title", "about", "when", "not_when")
STEP_TEXTS = ("title", "prompt")
CALL = re.compile(r"\b(?:n|p|np)?gettext\(|\b_\(")
CLOSING = re.compile(r"\)")


@dataclass(frozen=True)
class Text:
    """One text and where it is written; ``plural`` and ``context`` only where gettext needs them."""

    words: str
    place: str
    plural: str = ""
    context: str | None = None


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def texts() -> list[Text]:
    """Every text that a person may read on the site or in a report, in a steady order."""
    found = [text for file in files(PACKAGE / "web", "*.html") for text in of_template(file)]
    code = [text for file in files(PACKAGE, "*.py") for text in of_code(file.read_text("utf-8"), place(file))]
    folders = sorted(folder for folder in (PACKAGE / "analysis").rglob("templates") if folder.is_dir())
    reports = [Text(words, place(folder)) for folder in folders for words in fixed_texts(folder)]
    methods = [text for file in files(PACKAGE / "web" / "methods", "steps.toml") for text in of_method(file)]
    words = [text for file in files(PACKAGE / "analysis", "words/*.toml") for text in of_words(file)]
    return [text for text in found + code + reports + methods + words if text.words]


def files(folder: Path, pattern: str) -> list[Path]:
    return sorted(file for file in folder.rglob(pattern) if not NOT_READ.intersection(file.relative_to(PACKAGE).parts))


def place(file: Path) -> str:
    return file.relative_to(PACKAGE.parent).as_posix()


def of_template(file: Path) -> Iterator[Text]:
    """Django's ``templatize`` writes what is to be translated as calls of gettext, and blanks out all else."""
    source = templatize(file.read_text(encoding="utf-8"))
    for start in CALL.finditer(source):
        if call := first_call(source[start.start() :]):
            yield from of_code(call, place(file))


def first_call(source: str) -> str | None:
    """The call that stands at the start: up to the first closing bracket with which it can be read."""
    for end in CLOSING.finditer(source):
        with contextlib.suppress(SyntaxError):
            ast.parse(source[: end.end()], mode="eval")
            return source[: end.end()]
    return None


def of_code(source: str, where: str) -> Iterator[Text]:
    """Calls with plain strings in them; what is put together as the program runs cannot be translated.

    >>> [text.words for text in of_code('_("Hello"); Sentence("few", "Only {people}."); print("no")', "x.py")]
    ['Hello', 'Only {people}.']
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (text := of_call(node, where)):
            yield text


def of_call(call: ast.Call, where: str) -> Text | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    strings = [string_of(argument) for argument in call.args]
    if name in SINGULAR and strings[:1] != [None] and strings:
        return Text(strings[0], where)
    if name in SENTENCES:
        named = {keyword.arg: string_of(keyword.value) for keyword in call.keywords}
        words = strings[1] if len(strings) > 1 else named.get("words")
        return Text(words, where) if words else None
    if name in WITH_PLURAL and len(strings) > 1 and None not in strings[:2]:
        return Text(strings[0], where, plural=strings[1])
    if name in WITH_CONTEXT and len(strings) > 1 and None not in strings[:2]:
        return Text(strings[1], where, context=strings[0])
    return None


def of_method(file: Path) -> Iterator[Text]:
    """What a way to hold a room says of itself and of its steps; translated where it is shown."""
    method = tomllib.loads(file.read_text(encoding="utf-8"))
    for part, names in [(method, METHOD_TEXTS), *((step, STEP_TEXTS) for step in method["steps"])]:
        for name in names:
            yield Text(part[name], place(file))


def of_words(file: Path) -> Iterator[Text]:
    """What the page of the aim aid says: each text in plain words and in Easy Read."""
    for plain_words, easy_words in tomllib.loads(file.read_text(encoding="utf-8")).values():
        yield Text(plain_words, place(file))
        yield Text(easy_words, place(file))


def string_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def update(language: str) -> polib.POFile:
    """Bring a catalogue to the texts of today: new ones stand empty in it, those that are gone leave it."""
    file = catalogue_file(language)
    before_now = polib.pofile(str(file)) if file.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in before_now}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.header = before_now.header
    catalogue.metadata = {"Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8"}
    entries: dict[tuple[str | None, str], polib.POEntry] = {}
    for text in texts():
        key = (text.context, text.words)
        if key not in entries:
            before = known.get(key)
            entries[key] = polib.POEntry(
                msgid=text.words,
                msgctxt=text.context,
                msgid_plural=text.plural,
                msgstr=before.msgstr if before else "",
                msgstr_plural=before.msgstr_plural if before else ({0: "", 1: ""} if text.plural else {}),
                tcomment=before.tcomment if before else "",
            )
        if (text.place, "") not in entries[key].occurrences:
            entries[key].occurrences.append((text.place, ""))
    catalogue.extend(entries.values())
    return catalogue


def save(language: str, catalogue: polib.POFile) -> None:
    """The catalogue for translators, and beside it the compiled one that the site reads."""
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file))
    catalogue.save_as_mofile(str(file.with_suffix(".mo")))


def untranslated(catalogue: polib.POFile) -> list[str]:
    return [entry.msgid for entry in catalogue if not entry.translated()]
