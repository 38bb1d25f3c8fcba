"""Whether every direction has the same space, and whether what a prescriber decides is left to the prescriber."""

from collections.abc import Iterator

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.texts import entry, option_lists, options
from wholeroom.analysis.segmentation.checking.wording import LISTS, same_signs, words
from wholeroom.analysis.segmentation.definition import AimSet, Option, Text, WayOn
from wholeroom.analysis.segmentation.reading_sets import Finding

TIMES, SLACK = 1.6, 2  # the longest text has at most 1.6 times the words of the shortest, and 2 more

WITHOUT_STAY = plain('The option “{option}” leads away from where they are. Set one beside it with way = "stay".')
UNEQUAL = plain("“{longest}” has {most} words here, “{shortest}” has {fewest}. Give all five ways on the same space.")
UNEQUAL_EASY = plain("“{longest}” has {most} words in Easy Read, “{shortest}” has {fewest}. Give all the same space.")
PRESCRIBER = plain("“{word}” is for the prescriber. Write prescriber = true, and say no more than to raise it.")
DIRECTION = plain("“{word}” says what to do with a medicine. Name the way on (way = ...), or leave the word out.")

OF_PRESCRIBER = words(LISTS["prescriber"])
DIRECTIONS = words(LISTS["direction"])


def unequal(aim_set: AimSet) -> Iterator[Finding]:
    """Where one direction is presumed, or has more space than the others."""
    for place, several in option_lists(aim_set):
        ways = {option.way for option in several}
        for number, option in enumerate(several, start=1):
            if option.way not in (None, "stay") and "stay" not in ways:
                values = {"option": option.text[0]}
                yield Finding(f"{place}, options {number}", Sentence("without_stay", WITHOUT_STAY, values))
    for field in ("title", "good", "hard"):
        for index, says in enumerate((UNEQUAL, UNEQUAL_EASY)):
            yield from _space(aim_set.ways, field, index, says)


def _space(ways: tuple[WayOn, ...], field: str, index: int, says: str) -> Iterator[Finding]:
    """Whether one field of the five ways, in one wording, has about the same length in each."""
    lengths = {way.way: len(getattr(way, field)[index].split()) for way in ways}
    if not lengths:
        return
    longest, shortest = max(lengths, key=lengths.__getitem__), min(lengths, key=lengths.__getitem__)
    if lengths[longest] > TIMES * lengths[shortest] + SLACK:
        values = {"longest": longest, "most": lengths[longest], "shortest": shortest, "fewest": lengths[shortest]}
        yield Finding(f"ways, {field}", Sentence("unequal", says, values))


def not_left_to_prescriber(aim_set: AimSet) -> Iterator[Finding]:
    """Where an option or a way on speaks of medicine and does not hand that on to the prescriber."""
    for number, way in enumerate(aim_set.ways, start=1):
        if not way.prescriber:
            yield from _unmarked(entry("ways", number, way.way), way.title, way.good, way.hard)
    for place, option in options(aim_set):
        if not option.prescriber:
            yield from _unmarked(place, option.text)
        if option.way is None:
            yield from _directed(place, option)


def _unmarked(place: str, *texts: Text) -> Iterator[Finding]:
    """The first word of the texts that is for the prescriber."""
    found = next(filter(None, (OF_PRESCRIBER.search(same_signs(wording)) for text in texts for wording in text)), None)
    if found:
        yield Finding(place, Sentence("prescriber", PRESCRIBER, {"word": found[0]}))


def _directed(place: str, option: Option) -> Iterator[Finding]:
    for wording in option.text:
        said = same_signs(wording)
        found = DIRECTIONS.search(said)
        if found and OF_PRESCRIBER.search(said):
            yield Finding(place, Sentence("direction", DIRECTION, {"word": found[0]}))
            return
