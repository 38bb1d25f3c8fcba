"""The readers to protect from: which of the versions of a table each of them may have kept."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from wholeroom.analysis.disclosure.published import Published
from wholeroom.analysis.disclosure.sums import Counts, KnownSums
from wholeroom.analysis.disclosure.versions import Reader

MOST_COMBINED = 3  # earlier versions of which a reader may have kept any; of more, see ``_kept``


def readers(
    published: Published,
    counts: Counts,
    sums: KnownSums,
    earlier: Sequence[Published],
    whole_rows: bool = False,
    added: Sequence[Sequence[int]] = (),
    exact: bool = True,
) -> Iterator[Reader]:
    """Those to protect from: who sees the new version alone, and beside those earlier ones that they may have kept."""
    yield Reader(published, counts, sums, whole_rows, added, exact)
    for kept in _kept(len(earlier)):
        reader = Reader(published, counts, sums, whole_rows, added, exact)
        learnt = [reader.remember(earlier[number], number) for number in kept]
        if any(learnt):
            yield reader


def _kept(count: int) -> Iterator[tuple[int, ...]]:
    """The earlier versions that some reader may have kept: any of a few; of many, each, each two in a row, and all."""
    numbers = range(count)
    if count <= MOST_COMBINED:
        for size in numbers:
            yield from combinations(numbers, size + 1)
        return
    yield from ((number,) for number in numbers)
    yield from pairwise(numbers)
    yield tuple(numbers)
