"""Whether a set holds together: its names, the order of its topics, what each kind of topic needs, its versions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.forbidden import MOST_LOCAL
from wholeroom.analysis.segmentation.checking.texts import entry, option_lists, seen
from wholeroom.analysis.segmentation.definition import PARTS, STRENGTHS, WAYS, AimSet, Topic
from wholeroom.analysis.segmentation.reading_sets import Finding

CHOICES = (2, 12)
FEWEST = 2  # options, and amounts of support
MOST_PHASES = 20
NEEDED = ("know", "want", "steady", "ways", "support")
SHORT: tuple[tuple[str, ...], ...] = (("know",), ("want",), ("steady",), ("now", "body", "life"), ("ways",))

TWICE = plain("The name “{name}” stands here more than once. Give each its own.")
ORDER = plain("A topic of “{part}” stands after one of “{before}”. The order of parts is {parts}.")
NO_TOPIC = plain("No topic of the part “{part}”. Write one at least: every conversation has it.")
ONE_TOPIC = plain("There must be exactly one topic of the kind “{kind}”, in the part “{kind}”. Found: {found}.")
ALWAYS = Sentence("always_asked", "What people know, want and stand on is asked always. Leave out “when” here.")
NOT_SHORT = plain("The 10-minute version has no topic of {parts}. Give one of them short = true.")
CHOICES_NEEDED = plain("This kind of topic has from {fewest} to {most} choices. Found: {found}.")
NO_CHOICES = plain("A topic of the kind “{kind}” has no choices of its own. Leave them out.")
ENDS_NEEDED = Sentence("ends_needed", "A scale needs both its ends. Write low = [...] and high = [...].")
NO_ENDS = plain("A topic of the kind “{kind}” has no ends. Leave out low and high, or make it a scale.")
FIVE_WAYS = plain("Each of the five ways on stands once: {ways}. Found: {found}.")
TOO_FEW = plain("This needs {fewest} at least. Found: {found}.")
TOO_MANY = plain("This can have {most} at most. Found: {found}.")
NOTHING_MORE = Sentence(
    "nothing_more", "All its options are in the usual offer already. Add what is more than that, or leave it out."
)
EMPTY = Sentence("empty", "A text is empty here. Write it in plain words and in Easy Read.")
NO_SERVICE = Sentence("no_service", "Name the service, so that people know whose page this is.")
NO_LOCAL_WORD = Sentence("no_local_word", "A word of “forbidden” is empty. Leave it out.")
COUNTS_SEEN_BY = Sentence("counts_seen_by", "Counts are on, so say who sees them: seen_by = [...].")
COUNTS_PHASES = Sentence("counts_phases", "Counts are of phases, and there are none. Write [[phases]], or turn it off.")


def ill_formed(aim_set: AimSet) -> Iterator[Finding]:
    """Everything that keeps the parts of a set from fitting together."""
    yield from _names(aim_set)
    yield from _order(aim_set)
    yield from _parts(aim_set)
    yield from _short_version(aim_set)
    for number, topic in enumerate(aim_set.topics, start=1):
        yield from _topic(entry("topics", number, topic.name), topic)
    yield from _ways_and_support(aim_set)
    yield from _options(aim_set)
    yield from _counts(aim_set)
    yield from (Finding(text.place, EMPTY) for text in seen(aim_set) if not all(map(str.strip, text.text)))
    if not aim_set.service.strip():
        yield Finding("service", NO_SERVICE)
    for part, listed, most in (("phases", aim_set.phases, MOST_PHASES), ("forbidden", aim_set.forbidden, MOST_LOCAL)):
        if len(listed) > most:
            yield Finding(part, Sentence("too_many", TOO_MANY, {"most": most, "found": len(listed)}))
    if not all(word.strip() for word in aim_set.forbidden):
        yield Finding("forbidden", NO_LOCAL_WORD)


def _names(aim_set: AimSet) -> Iterator[Finding]:
    yield from _twice("topics", (topic.name for topic in aim_set.topics))
    for number, topic in enumerate(aim_set.topics, start=1):
        yield from _twice(f"{entry('topics', number, topic.name)}, choices", (choice.name for choice in topic.choices))
    yield from _twice("suggestions", (suggestion.name for suggestion in aim_set.suggestions))
    yield from _twice("support", (amount.name for amount in aim_set.support))
    yield from _twice("phases", (amount.name for amount in aim_set.phases))


def _twice(part: str, names: Iterable[str]) -> Iterator[Finding]:
    for name, number in Counter(names).items():
        if number > 1:
            yield Finding(part, Sentence("name_twice", TWICE, {"name": name}))


def _order(aim_set: AimSet) -> Iterator[Finding]:
    furthest = 0
    for number, topic in enumerate(aim_set.topics, start=1):
        here = PARTS.index(topic.part)
        if here < furthest:
            values = {"part": topic.part, "before": PARTS[furthest], "parts": ", ".join(PARTS)}
            yield Finding(entry("topics", number, topic.name), Sentence("order", ORDER, values))
        furthest = max(here, furthest)


def _parts(aim_set: AimSet) -> Iterator[Finding]:
    for part in NEEDED:
        if all(topic.part != part for topic in aim_set.topics):
            yield Finding("topics", Sentence("no_topic", NO_TOPIC, {"part": part}))
    for kind in ("ways", "support"):
        found = [topic for topic in aim_set.topics if topic.kind == kind]
        if len(found) != 1 or found[0].part != kind:
            told = ", ".join(f"{topic.name} ({topic.part})" for topic in found) or "0"
            yield Finding("topics", Sentence("one_topic", ONE_TOPIC, {"kind": kind, "found": told}))


def _short_version(aim_set: AimSet) -> Iterator[Finding]:
    short = {topic.part for topic in aim_set.topics if topic.short}
    for parts in SHORT:
        if short.isdisjoint(parts):
            yield Finding("topics", Sentence("not_short", NOT_SHORT, {"parts": " / ".join(parts)}))


def _topic(place: str, topic: Topic) -> Iterator[Finding]:
    if topic.part in STRENGTHS and topic.when is not None:
        yield Finding(f"{place}, when", ALWAYS)
    fewest, most = CHOICES
    if topic.kind in ("choice", "choices"):
        if not fewest <= len(topic.choices) <= most:
            values = {"fewest": fewest, "most": most, "found": len(topic.choices)}
            yield Finding(f"{place}, choices", Sentence("choices_needed", CHOICES_NEEDED, values))
    elif topic.choices:
        yield Finding(f"{place}, choices", Sentence("no_choices", NO_CHOICES, {"kind": topic.kind}))
    if topic.kind == "scale" and (topic.low is None or topic.high is None):
        yield Finding(place, ENDS_NEEDED)
    if topic.kind != "scale" and (topic.low is not None or topic.high is not None):
        yield Finding(place, Sentence("no_ends", NO_ENDS, {"kind": topic.kind}))


def _ways_and_support(aim_set: AimSet) -> Iterator[Finding]:
    found = [way.way for way in aim_set.ways]
    if sorted(found) != sorted(WAYS):
        values = {"ways": ", ".join(WAYS), "found": ", ".join(found) or "0"}
        yield Finding("ways", Sentence("five_ways", FIVE_WAYS, values))
    if len(aim_set.support) < FEWEST:
        yield _too_few("support", len(aim_set.support))


def _options(aim_set: AimSet) -> Iterator[Finding]:
    for place, options in option_lists(aim_set):
        if len(options) < FEWEST:
            yield _too_few(f"{place}, options", len(options))
    usual = {_same(option.text[0]) for option in aim_set.standard.options}
    for number, suggestion in enumerate(aim_set.suggestions, start=1):
        if suggestion.options and usual.issuperset(_same(option.text[0]) for option in suggestion.options):
            yield Finding(f"{entry('suggestions', number, suggestion.name)}, options", NOTHING_MORE)


def _too_few(place: str, found: int) -> Finding:
    return Finding(place, Sentence("too_few", TOO_FEW, {"fewest": FEWEST, "found": found}))


def _same(text: str) -> str:
    """The words of a text, whatever its case, spaces and last sign."""
    return " ".join(text.casefold().split()).rstrip(".!?: ")


def _counts(aim_set: AimSet) -> Iterator[Finding]:
    if aim_set.counts.on and aim_set.counts.seen_by is None:
        yield Finding("counts", COUNTS_SEEN_BY)
    if aim_set.counts.on and not aim_set.phases:
        yield Finding("counts", COUNTS_PHASES)
