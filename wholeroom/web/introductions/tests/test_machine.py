"""Weeks of asking, answering, leaving and being erased, in random order: nobody ever learns what is not theirs."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from wholeroom.web import reminders
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Conversation
from wholeroom.web.errors import WebError
from wholeroom.web.introductions import actions
from wholeroom.web.introductions.models import Introduction, Side, Told
from wholeroom.web.introductions.tests.people import ask, asked_now, days_pass, say_same_here, say_yes
from wholeroom.web.people import actions as people
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

RUNS, ACTS = 4, 20
NAMES = ("Olive", "Ann", "Bea", "Cy")
WHO = st.sampled_from(NAMES)
STANDS, NOTHING = "Your request stands until", "No talk came of it this time."


@dataclass
class Asked:
    """A request as the asker knows it: what they did, on which day, and whether somebody said yes."""

    asker: str
    day: int
    withdrawn: bool = False
    made: int | None = None

    def words(self, today: int) -> str:
        return STANDS if not self.withdrawn and today < self.day + 15 else NOTHING


class Weeks(RuleBasedStateMachine):
    """``asked`` is what askers know. ``pairs`` are those who both said yes, by introduction, and since when."""

    def __init__(self) -> None:
        super().__init__()
        marker = secrets.token_hex(4)
        self.who = {
            name: Person.objects.create_user(f"{name.lower()}-{marker}@westmarch.example", name=name) for name in NAMES
        }
        self.host = Person.objects.create_user(f"hope-{marker}@westmarch.example", is_host=True)
        conversation = Conversation.objects.create(kind="problem", title="Fridays", state=Conversation.State.OPEN)
        self.problem = Problem.objects.create(conversation=conversation, owner=self.who["Olive"])
        conversations.place_of(by=self.who["Olive"], conversation=conversation)
        for name in NAMES[1:]:
            say_same_here(self.who[name], self.problem)
        self.browsers = {name: browser_of(person) for name, person in self.who.items()}
        self.today = self.turn = 0
        self.asked: dict[object, Asked] = {}
        self.pairs: dict[object, tuple[set[str], int]] = {}
        self.told: set[tuple[object, str]] = set()

    def tried(self, act: Callable[[], object]) -> object:
        """An act that may be refused; then nothing of it is left."""
        try:
            with transaction.atomic():
                return act()
        except WebError:
            return None

    @rule(name=WHO)
    def asks(self, name):
        if name in self.who and (made := self.tried(lambda: ask(self.who[name], self.problem))):
            self.asked[made.pk] = Asked(name, self.today)

    @rule(name=WHO)
    def says_yes(self, name):
        for side in asked_now(self.who[name])[:1] if name in self.who else ():
            introduction = say_yes(self.who[name], side)
            if introduction.state == "made":
                both = set(introduction.sides.values_list("person__name", flat=True))
                self.pairs[introduction.pk] = (both, self.today)
                if introduction.pk in self.asked:
                    self.asked[introduction.pk].made = self.today

    @rule(name=WHO)
    def says_no(self, name):
        for side in asked_now(self.who[name])[:1] if name in self.who else ():
            actions.say_no(by=self.who[name], side=side)

    @rule(name=WHO)
    def takes_back(self, name):
        own = Side.objects.filter(person=self.who.get(name), said_yes=True, introduction__state="open")
        for side in own.filter(person__isnull=False):
            actions.withdraw(by=self.who[name], introduction=side.introduction)
            if side.introduction_id in self.asked:
                self.asked[side.introduction_id].withdrawn = True

    @rule(name=WHO, may=st.booleans())
    def switches(self, name, may):
        if name in self.who:
            actions.let_be_asked(by=self.who[name], problem=self.problem, may=may)

    @rule(one=WHO, other=WHO)
    def host_proposes(self, one, other):
        if one in self.who and other in self.who:
            actions.propose(by=self.host, problem=self.problem, one=self.who[one], other=self.who[other])

    @rule(name=WHO, answer=st.sampled_from(Told.Answer.values))
    def tells(self, name, answer):
        for key, (both, _day) in self.pairs.items():
            if name in both and name in self.who and (introduction := Introduction.objects.filter(pk=key).first()):
                before = sum(Told.objects.values_list("came", flat=True))
                self.tried(
                    lambda one=introduction: actions.tell_if_it_helped(
                        by=self.who[name], introduction=one, answer=answer
                    )
                )
                if sum(Told.objects.values_list("came", flat=True)) > before:
                    self.told.add((key, name))

    @rule(days=st.sampled_from([1, 5, 14]))
    def time_goes_by(self, days):
        days_pass(days)
        self.today += days

    @rule(name=st.sampled_from(["Ann", "Bea"]))
    def is_erased(self, name):
        if self.today > 20 and name in self.who:
            people.erase(by=self.who.pop(name))

    @invariant()
    def nobody_sees_who_the_other_is_before_both_said_yes(self):
        """One of them looks at everything there is, each in turn."""
        self.turn += 1
        name = NAMES[self.turn % len(NAMES)]
        if name in self.who:
            text = "".join(pages_of(self.browsers[name]))
            seen = {other for other in NAMES if f"{other}@reach.example" in text and other != name}
            assert seen <= self.may_see(name)

    @invariant()
    def asker_sees_what_follows_from_their_own_acts_a_yes_and_the_day(self):
        for key, asked in self.asked.items():
            if asked.asker in self.who and asked.made is None and Introduction.objects.filter(pk=key).exists():
                page = self.browsers[asked.asker].get(f"/introductions/requests/{key}/").text
                assert [words in page for words in (STANDS, NOTHING)] == [
                    words == asked.words(self.today) for words in (STANDS, NOTHING)
                ]

    @invariant()
    def every_introduction_that_was_made_ends_in_the_question(self):
        for key, (both, day) in self.pairs.items():
            if 14 <= self.today - day < 60:
                for name in both & self.who.keys():
                    paths = [one.path for one in reminders.of(self.who[name], today=timezone.localdate())]
                    assert (f"/introductions/talks/{key}/" in paths) == ((key, name) not in self.told)

    @invariant()
    def contacts_stand_only_where_somebody_said_yes_and_is_still_there(self):
        kept = Side.objects.exclude(reach="")
        assert not kept.exclude(introduction__state__in=["open", "made"]).exists()
        assert {reach.split("@")[0] for reach in kept.values_list("reach", flat=True)} <= self.who.keys()

    def may_see(self, name):
        pairs = [both for key, (both, _day) in self.pairs.items() if name in both and (key, name) not in self.told]
        return set().union(*pairs) - {name}


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def pages_of(browser):
    """Every page about introductions that somebody can open."""
    yield browser.get("/introductions/").text
    for key in Introduction.objects.values_list("pk", flat=True):
        yield browser.get(f"/introductions/requests/{key}/").text
        yield browser.get(f"/introductions/talks/{key}/").text
    for key in Side.objects.filter(is_past=False, is_asker=False).values_list("pk", flat=True):
        yield browser.get(f"/introductions/asked/{key}/").text


@pytest.mark.django_db
def test_nobody_learns_what_is_not_theirs():
    run_state_machine_as_test(
        Weeks,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=ACTS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
