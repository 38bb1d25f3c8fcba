"""How easy the texts are to read: short sentences, and a school grade for all of them together.

The automated readability index is 4.71 × characters / words + 0.5 × words / sentences − 21.43. It stands for a school
grade of the United States: 5 is for children of ten. It is made for English. Do not use it for one sentence alone.

Source: Smith and Senter 1967, Automated Readability Index, AMRL-TR-66-220.
"""

import re
from collections.abc import Iterable, Iterator

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.texts import seen
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import Finding

GRADE = 5.0
PLAIN_WORDS, EASY_WORDS = 15, 10
FEWEST_WORDS = 3  # shorter sentences, such as titles, count for nothing: they would make any set look easy

ENDS = re.compile(r"(?<=[.!?:])\s+|(?<=[.!?:]”)\s+")
WORD = re.compile(r"[A-Za-z0-9][\w'’-]*")
NOT_IN_WORDS = re.compile(r"[^\w\s']|'(?![tsd]|ve|ll|re)")

LONG = plain("A sentence has {found} words, {most} at most: “{sentence}” Make two of it.")
HARD = plain("All plain words together read at grade {grade}, {most} at most. Use shorter words and sentences.")
HARD_EASY = plain("All Easy Read together reads at grade {grade}, {most} at most. Use shorter words and sentences.")


def sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """Every sentence once, in the order of the texts.

    >>> sentences(["How is it? Say what fits:", "How is it?"])
    ('How is it?', 'Say what fits:')
    """
    parts = (part for text in texts for part in ENDS.split(text))
    return tuple(dict.fromkeys(part for part in parts if re.search(r"[A-Za-z]{2}", part)))


def words_in(sentence: str) -> int:
    """How many words a sentence has."""
    return len(WORD.findall(sentence))


def reading_age(texts: Iterable[str]) -> float:
    """The school grade of all the texts together; 0.0 where there is no sentence of three words.

    >>> round(reading_age(["You can have these.", "What keeps things steady for you now?"]), 1)
    1.4
    """
    counted = [sentence for sentence in sentences(texts) if words_in(sentence) >= FEWEST_WORDS]
    if not counted:
        return 0.0
    whole = " ".join(sentence if sentence[-1] in ".!?" else f"{sentence}." for sentence in counted)
    characters, pieces = len("".join(whole.split())), len(whole.split())
    words = len(NOT_IN_WORDS.sub("", whole).split())
    return 4.71 * characters / pieces + 0.5 * words / len(counted) - 21.43


def hard_to_read(aim_set: AimSet) -> Iterator[Finding]:
    """Sentences that are too long, and a wording that is too hard as a whole."""
    for text in seen(aim_set):
        for wording, most in zip(text.text, (PLAIN_WORDS, EASY_WORDS), strict=True):
            yield from _too_long(text.place, wording, most)
    for index, words in enumerate((HARD, HARD_EASY)):
        grade = reading_age(text.text[index] for text in seen(aim_set))
        if grade > GRADE:
            values = {"grade": f"{grade:.1f}", "most": f"{GRADE:.0f}"}
            yield Finding("", Sentence("hard_to_read", words, values))


def _too_long(place: str, text: str, most: int) -> Iterator[Finding]:
    for sentence in sentences([text]):
        if words_in(sentence) > most:
            values = {"found": words_in(sentence), "most": most, "sentence": sentence}
            yield Finding(place, Sentence("long_sentence", LONG, values))
