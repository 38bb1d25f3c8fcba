"""Several count while others vote: as where two processes each have a worker, or a step is over at that very moment."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from wholeroom.web.activities.statement_vote import actions, counting
from wholeroom.web.activities.statement_vote.models import AGREE, DISAGREE, Standing, Vote

COUNTERS, ROUNDS = 3, 12


def in_a_thread(act):
    try:
        return act()
    finally:
        connection.close()


def once_it_may(act):
    """SQLite in memory says at once that somebody else writes, where a file waits."""
    while True:
        try:
            return act()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.001)


@pytest.mark.django_db(transaction=True)
def test_vote_that_comes_while_the_room_closes_is_not_acknowledged(voting_room):
    here = voting_room()
    vote = actions.Cast(here.joins(5)[0].pk, here.statement().pk, AGREE)
    step = here.step

    with ThreadPoolExecutor(1) as together:
        with transaction.atomic():
            here.close()
            outcomes = together.submit(
                in_a_thread, lambda: once_it_may(lambda: actions.cast_together(step=step, votes=[vote]))
            )
            time.sleep(0.3)
        assert outcomes.result().is_closed
    assert not Vote.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_each_vote_is_counted_once_and_none_alone(voting_room):
    here = voting_room()
    people, step, statement = here.joins(60), here.step, here.statement().pk

    def vote():
        for start in range(0, 60, 4):
            votes = [
                actions.Cast(who.pk, statement, AGREE if number % 2 else DISAGREE)
                for number, who in enumerate(people[start : start + 4])
            ]
            once_it_may(lambda some=votes: actions.cast_together(step=step, votes=some))
        return []

    def count():
        return [len(taken) for _ in range(ROUNDS) if (taken := once_it_may(lambda: counting.count(step=step)))]

    with ThreadPoolExecutor(COUNTERS + 1) as together:
        took = [together.submit(in_a_thread, act) for act in (vote, *[count] * COUNTERS)]
        steps = [number for one in took for number in one.result()]
    steps += [len(counting.count(step=step, is_over=True))]

    assert sum(steps) == 60
    assert min(steps) >= 5
    assert Standing.objects.get(step=step).totals == {"1": [30, 30, 0]}
    assert not Vote.objects.filter(turn__isnull=False).exists()
