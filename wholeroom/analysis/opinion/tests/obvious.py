"""The same figures worked out in the slow, obvious way: full matrices, plain loops, one formula a line."""

import math

import numpy as np


def full_matrix(people, statements, rows):
    """People by statements, nan where nobody voted."""
    matrix = np.full((len(people), len(statements)), np.nan)
    for participant, statement, vote in rows:
        matrix[people.index(participant), statements.index(statement)] = vote
    return matrix


def places(matrix, left_out=()):
    """Coordinates of people and statements: fill gaps with means, decompose, stretch by the square root of M over n."""
    matrix = matrix.copy()
    matrix[:, list(left_out)] = 0.0
    people, statements = matrix.shape
    mean = np.nanmean(matrix, axis=0)
    filled = np.where(np.isnan(matrix), mean, matrix) - mean
    _, _, right = np.linalg.svd(filled, full_matrices=False)
    axes = right[:2]
    where = np.zeros((people, 2))
    for i in range(people):
        answered = int(np.sum(~np.isnan(matrix[i])))
        where[i] = math.sqrt(statements / answered) * (axes @ filled[i])
    levers = np.array([math.sqrt(statements) * (1 - mean[j]) * axes[:, j] for j in range(statements)])
    levers[list(left_out)] = 0.0
    return where, levers


def counts(matrix, people):
    """Agrees, disagrees and passes of these people on each statement, as three lists."""
    part = matrix[list(people)]
    return [[int(np.sum(part[:, j] == vote)) for j in range(matrix.shape[1])] for vote in (1, -1, 0)]


def consensus(matrix, groups):
    """The product over groups of (A + 1) / (S + 2), for each statement."""
    product = [1.0] * matrix.shape[1]
    for people in groups:
        agree, disagree, passed = counts(matrix, people)
        for j in range(matrix.shape[1]):
            product[j] *= (agree[j] + 1) / (agree[j] + disagree[j] + passed[j] + 2)
    return product


def group_figures(matrix, inside, outside, vote):
    """For each statement: share, ratio and the z of both, for one answer of one group against everyone else."""
    figures = []
    for j in range(matrix.shape[1]):
        a = sum(matrix[i, j] == vote for i in inside)
        s = sum(not np.isnan(matrix[i, j]) for i in inside)
        b = sum(matrix[i, j] == vote for i in outside)
        t = sum(not np.isnan(matrix[i, j]) for i in outside)
        share = (a + 1) / (s + 2)
        z = 2 * math.sqrt(s + 1) * ((a + 1) / (s + 1) - 1 / 2)
        ratio = share / ((b + 1) / (t + 2))
        pi = (a + b + 2) / (s + t + 2)
        p1, p2 = (a + 1) / (s + 1), (b + 1) / (t + 1)
        z_ratio = 0.0 if pi == 1 else (p1 - p2) / math.sqrt(pi * (1 - pi) * (1 / (s + 1) + 1 / (t + 1)))
        figures.append((share, ratio, z, z_ratio))
    return figures


def priorities(matrix, counted, levers):
    """(importance (1 + 8 * 2^(-S/5)))^2 with importance = (1 - q)(E + 1)a."""
    agree, disagree, passed = counts(matrix, counted)
    weights = []
    for j in range(matrix.shape[1]):
        seen = agree[j] + disagree[j] + passed[j]
        a, q = (agree[j] + 1) / (seen + 2), (passed[j] + 1) / (seen + 2)
        importance = (1 - q) * (math.hypot(*levers[j]) + 1) * a
        weights.append((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)
    return weights
