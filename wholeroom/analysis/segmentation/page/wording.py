"""The page for review: every text a person sees and every rule in words, with room to agree or object to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from wholeroom.analysis.caveats import Sentence, Translate, plain
from wholeroom.analysis.report import page
from wholeroom.analysis.segmentation.conditions import Condition
from wholeroom.analysis.segmentation.definition import AimSet, Amount, Option, Suggestion, Text, Topic
from wholeroom.analysis.segmentation.page.rules_in_words import InWords, RulesInWords
from wholeroom.analysis.segmentation.page.words import texts_by_file

TEMPLATES = Path(__file__).parent / "templates"

TITLE = Sentence("title", "Title")
ABOUT = Sentence("about", "What it is about")
SEEN_BY = Sentence("seen_by", "Who sees it")
COUNTS_SEEN_BY = Sentence("counts_seen_by", "Who sees the counts")
QUESTION = Sentence("question", "Question")
HINT = Sentence("hint", "Hint")
COMES_UP = Sentence("comes_up", "Comes up if")
LOW = Sentence("low", "At 0")
HIGH = Sentence("high", "At 10")
CHOICE = Sentence("choice", "Choice")
GOOD = Sentence("good", "What may be good")
HARD = Sentence("hard", "What may be hard")
MEANS = Sentence("means", "What it means")
TEXT = Sentence("text", "Text")
ADDS = Sentence("adds", "What it adds")
OPTION = Sentence("option", "Option")
OPTION_OF_WAY = plain("Option, way on: {way}")
PRESCRIBER = Sentence("prescriber", "The page adds: raise it with the prescriber.")
OF_PAGE = plain("The page itself: {file}")
SHORT = Sentence("short", "Part of the short talk")

SIGNED_BY = (
    Sentence("safety", "Clinical safety officer"),
    Sentence("lead", "Service lead"),
    Sentence("lived", "People with lived experience"),
    Sentence("data", "Data protection officer"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text or one rule in both wordings; ``notes`` are facts about it that the page shows beside it."""

    what: Sentence
    plain: str | InWords
    easy: str | InWords
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Texts that stand together; ``heading`` is ours, or the title of a topic or of something to talk about."""

    heading: Sentence
    name: str
    rows: tuple[Row, ...]


def wording_page(aim_set: AimSet, translate: Translate = plain, language: str = "en") -> str:
    """One page to review a set by, before anyone uses it: for clinicians, service leads and people who use services.

    It has every text of the set and of the page itself, plain words beside Easy Read; every rule in words, with its
    options; and lines to sign. ``language`` is the code of the language ``translate`` speaks. The same set always
    gives the same page.
    """
    context = {
        "title": aim_set.title[0],
        "set": aim_set,
        "parts": _parts(aim_set, translate),
        "number": count(1).__next__,
        "signed_by": SIGNED_BY,
    }
    style = (TEMPLATES / "wording.css").read_text(encoding="utf-8")
    return page(TEMPLATES / "wording.html", context, style=style, language=language, translate=translate)


def _parts(aim_set: AimSet, translate: Translate) -> list[tuple[Sentence, list[Section]]]:
    """The page's big parts in the order of a conversation; the page's own texts last."""
    teller = _Teller(aim_set, translate)
    return [
        (Sentence("whole", "The whole"), [teller.whole()]),
        (Sentence("topics", "Topics, in their order"), [teller.topic(topic) for topic in aim_set.topics]),
        (Sentence("ways", "Ways on, amounts and phases"), list(teller.named())),
        (Sentence("things", "Things you might talk about"), list(teller.things())),
        (Sentence("page", "The words of the page itself"), list(_of_page(translate))),
    ]


class _Teller:
    """Puts the texts of a set into rows."""

    def __init__(self, aim_set: AimSet, translate: Translate) -> None:
        self.aim_set = aim_set
        self.rules = [RulesInWords(aim_set, easy, translate) for easy in (False, True)]

    def whole(self) -> Section:
        aim_set = self.aim_set
        rows = [_row(TITLE, aim_set.title), _row(ABOUT, aim_set.about), _row(SEEN_BY, aim_set.seen_by)]
        if aim_set.counts.seen_by:
            rows.append(_row(COUNTS_SEEN_BY, aim_set.counts.seen_by))
        return Section(Sentence("about_set", "About the talk"), aim_set.name, tuple(rows))

    def topic(self, topic: Topic) -> Section:
        notes = (SHORT,) if topic.short else ()
        rows = [_row(TITLE, topic.title, *notes), _row(QUESTION, topic.ask)]
        optional = [(HINT, topic.hint), (LOW, topic.low), (HIGH, topic.high)]
        rows += [_row(what, text) for what, text in optional if text]
        rows += [_row(CHOICE, choice.text) for choice in topic.choices]
        rows += [self.rule(topic.when)] if topic.when else []
        return Section(_as_is(topic.title), topic.name, tuple(rows))

    def named(self) -> Iterator[Section]:
        """The five ways on, the amounts of support and the phases."""
        for way in self.aim_set.ways:
            notes = (PRESCRIBER,) if way.prescriber else ()
            rows = (_row(TITLE, way.title, *notes), _row(GOOD, way.good), _row(HARD, way.hard))
            yield Section(_as_is(way.title), way.way, rows)
        for amount in (*self.aim_set.support, *self.aim_set.phases):
            yield _amount(amount)

    def things(self) -> Iterator[Section]:
        standard = self.aim_set.standard
        rows = (_row(TITLE, standard.title), _row(TEXT, standard.text), *map(_option, standard.options))
        yield Section(_as_is(standard.title), "standard", rows)
        for suggestion in self.aim_set.suggestions:
            yield self.suggestion(suggestion)

    def suggestion(self, suggestion: Suggestion) -> Section:
        rows = (
            _row(TITLE, suggestion.title),
            self.rule(suggestion.when),
            _row(ADDS, suggestion.adds),
            *map(_option, suggestion.options),
        )
        return Section(_as_is(suggestion.title), suggestion.name, rows)

    def rule(self, condition: Condition) -> Row:
        normal, easy = (rules.of(condition) for rules in self.rules)
        return Row(COMES_UP, normal, easy)


def _row(what: Sentence, text: Text, *notes: Sentence) -> Row:
    return Row(what, *text, notes)


def _amount(amount: Amount) -> Section:
    return Section(_as_is(amount.title), amount.name, (_row(TITLE, amount.title), _row(MEANS, amount.means)))


def _option(option: Option) -> Row:
    what = Sentence("option_of_way", OPTION_OF_WAY, {"way": option.way}) if option.way else OPTION
    return _row(what, option.text, *((PRESCRIBER,) if option.prescriber else ()))


def _of_page(translate: Translate) -> Iterator[Section]:
    for file, found in texts_by_file().items():
        rows = (Row(_as_is((key, key)), translate(normal), translate(easy)) for key, (normal, easy) in found.items())
        yield Section(Sentence("of_page", OF_PAGE, {"file": file}), file, tuple(rows))


def _as_is(text: Text) -> Sentence:
    """A text of the set as a heading: it is not ours to translate."""
    return Sentence("as_is", "{text}", {"text": text[0]})
