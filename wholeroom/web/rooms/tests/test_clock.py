import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from wholeroom.web.rooms.clock import DONE, OPEN, PLANNED, SKIPPED, Clock, ClockError

NOON = 1_800_000_000


@pytest.fixture
def running() -> Clock:
    """Three steps of 5, 7 and 3 minutes; the first began at noon."""
    return Clock.planned((5, 7, 3)).start(NOON)


def test_clock_counts_down_while_it_runs(running):
    assert running.seconds_left(NOON + 60) == 240


def test_clock_goes_below_zero_where_a_step_runs_over(running):
    assert running.seconds_left(NOON + 330) == -30


def test_pause_keeps_the_time_left(running):
    paused = running.pause(NOON + 100)

    assert paused.seconds_left(NOON + 5000) == 200
    assert paused.resume(NOON + 5000).seconds_left(NOON + 5010) == 190


def test_clock_set_back_on_the_machine_takes_no_time_away(running):
    assert running.pause(NOON - 3600).spent == (0, 0, 0)


def test_extend_and_cut_change_the_open_step_only(running):
    assert running.add_minutes(2).minutes == (7, 7, 3)
    assert running.add_minutes(-2).minutes == (3, 7, 3)


def test_next_closes_the_step_and_opens_the_one_after(running):
    following = running.go_on(NOON + 280)

    assert following.states == (DONE, OPEN, PLANNED)
    assert following.spent == (280, 0, 0)
    assert following.seconds_left(NOON + 290) == 410


def test_next_passes_over_a_step_that_was_skipped(running):
    back_at_first = running.go_on(NOON).skip(NOON).go_back(NOON).go_back(NOON)

    assert back_at_first.states == (OPEN, PLANNED, PLANNED)
    assert running.go_on(NOON).skip(NOON).states == (DONE, SKIPPED, OPEN)


def test_meeting_ends_after_the_last_step(running):
    ended = running.go_on(NOON).go_on(NOON).go_on(NOON)

    assert ended.states == (DONE, DONE, DONE)
    assert ended.has_ended
    assert ended.running_since is None


def test_back_opens_the_step_before_with_the_time_it_had(running):
    back = running.go_on(NOON + 280).go_back(NOON + 300)

    assert back.states == (OPEN, PLANNED, PLANNED)
    assert back.seconds_left(NOON + 300) == 20


def test_back_from_the_end_opens_the_last_step(running):
    ended = running.go_on(NOON).go_on(NOON).go_on(NOON)

    assert ended.go_back(NOON).states == (DONE, DONE, OPEN)


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (lambda clock: clock.start(NOON), "The meeting has begun already."),
        (lambda clock: clock.resume(NOON), "The clock runs already."),
        (lambda clock: clock.pause(NOON).pause(NOON), "The clock stands still already."),
        (lambda clock: clock.add_minutes(-5), "A step keeps at least one minute. To leave it out, skip it."),
        (lambda clock: clock.go_back(NOON), "This is the first step."),
        (lambda clock: clock.go_on(NOON).go_on(NOON).go_on(NOON).pause(NOON), "The meeting is over."),
    ],
)
def test_turn_that_makes_no_sense_says_why(running, turn, words):
    with pytest.raises(ClockError) as refusal:
        turn(running)

    assert str(refusal.value) == words


@pytest.mark.parametrize("turn", [lambda clock: clock.pause(NOON), lambda clock: clock.skip(NOON)])
def test_turn_before_the_start_says_so(turn):
    with pytest.raises(ClockError, match=r"^The meeting has not begun\.$"):
        turn(Clock.planned((5,)))


def test_back_before_the_start_says_so():
    with pytest.raises(ClockError, match="so there is no step before this one"):
        Clock.planned((5,)).go_back(NOON)


TURNS = {
    "start": lambda clock, now, _: clock.start(now),
    "pause": lambda clock, now, _: clock.pause(now),
    "resume": lambda clock, now, _: clock.resume(now),
    "add minutes": lambda clock, _, minutes: clock.add_minutes(minutes),
    "next": lambda clock, now, _: clock.go_on(now),
    "skip": lambda clock, now, _: clock.skip(now),
    "back": lambda clock, now, _: clock.go_back(now),
}


class AnyMeeting(RuleBasedStateMachine):
    """A facilitator who presses anything at any time, and undoes any of it."""

    @initialize(minutes=st.lists(st.integers(1, 30), min_size=1, max_size=6))
    def plan(self, minutes):
        self.clock, self.now, self.before = Clock.planned(tuple(minutes)), NOON, []

    @rule(verb=st.sampled_from(sorted(TURNS)), minutes=st.integers(-5, 5))
    def turn(self, verb, minutes):
        try:
            turned = TURNS[verb](self.clock, self.now, minutes)
        except ClockError:
            return
        self.before.append(self.clock.kept())
        self.clock = turned

    @precondition(lambda self: self.before)
    @rule()
    def undo(self):
        kept = self.before.pop()
        self.clock = Clock.read(kept)

        assert self.clock.kept() == kept

    @rule(seconds=st.integers(-5, 2000))
    def wait(self, seconds):
        self.now += seconds

    @invariant()
    def one_step_is_open_at_most(self):
        assert self.clock.states.count(OPEN) <= 1

    @invariant()
    def only_an_open_step_runs(self):
        assert self.clock.running_since is None or self.clock.current is not None

    @invariant()
    def no_time_is_below_nothing(self):
        assert min(self.clock.spent) >= 0
        assert min(self.clock.minutes) >= 1

    @invariant()
    def nothing_before_the_open_step_is_still_to_come(self):
        if self.clock.current is not None:
            assert PLANNED not in self.clock.states[: self.clock.current]

    @invariant()
    def what_is_kept_is_read_back(self):
        assert Clock.read(self.clock.kept()) == self.clock


class TestAnyMeeting(AnyMeeting.TestCase):
    settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
