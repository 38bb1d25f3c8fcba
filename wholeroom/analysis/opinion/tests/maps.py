"""Opinion maps made by hand, in every state a page or picture must bear, without the arithmetic of the map."""

from collections.abc import Sequence

import numpy as np

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.opinion.result import (
    Evidence,
    OpinionGroup,
    OpinionMap,
    Places,
    Representative,
    StatementResult,
    Tally,
)

VOTERS_ONLY = Caveat("voters_only", "This shows the people who voted. It may not show what everyone thinks.")
EXPLAINED = Caveat(
    "explained", "Of all the differences between people's votes, the map shows {share} in 100.", {"share": 31}
)
MIDDLES = ((-1.6, 0.3), (1.3, 0.9), (0.7, -1.1), (-0.6, -1.6), (0.1, 1.9))


def statement(
    name: str,
    room: tuple[int, int, int],
    groups: Sequence[tuple[int, int, int]] = (),
    text: str | None = "Ring me the next day.",
    consensus: float | None = None,
    moderated_out: bool = False,
    meta: bool = False,
) -> StatementResult:
    """One statement from counts of (agree, disagree, pass) in the room and in each group."""
    by_group = {letter: Tally(*counts) for letter, counts in zip("ABCDE", groups, strict=False)}
    return StatementResult(name, text, Tally(*room), by_group, consensus, None, 1.0, 0.1, 0.2, moderated_out, meta)


def opinion_map_of(
    statements: Sequence[StatementResult],
    sizes: Sequence[int] = (),
    *,
    people: int | None = None,
    uncounted: int = 0,
    representative: Sequence[tuple[Representative, ...]] = (),
    caveats: Sequence[Caveat] = (VOTERS_ONLY, EXPLAINED),
    seed: int = 1,
) -> OpinionMap:
    """A map of groups of these sizes, each scattered about its own middle; ``people`` counts those in no group."""
    chance = np.random.Generator(np.random.PCG64(seed))
    clouds = [np.array(MIDDLES[n]) + chance.normal(0, 0.45, (size, 2)) for n, size in enumerate(sizes)]
    ungrouped = chance.normal(0, 0.9, (people or 0, 2))
    unplaced = np.full((uncounted, 2), np.nan)
    stands = np.vstack([*clouds, ungrouped, unplaced])
    group = np.concatenate(
        [np.full(size, n) for n, size in enumerate(sizes)] + [np.full(len(ungrouped) + uncounted, -1)]
    )
    counted = len(stands) - uncounted
    votes = np.where(np.isnan(stands[:, 0]), 3, chance.integers(7, 30, len(stands)))
    picked = [*representative, *[()] * len(sizes)]
    return OpinionMap(
        places=Places(
            tuple(f"p{n:05}" for n in range(len(stands))), stands[:, 0], stands[:, 1], group.astype(np.int64), votes
        ),
        statements=tuple(statements),
        groups=tuple(
            OpinionGroup("ABCDE"[n], size, *clouds[n].mean(axis=0).tolist(), picked[n]) for n, size in enumerate(sizes)
        ),
        evidence=(Evidence(2, 0.61, None, False), Evidence(3, 0.72, 0.93, True)) if sizes else (),
        caveats=tuple(caveats),
        votes=sum(one.room.votes for one in statements),
        counted=counted,
        needed=7,
        drawn=counted >= 30,
        explained=(0.214, 0.102),
    )


def three_groups() -> OpinionMap:
    """92, 71 and 46 people; statements all share, all turn down, differ on, few have heard, and one taken out."""
    statements = (
        statement("s1", (180, 12, 17), [(85, 2, 5), (60, 5, 6), (35, 5, 6)], "Ring me the next day.", 0.56),
        statement("s2", (20, 170, 10), [(8, 80, 2), (7, 60, 3), (5, 30, 5)], "Twelve weeks is a fair test.", 0.001),
        statement("s3", (110, 80, 19), [(84, 4, 4), (6, 58, 7), (20, 18, 8)], "Late is not away.", 0.04),
        statement("s4", (4, 0, 1), [(2, 0, 0), (1, 0, 1), (1, 0, 0)], "The chemist knew my name.", 0.2),
        statement("s5", (40, 9, 3), [(20, 3, 1), (10, 3, 1), (10, 3, 1)], "The tall one lost my notes.", None, True),
    )
    marked = Representative("s3", "agree", 84, 4, 92, 0.904, 3.4, 8.2, 9.1, True, True)
    against = Representative("s3", "disagree", 6, 58, 71, 0.808, 4.2, 5.1, 8.7, True, False)
    nearest = Representative("s1", "agree", 35, 5, 46, 0.75, 0.9, 3.6, -1.2, False, True)
    return opinion_map_of(statements, (92, 71, 46), uncounted=11, representative=((marked,), (against,), (nearest,)))


def large_room(people: int = 20_000, statements: int = 500) -> OpinionMap:
    """A room in five groups of falling size, every statement with words of its own."""
    sizes = [people * share // 15 for share in (5, 4, 3, 2, 1)]
    each = [
        statement(
            f"{n}",
            (people // 2, people // 3, people // 9),
            [(size // 2, size // 3, size // 9) for size in sizes],
            f"Statement with words of its own, the one they called number {n} in a long row.",
            0.03,
        )
        for n in range(statements)
    ]
    return opinion_map_of(each, sizes)
