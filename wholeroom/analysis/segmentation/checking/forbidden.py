"""Words and outputs that no set may hold, each with the reason and with what to write instead.

A word is looked for, not its sense: where a sentence means no harm, it can be said in other words too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.texts import Seen, Use, seen
from wholeroom.analysis.segmentation.checking.wording import LISTS, same_signs, words
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import Finding

NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred)"
)
UNIT = (
    r"(?:mgs?|mls?|gs?|mcgs?|μgs?|gram(?:me)?s?|milligram(?:me)?s?|microgram(?:me)?s?|millilit(?:re|er)s?|units?"
    r"|tablets?|pills?|capsules?|per cent|percent)"
)
AMOUNTS = re.compile(
    rf"(?<!\w){NUMBER}[\s-]*{UNIT}(?!\w)|\d\s*%|(?<!\w)(?:mg|ml|mcg|milligrams?|micrograms?)(?!\w)", re.IGNORECASE
)

AMOUNT = plain("“{word}” is an amount. The aid names no dose. Say that it is for the prescriber, or leave it out.")
MEDICINE = plain("“{word}” is a choice of treatment. That is for the prescriber. Write “your medicine”.")
SORTED = plain("“{word}” sorts or judges a person. Write what was said, or what there is to talk about.")
ORDER = plain("“{word}” tells people what to do. The two decide. Write “You might talk about ...”.")
LABEL = plain("“{word}” makes a person into their trouble. Write “a person who ...”.")
WRONG = plain("“{word}” makes use sound like a wrong. Write “use”, or “being hurt” for what others did.")
DIRTY = plain("“{word}” makes other people sound like dirt. Write “not using”, or “new” and “washed” for things.")
OBEY = plain("“{word}” is about obeying. Write what was agreed and what came of it.")
BLAME = plain("“{word}” puts the blame on a person. Write what happened, and what was hard.")
LOCAL_WORDS = "forbidden_here", plain("“{word}” is a word that this set forbids. Use another one.")
PHASE_NAMES = "phase_named", plain("“{word}” is a phase. A suggestion never names one. The two choose it, or leave it.")
MOST_LOCAL = 200  # words that a set can name itself

EVERYWHERE: frozenset[Use] = frozenset({"question", "offer", "about"})


@dataclass(frozen=True, slots=True)
class Family:
    """Words forbidden for one reason, in texts of these uses."""

    code: str
    words: str
    pattern: re.Pattern[str]
    uses: frozenset[Use] = EVERYWHERE


OFFERED: frozenset[Use] = frozenset({"offer"})  # people must be able to say in answers what they take

FAMILIES = (
    Family("amount", AMOUNT, AMOUNTS),
    Family("medicine", MEDICINE, words(LISTS["medicine"]), OFFERED),
    Family("sorting", SORTED, words(LISTS["sorting"])),
    Family("order", ORDER, words(LISTS["order"])),
    Family("label", LABEL, words(LISTS["label"])),
    Family("blamed_use", WRONG, words(LISTS["blamed_use"])),
    Family("dirt", DIRTY, words(LISTS["dirt"])),
    Family("obeying", OBEY, words(LISTS["obeying"])),
    Family("blaming", BLAME, words(LISTS["blaming"])),
)


def forbidden_words(aim_set: AimSet) -> Iterator[Finding]:
    """Every word that stands in a text for the person and may not, in English."""
    for text in seen(aim_set):
        for family in FAMILIES:
            if text.use in family.uses:
                yield from _found(text, family)


def locally_forbidden(aim_set: AimSet) -> Iterator[Finding]:
    """Words that the set itself forbids, and names of its phases in suggestions, in any language."""
    local, phases = _family(LOCAL_WORDS, aim_set.forbidden), _family(PHASE_NAMES, _titles(aim_set))
    for text in seen(aim_set):
        if local:
            yield from _found(text, local)
        if phases and text.place.startswith("suggestions"):
            yield from _found(text, phases)


def _titles(aim_set: AimSet) -> Iterator[str]:
    yield from (wording for phase in aim_set.phases for wording in phase.title)


def _family(told: tuple[str, str], listed: Iterable[str]) -> Family | None:
    """The words that a set names itself, if it names any."""
    named = [word for word in islice(listed, MOST_LOCAL) if word.strip()]
    return Family(*told, words(named)) if named else None


def _found(text: Seen, family: Family) -> Iterator[Finding]:
    for wording in text.text:
        for found in family.pattern.finditer(same_signs(wording)):
            yield Finding(text.place, Sentence(family.code, family.words, {"word": found[0]}))
