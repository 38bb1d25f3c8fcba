"""Whether every rule can come true: a suggestion or a topic that nobody can ever see is a mistake."""

from collections.abc import Iterator

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.examples import LARGEST, Search, TooLargeError
from wholeroom.analysis.segmentation.checking.questions import rules, unanswerable
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import Finding

NEVER = Sentence("never_true", "No conversation makes this come true. Look for conditions that shut each other out.")
TOO_LARGE = plain("This is too large to be checked. List {most} conditions at most, and split what is longer.")


def never_true(aim_set: AimSet) -> Iterator[Finding]:
    """Every rule that no conversation makes come true. Rules that ask for what is not there are told elsewhere."""
    search, told = Search(aim_set), {finding.place for finding in unanswerable(aim_set)}
    for rule in rules(aim_set):
        if rule.place in told:
            continue
        try:
            if search.example(rule.when) is None:
                yield Finding(rule.place, NEVER)
        except TooLargeError:
            yield Finding(rule.place, Sentence("too_large", TOO_LARGE, {"most": LARGEST}))
