"""Rooms made up for tests: planted groups, a spread without groups, answers by chance."""

import numpy as np


def planted_room(sizes, *, statements=60, answered=0.5, seed=0):
    """Rows of votes, and the planted group of each participant.

    Each group agrees at 90 % with its own share of the statements and at 30 % with the rest.
    """
    chance = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    chance.shuffle(group)
    own = (np.arange(statements) % len(sizes))[None] == group[:, None]
    agree = chance.random(own.shape) < np.where(own, 0.9, 0.3)
    return _rows(np.where(agree, 1, -1), chance.random(own.shape) < answered), dict(enumerate(group.tolist()))


def spread_room(people, *, axes=1, statements=60, seed=0):
    """Rows of votes of people along ``axes`` bell-shaped differences and no groups; 0 axes: answers by chance alone."""
    chance = np.random.default_rng(seed)
    stance = chance.normal(size=(people, axes))
    pull = chance.normal(0, 1.5, size=(axes, statements))
    logit = chance.normal(size=statements) + stance @ pull
    vote = np.where(chance.random(logit.shape) < 1 / (1 + np.exp(-logit)), 1, -1)
    vote[chance.random(logit.shape) < 0.1] = 0
    return _rows(vote, chance.random(logit.shape) < 0.5)


def _rows(vote, answered):
    people, statements = np.nonzero(answered)
    return [(str(p), str(s), int(vote[p, s])) for p, s in zip(people.tolist(), statements.tolist(), strict=True)]
