"""Which statement somebody is asked next: by lot, so that each gets a fair hearing and nobody sees an order."""

import random
from collections.abc import Mapping, Sequence

import numpy as np

from wholeroom.analysis.opinion.tallies import Answers, priority

SHARE_OF_THE_LEAST_HEARD = 1 / 3  # of the turns: they go to what fewest have voted on
NEW = float(
    priority(Answers(*(np.zeros(1, dtype=np.int64) for _ in range(3))), np.zeros(1), np.zeros(1, dtype=np.bool_))[0]
)


def choose(
    unseen: Sequence[int],
    weights: Mapping[str, float],
    heard: Mapping[str, int],
    chance: random.Random | random.SystemRandom,
) -> int | None:
    """One of the ``unseen`` numbers, or None.

    Two turns in three go by ``weights`` (see ``tallies.priority``; what nobody counted yet weighs as new). One in three
    goes to a statement that fewest have voted on (``heard``): what few agree with, or came late, is asked as well.
    """
    if not unseen:
        return None
    if chance.random() < SHARE_OF_THE_LEAST_HEARD:
        fewest = min(heard.get(str(number), 0) for number in unseen)
        return chance.choice([number for number in unseen if heard.get(str(number), 0) == fewest])
    return chance.choices(unseen, [weights.get(str(number), NEW) or NEW for number in unseen])[0]
