"""Any votes, in any order, counted as an obvious second version of the rule counts them."""

import secrets

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from wholeroom.web.activities.statement_vote.models import Standing
from wholeroom.web.activities.statement_vote.tests.voting_room import VALUES, VotingRoom
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry


class AnyVote(RuleBasedStateMachine):
    """``said`` is what each person said last; ``counted`` what an obvious second version has counted so far."""

    def __init__(self) -> None:
        super().__init__()
        facilitator = Person.objects.create_user(f"{secrets.token_hex(6)}@westmarch.example")
        method = registry.method("statement_voting")
        self.here = VotingRoom(
            rooms.open_room(by=facilitator, method=method, minutes=30, question="What helps?"), statements=2
        )
        self.people = self.here.joins(4)
        self.queue = {1: [], 2: []}
        self.counted = {1: {}, 2: {}}
        self.five_stay_out = {1: False, 2: False}

    @rule(number=st.integers(1, 9))
    def join(self, number):
        self.people += self.here.joins(number)

    @rule(who=st.integers(0, 40), said=st.sampled_from("+-."), number=st.integers(1, 2))
    def vote(self, who, said, number):
        person = self.people[who % len(self.people)]
        if person is None:
            return
        self.here.vote(person, said, number)
        key, queue = person.pk, self.queue[number]
        queue[:] = [one for one in queue if one[0] != key]
        if self.counted[number].get(key) != VALUES[said]:
            queue.append((key, VALUES[said]))

    @rule(said=st.lists(st.sampled_from("+-.+"), min_size=3, max_size=12), number=st.integers(1, 2))
    def several_vote(self, said, number):
        for who, each in enumerate(said):
            self.vote(who, each, number)

    @rule(who=st.integers(0, 40))
    def is_erased(self, who):
        person = self.people[who % len(self.people)]
        if person is not None and len(self.people) > 5:
            conversations.erase_participant(by=person, participant=person)
            self.people[self.people.index(person)] = None

    @rule()
    def a_second_goes_by(self):
        self.here.second()
        self.count(keeps_back=5)

    @rule()
    def step_is_over_and_turned_back(self):
        self.here.turn("next", "back")
        self.count(keeps_back=0)

    def count(self, keeps_back):
        for number, queue in self.queue.items():
            counted = self.counted[number]
            for most in range(len(queue) - keeps_back, 4, -1):
                step = queue[:most]
                values = [value for _, value in step]
                differ = most - max(values.count(value) for value in (1, 0, -1))
                out = len(self.people) - len(counted.keys() | dict(step).keys())
                new = len(dict(step).keys() - counted.keys())
                tells = differ < 2 or new in (1, 2, 3, 4)
                if out >= 5 or not (tells or self.five_stay_out[number]):
                    self.five_stay_out[number] |= tells and None in self.people
                    counted.update(step)
                    del queue[:most]
                    break

    @invariant()
    def standing_is_what_a_slow_recount_finds(self):
        for number, counted in self.counted.items():
            values = list(counted.values())
            assert self.here.counted(number) == [values.count(value) for value in (1, -1, 0)]
            assert self.here.waiting(number) == len(self.queue[number])
        standing = Standing.objects.filter(step=self.here.step).first()
        assert (standing.people if standing else 0) == len(self.counted[1].keys() | self.counted[2].keys())


@pytest.mark.django_db
def test_any_votes_are_counted_as_an_obvious_second_version_counts_them():
    run_state_machine_as_test(
        AnyVote,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
