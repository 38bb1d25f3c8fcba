"""Whether a set is fit for use: everything that stands in the way, all at once."""

from collections.abc import Callable, Iterator

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.segmentation.checking.fairness import not_left_to_prescriber, unequal
from wholeroom.analysis.segmentation.checking.forbidden import forbidden_words, locally_forbidden
from wholeroom.analysis.segmentation.checking.questions import unanswerable
from wholeroom.analysis.segmentation.checking.reachable import never_true
from wholeroom.analysis.segmentation.checking.reading_age import hard_to_read
from wholeroom.analysis.segmentation.checking.structure import ill_formed
from wholeroom.analysis.segmentation.checking.versions import unlike_its_log
from wholeroom.analysis.segmentation.definition import AimSet
from wholeroom.analysis.segmentation.reading_sets import Finding

KNOWN = "en"
NOT_CHECKED = Caveat(
    "language_not_checked", "Words and reading age are checked in English only, so not in this set. Have them read."
)


def check(aim_set: AimSet) -> tuple[Finding, ...]:
    """Everything that must be mended before the set is used, each with its place; empty if it is fit for use."""
    checks = CHECKS + (CHECKS_OF_ENGLISH if aim_set.language == KNOWN else ())
    found = (finding for one in checks for finding in one(aim_set))
    return tuple({(finding.place, str(finding.sentence)): finding for finding in found}.values())


def caveats(aim_set: AimSet) -> tuple[Caveat, ...]:
    """What the check cannot tell of this set."""
    return () if aim_set.language == KNOWN else (NOT_CHECKED,)


CHECKS: tuple[Callable[[AimSet], Iterator[Finding]], ...] = (
    ill_formed,
    unlike_its_log,
    unanswerable,
    never_true,
    unequal,
    locally_forbidden,
)
CHECKS_OF_ENGLISH: tuple[Callable[[AimSet], Iterator[Finding]], ...] = (
    not_left_to_prescriber,
    forbidden_words,
    hard_to_read,
)
