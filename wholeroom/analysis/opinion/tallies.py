"""What is counted, and the tests on it: what marks a group off, what all groups share, what to ask next.

Every figure is smoothed by one imagined answer each way, so that two people never make a certainty.
Source of the formulas: Small et al. (2021), Polis, Recerca 26(2), and the definitions its exports follow.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from wholeroom.analysis.opinion.result import Representative

ONE_SIDED_90 = 1.2816
"""The value a standard normal exceeds one time in ten."""

PICKED = 5
META_PRIORITY = 49.0

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """Counts of answers, all of one shape: (statements,) for a room or (groups, statements)."""

    agree: Counts
    disagree: Counts
    passed: Counts

    @property
    def votes(self) -> Counts:
        return self.agree + self.disagree + self.passed

    def pooled(self) -> "Answers":
        """All groups together."""
        return Answers(self.agree.sum(axis=0), self.disagree.sum(axis=0), self.passed.sum(axis=0))


def answers_by_group(agreement: sparse.csr_matrix, group: NDArray[np.integer], groups: int) -> Answers:
    """Counts of shape (groups, statements) over people whose ``group`` is 0 or more."""
    statements = agreement.shape[1]
    counts = np.zeros(3 * groups * statements, dtype=np.int64)
    block = max(1, 1_000_000 // max(1, statements))
    for start in range(0, agreement.shape[0], block):
        part = agreement[start : start + block]
        of_vote = np.repeat(group[start : start + block], np.diff(part.indptr))
        inside = of_vote >= 0
        cell = ((part.data[inside].astype(np.int64) + 1) * groups + of_vote[inside]) * statements + part.indices[inside]
        counts += np.bincount(cell, minlength=counts.size)
    disagree, passed, agree = counts.reshape(3, groups, statements)
    return Answers(agree, disagree, passed)


def smoothed_share(answered: Counts, votes: Counts) -> Floats:
    """(A + 1) / (S + 2): the share who answered so, pulled a little towards one half."""
    share: Floats = (answered + 1.0) / (votes + 2.0)
    return share


def one_share_test(answered: Counts, votes: Counts) -> Floats:
    """z of the share against one half: 2 sqrt(S+1) ((A+1)/(S+1) - 1/2)."""
    z: Floats = 2.0 * np.sqrt(votes + 1.0) * ((answered + 1.0) / (votes + 1.0) - 0.5)
    return z


def two_shares_test(answered: Counts, votes: Counts, answered_elsewhere: Counts, votes_elsewhere: Counts) -> Floats:
    """z of the difference between two shares, one imagined answer added to all four counts; 0 where all answered so."""
    inside, outside = votes + 1.0, votes_elsewhere + 1.0
    together = (answered + answered_elsewhere + 2.0) / (inside + outside)
    spread = np.sqrt(np.maximum(together * (1.0 - together), 0.0) * (1.0 / inside + 1.0 / outside))
    difference = (answered + 1.0) / inside - (answered_elsewhere + 1.0) / outside
    z: Floats = np.divide(difference, spread, out=np.zeros_like(difference), where=spread > 0)
    return z


def group_informed_consensus(groups: Answers) -> Floats:
    """The product over groups of the smoothed share who agree: high only where every group agrees; (statements,)."""
    product: Floats = smoothed_share(groups.agree, groups.votes).prod(axis=0)
    return product


def room_consensus(room: Answers, left_out: NDArray[np.bool_]) -> Floats:
    """Share times z for statements most of the whole room agrees (+) or disagrees (-) with; nan where neither passes.

    A side passes with a share above one half and z above 1.2816 (one sided, 90 %).
    """
    strength = np.full(room.agree.shape, np.nan)
    for sign, answered in ((1.0, room.agree), (-1.0, room.disagree)):
        share, z = smoothed_share(answered, room.votes), one_share_test(answered, room.votes)
        passes = (share > 0.5) & (z > ONE_SIDED_90) & ~left_out
        strength[passes] = sign * (share * z)[passes]
    return strength


def priority(counted: Answers, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """How much a statement should be shown next: more where agreed, rarely passed, dividing, and new.

    importance = (1 - q)(E + 1)a with a, q the smoothed shares of agree and pass and E the distance of the statement
    from the middle; priority = (importance (1 + 8 * 2^(-S/5)))^2; statements about the conversation itself get 49.
    """
    votes = counted.votes
    importance = (
        (1.0 - smoothed_share(counted.passed, votes)) * (extremity + 1.0) * smoothed_share(counted.agree, votes)
    )
    weight: Floats = (importance * (1.0 + 8.0 * 2.0 ** (-votes / 5.0))) ** 2
    return np.where(meta, META_PRIORITY, weight)


@dataclass(frozen=True)
class _Side:
    """One answer (agree or disagree) of one group to all statements, against everyone else."""

    share: Floats
    z: Floats
    ratio: Floats
    z_ratio: Floats

    @property
    def strength(self) -> Floats:
        return self.share * self.z * self.ratio * self.z_ratio

    @property
    def sufficient(self) -> NDArray[np.bool_]:
        return (self.z > ONE_SIDED_90) & (self.z_ratio > ONE_SIDED_90)


def _side(answered: Counts, votes: Counts, answered_elsewhere: Counts, votes_elsewhere: Counts) -> _Side:
    share = smoothed_share(answered, votes)
    return _Side(
        share,
        one_share_test(answered, votes),
        share / smoothed_share(answered_elsewhere, votes_elsewhere),
        two_shares_test(answered, votes, answered_elsewhere, votes_elsewhere),
    )


def representative_statements(
    groups: Answers, group: int, statements: tuple[str, ...], left_out: NDArray[np.bool_]
) -> tuple[Representative, ...]:
    """Up to five statements that mark a group off: those whose share and difference both pass their test.

    The strongest agreement stands first, agreements before disagreements. Where nothing passes, one statement stands
    alone with ``sufficient`` false: the strongest agreement, else the largest difference.
    """
    everyone = groups.pooled()
    votes, elsewhere = groups.votes[group], everyone.votes - groups.votes[group]
    agree = _side(groups.agree[group], votes, everyone.agree - groups.agree[group], elsewhere)
    disagree = _side(groups.disagree[group], votes, everyone.disagree - groups.disagree[group], elsewhere)
    agrees = agree.z_ratio > disagree.z_ratio
    eligible = np.flatnonzero(~left_out & (votes > 0))
    best = _best_agreement(agree, (groups.agree[group] + groups.disagree[group]) > 0, eligible)
    enough = (agree.sufficient | disagree.sufficient)[eligible]
    strength = np.where(agrees, agree.strength, disagree.strength)
    ranked = [int(j) for j in eligible[enough][np.argsort(-strength[eligible[enough]], kind="stable")]]
    picked = ([] if best is None else [best]) + [j for j in ranked if j != best]
    if not picked and len(eligible):
        furthest = np.maximum(agree.z_ratio, disagree.z_ratio)[eligible]
        picked = [int(eligible[np.argmax(furthest)])]
    picked = sorted(picked[:PICKED], key=lambda j: not agrees[j])

    def described(j: int) -> Representative:
        side = agree if agrees[j] else disagree
        return Representative(
            statement=statements[j],
            direction="agree" if agrees[j] else "disagree",
            agree=int(groups.agree[group, j]),
            disagree=int(groups.disagree[group, j]),
            votes=int(votes[j]),
            share=float(side.share[j]),
            ratio=float(side.ratio[j]),
            z=float(side.z[j]),
            z_ratio=float(side.z_ratio[j]),
            sufficient=bool(agree.sufficient[j] or disagree.sufficient[j]),
            best=j == best,
        )

    return tuple(described(j) for j in picked)


def _best_agreement(agree: _Side, answered: NDArray[np.bool_], eligible: NDArray[np.intp]) -> int | None:
    """The statement a group agrees with most tellingly.

    The first that most of the group clearly agrees with, or more than others do, opens the search. As long as the one
    held is not agreed with more than elsewhere, a clearer agreement replaces it; after that only a stronger one does.
    """
    best: int | None = None
    for j in eligible:
        if not answered[j]:
            continue
        if best is None:
            better = agree.z[j] > ONE_SIDED_90 or (agree.ratio[j] > 1.0 and agree.share[j] > 0.5)
        elif agree.ratio[best] > 1.0:
            better = agree.strength[j] > agree.strength[best]
        else:
            better = agree.share[j] * agree.z[j] > agree.share[best] * agree.z[best]
        if better:
            best = int(j)
    return best
