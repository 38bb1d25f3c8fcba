"""What the commands of `wholeroom aim` answer, in words for a terminal and as data for a file."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from wholeroom.analysis.segmentation.checking.check import KNOWN
from wholeroom.analysis.segmentation.checking.reading_age import reading_age, sentences
from wholeroom.analysis.segmentation.checking.texts import seen
from wholeroom.analysis.segmentation.conversation import Conversation
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.page.rules_in_words import RulesInWords
from wholeroom.analysis.segmentation.reading_sets import Finding
from wholeroom.analysis.segmentation.suggestions import CameUp, ThingsToTalkAbout


def told_as_data(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"place": one.place, "code": one.sentence.code, "text": str(one.sentence)} for one in findings]


def as_json(**content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def figures_of(aim_set: AimSet) -> dict[str, Any]:
    """How much was checked; reading ages only where they can be told."""
    texts = [text.text for text in seen(aim_set)]
    rules = len(aim_set.suggestions) + sum(topic.when is not None for topic in aim_set.topics)
    figures = {"topics": len(aim_set.topics), "rules": rules}
    for wording, name in enumerate(("plain", "easy")):
        mine = [text[wording] for text in texts]
        figures[f"sentences_{name}"] = len(sentences(mine))
        figures[f"grade_{name}"] = round(reading_age(mine), 1) if aim_set.language == KNOWN else None
    return figures


def all_is_well(aim_set: AimSet, figures: dict[str, Any]) -> Iterator[str]:
    yield f"Nothing to mend in {aim_set.name}, version {aim_set.version}."
    yield f"Topics: {figures['topics']}. Each can be skipped. Each part of the talk has its place."
    yield f"Rules: {figures['rules']}. Each can come up, and each suggestion has two options or more."
    yield f"Sentences: {figures['sentences_plain']} in plain words, {figures['sentences_easy']} in Easy Read."
    if figures["grade_plain"] is not None:
        yield f"Reading age, as a school grade: {figures['grade_plain']} and {figures['grade_easy']}. At most 5."
    if not aim_set.is_reviewed:
        yield "A check is not a review: nobody has signed off this version yet."


def what_came_up(found: ThingsToTalkAbout) -> dict[str, Any]:
    return {
        "topics": [topic.name for topic in found.topics],
        "suggestions": [
            {"name": one.suggestion.name, "because": msgspec.to_builtins(list(one.because))}
            for one in found.suggestions
        ],
        "usual_offer_may_do": found.usual_offer_may_do,
    }


def told_in_words(aim_set: AimSet, conversation: Conversation, found: ThingsToTalkAbout) -> Iterator[str]:
    yield f"Topics of the {conversation.length} talk:"
    yield from (f"  {topic.title[0]} ({topic.name})" for topic in found.topics)
    yield "Things they might talk about:" if found.suggestions else "No rule brings anything up."
    rules = RulesInWords(aim_set)
    for one in found.suggestions:
        yield from told_suggestion(rules, one)
    yield f"The usual offer, always there: {aim_set.standard.title[0]}"
    yield from (f"    - {option.text[0]}" for option in aim_set.standard.options)
    if found.usual_offer_may_do:
        yield "The page says that the usual offer may do."


def told_suggestion(rules: RulesInWords, came_up: CameUp) -> Iterator[str]:
    yield f"  {came_up.suggestion.title[0]} ({came_up.suggestion.name})"
    yield from (f"    because: {rules.reason(reason)}" for reason in came_up.because)
    yield f"    what it adds: {came_up.suggestion.adds[0]}"
    yield from (f"    - {option.text[0]}" for option in came_up.suggestion.options)
