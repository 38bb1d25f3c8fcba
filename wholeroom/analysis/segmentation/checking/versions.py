"""Whether the change log and the reviews of a set agree with its version."""

from collections.abc import Iterator
from itertools import pairwise

from wholeroom.analysis.caveats import Sentence, plain
from wholeroom.analysis.segmentation.checking.texts import entry
from wholeroom.analysis.segmentation.definition import AimSet, Change
from wholeroom.analysis.segmentation.reading_sets import Finding

NO_CHANGES = Sentence("no_changes", "The change log is empty. Write [[changes]] for this version.")
NOT_NEWEST = plain("The set is version {version}, and the change log begins with {found}. Add what changed.")
NOT_A_VERSION = plain("“{version}” is not a version. Write numbers with points, as in 1.2.")
NOT_DOWNWARDS = plain("Version {version} stands below {above}. The newest comes first, each version once.")
LATER = plain("This day is later than that of version {above} above it. The newest comes first.")
NO_SUCH_VERSION = plain("A review of version {version}, which the change log does not have.")
TOO_EARLY = plain("A review of version {version} from before its day in the change log.")
REVIEWED_EXAMPLE = Sentence("reviewed_example", "An example has no reviews. Leave them out, or leave out “example”.")


def unlike_its_log(aim_set: AimSet) -> Iterator[Finding]:
    """Where version, change log and reviews do not agree."""
    if not aim_set.changes:
        yield Finding("changes", NO_CHANGES)
    elif aim_set.changes[0].version != aim_set.version:
        values = {"version": aim_set.version, "found": aim_set.changes[0].version}
        yield Finding("changes", Sentence("not_newest", NOT_NEWEST, values))
    for number, change in enumerate(aim_set.changes, start=1):
        if not _numbers(change.version):
            place = entry("changes", number, change.version)
            yield Finding(place, Sentence("not_a_version", NOT_A_VERSION, {"version": change.version}))
    for number, (above, change) in enumerate(pairwise(aim_set.changes), start=2):
        yield from _below(entry("changes", number, change.version), above, change)
    yield from _reviews(aim_set)


def _below(place: str, above: Change, change: Change) -> Iterator[Finding]:
    numbers = _numbers(above.version), _numbers(change.version)
    if all(numbers) and numbers[0] <= numbers[1]:
        values = {"version": change.version, "above": above.version}
        yield Finding(place, Sentence("not_downwards", NOT_DOWNWARDS, values))
    if change.day > above.day:
        yield Finding(f"{place}, day", Sentence("later_below", LATER, {"above": above.version}))


def _reviews(aim_set: AimSet) -> Iterator[Finding]:
    days = {change.version: change.day for change in aim_set.changes}
    if aim_set.example and aim_set.reviews:
        yield Finding("reviews", REVIEWED_EXAMPLE)
    for number, review in enumerate(aim_set.reviews, start=1):
        place, values = entry("reviews", number, review.role), {"version": review.version}
        if review.version not in days:
            yield Finding(place, Sentence("no_such_version", NO_SUCH_VERSION, values))
        elif review.day < days[review.version]:
            yield Finding(place, Sentence("too_early", TOO_EARLY, values))


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, three of them; empty where it is none."""
    parts = version.split(".")
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() and len(part) < 7 for part in parts):
        return ()
    return tuple(map(int, [*parts, "0"][:3]))
