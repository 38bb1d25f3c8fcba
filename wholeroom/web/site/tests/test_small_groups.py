"""Somebody holds every page, file and letter of every day: no number under 5, and no one person, can be worked out.

A number is worked out where all worlds that would have been served alike have the same. So another world is looked for
with another number, and lived through on the whole site: all that was served must be the same, to the byte. The
arithmetic of steps is judged in ``analysis/disclosure``; here is whatever else pages may tell.
"""

import random
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from wholeroom.analysis.disclosure.steps import FEWEST_COUNTED, MOST_OWN
from wholeroom.web import moments
from wholeroom.web.conversations.models import Participant
from wholeroom.web.errors import WebError
from wholeroom.web.introductions import actions as introductions
from wholeroom.web.introductions import drawing
from wholeroom.web.introductions.models import Side
from wholeroom.web.introductions.tests.people import ask, asked_now, say_yes
from wholeroom.web.mail.digests import actions as digests
from wholeroom.web.people import actions as people
from wholeroom.web.people.models import Person
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import SameHere, SameHereFigures
from wholeroom.web.site.tests.exchange import MORNING, browser_of, person, problem
from wholeroom.web.site.tests.test_hidden_problems import RANDOM, answer_of, differences

PEOPLE = 20
OWN = range(PEOPLE - MOST_OWN, PEOPLE)  # the attacker's: they say it once, and change nothing
NOBODY = 0  # takes part, and says it in no world but in somebody's place
GROUPS, AREAS = ("carer-or-family", "clinician"), ("city", "towns")
FEW = 5


@dataclass(frozen=True)
class Says:
    """Somebody says same here, or changes how."""

    who: int
    groups: frozenset[str] = frozenset()
    area: str = ""
    appears: str = "count"
    may_be_asked: bool = False


@dataclass(frozen=True)
class Does:
    """They take it back, are erased, or talk to somebody, and both say whether it helped."""

    who: int
    what: str


def counted_only(act):
    return replace(act, appears="count", may_be_asked=False)


WHO = st.integers(NOBODY + 1, PEOPLE - 1)
SAYS = st.builds(
    Says,
    WHO,
    st.frozensets(st.sampled_from(GROUPS)),
    st.sampled_from(("", *AREAS)),
    st.sampled_from(("count", "count", "count", "group", "name")),
    st.booleans(),
)
DOES = st.builds(Does, WHO, st.sampled_from(("takes back", "is erased", "talks")))
FIRST = st.lists(SAYS, min_size=12, max_size=PEOPLE - 1, unique_by=lambda one: one.who)
LATER = st.lists(st.one_of(SAYS, DOES).filter(lambda act: act.who not in OWN), max_size=6)
DAYS = st.tuples(FIRST.map(lambda acts: [counted_only(act) if act.who in OWN else act for act in acts]), LATER, LATER)


class Site:
    """One problem with its people, and what is served of it day by day. A host is the attacker's, too."""

    def __init__(self, beside, monkeypatch):
        self.host, owner = (Person.objects.get(name=name) for name in ("Hope", "Ann"))
        self.problem = problem(owner, "Letters come late", about={"service": "carers"})
        self.people = [Person.objects.get(name=f"Other {number}") for number in range(PEOPLE)]
        self.erased = set()
        self.served = {}
        places = [2 * beside + 1, *(2 * number for number in range(1, PEOPLE))]  # the order in which a step takes them
        ids = (UUID(int=place + 1) for place in places)
        with monkeypatch.context() as ordered:
            ordered.setitem(vars(Participant._meta.get_field("id")), "_get_default", lambda: next(ids))
            for one in self.people:  # who is there and speaks, all can read
                replying.reply(by=one, problem=self.problem, kind="question", text="Which?", shown_as="name")

    def act(self, act):
        who = self.people[act.who]
        if act.who in self.erased:
            return
        if isinstance(act, Says):
            how = {"kind_of_area": act.area, "appears": act.appears, "may_be_asked": act.may_be_asked}
            replying.say_same_here(by=who, problem=self.problem, groups=act.groups, **how)
        elif act.what == "takes back":
            replying.take_back_same_here(by=who, problem=self.problem)
        elif act.what == "is erased":
            self.erased.add(act.who)
            people.erase(by=who)
        else:
            with suppress(WebError):  # they have it no more, or asked before
                self.talk(who)

    def talk(self, who):
        """Whoever is asked says yes, and both tell that it helped."""
        made = ask(who, self.problem)
        for number in set(range(PEOPLE)) - self.erased:
            for side in asked_now(self.people[number]):
                say_yes(self.people[number], side)
        later = timezone.localdate() + timedelta(days=30)
        for side in Side.objects.filter(introduction=made, said_yes=True, introduction__state="made"):
            introductions.tell_if_it_helped(by=side.person, introduction=made, answer="yes", today=later)

    def look(self, day):
        """Everything that a stranger, the attacker's members and a host can open today."""
        page, own = f"/problems/{self.problem.pk}/", [self.people[number] for number in OWN]
        digests.tell(person=own[0], today=timezone.localdate())
        opened = [(None, address) for address in (page, "/problems/", "/introductions/did-it-help/")]
        opened += [(own[0], address) for address in (page, f"/conversations/{self.problem.pk}/words.csv")]
        opened += [(self.host, address) for address in ("/hosting/", f"/introductions/propose/{self.problem.pk}/")]
        for reader, address in opened:
            name = f"{day}, {reader}: {RANDOM.sub('', address)}"
            self.served[name] = answer_of(browser_of(reader).get(address))
        letters = [letter for letter in mail.outbox if letter.to == [own[0].email]]
        self.served[f"{day}: letters"] = [(one.subject, RANDOM.sub("", one.body)) for one in letters]

    def number_of(self, name):
        """How many of the others a step has counted; before the first, how many wait."""
        kept = SameHere.objects.filter(problem=self.problem, appears="count")
        taken = SameHereFigures.objects.filter(problem=self.problem).first()
        if taken is not None:
            kept = kept.filter(counted_in__isnull=False, participant__member__in=[self.people[at] for at in OWN])
        rows = [one for one in kept if name in one.groups or name == one.kind_of_area]
        if taken is None:
            return len(rows)
        return {**taken.counted["groups"], **taken.counted["areas"]}[name] - len(rows)


@dataclass(frozen=True)
class Lived:
    """What came of one world: all that was served, and the numbers that nobody is told."""

    served: dict
    numbers: dict


def a_night_passes(days, monkeypatch):
    """The worker has its minutes, too early for letters."""
    night = MORNING.replace(hour=digests.EARLIEST_HOUR - 1) + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: night)
    moments.happen(moments.EVERY_MINUTE)


def live(days, monkeypatch, beside=NOBODY):
    """One world, lived through and then undone. ``beside`` is whose place is next to that of nobody."""
    monkeypatch.setattr(drawing, "CHANCE", random.Random(1))
    with transaction.atomic():
        mail.outbox.clear()
        a_night_passes(0, monkeypatch)
        site = Site(beside, monkeypatch)
        for day, acts in enumerate(days):
            for act in acts:
                site.act(act)
            a_night_passes(day + 1, monkeypatch)
            site.look(day)
        lived = Lived(site.served, {name: site.number_of(name) for name in (*GROUPS, *AREAS)})
        transaction.set_rollback(True)
    return lived


def answered_otherwise(days, name):
    """Worlds in which one of the others answered differently on the first day."""
    first, *later = days
    for at, act in enumerate(first):
        if act.who not in OWN and act.appears == "count":
            groups = act.groups ^ {name} & set(GROUPS)
            area = act.area if name in GROUPS else "" if act.area == name else name
            yield [[*first[:at], replace(act, groups=groups, area=area), *first[at + 1 :]], *later]


def only_counts(days, who):
    """Whether all that somebody does on the site but to speak is to be counted."""
    acts = [act for acts in days for act in acts if act.who == who]
    return bool(acts) and all(isinstance(act, Says) and act.appears == "count" for act in acts)


def somebody_else(days, who):
    """The same world with another person in their place."""
    return [[replace(act, who=NOBODY) if act.who == who else act for act in acts] for acts in days]


@pytest.fixture(autouse=True)
def crowd(db, settings):
    """The same in every world."""
    settings.MEANING = "off"
    person("Hope", is_host=True, may_facilitate=True)
    for name in ("Ann", *(f"Other {number}" for number in range(PEOPLE))):
        person(name)


CALM = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": (Phase.explicit, Phase.generate),  # making a world smaller would take longer than all the rest
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
}


def test_no_number_under_five_can_be_worked_out_from_all_that_is_served(monkeypatch):
    @settings(max_examples=3, **CALM)
    @given(DAYS, st.sampled_from((*GROUPS, *AREAS)))
    def check(days, name):
        real = live(days, monkeypatch)
        if real.numbers[name] < FEW:
            others = (live(world, monkeypatch) for world in answered_otherwise(days, name))
            assert any(one.served == real.served and one.numbers[name] != real.numbers[name] for one in others)

    check()


def test_nobody_who_only_counts_can_be_told_from_another(monkeypatch):
    @settings(max_examples=3, **CALM)
    @given(DAYS)
    def check(days):
        who = next((who for who in range(1, OWN[0]) if only_counts(days, who)), None)
        if who is not None:
            real, other = (live(world, monkeypatch, who) for world in (days, somebody_else(days, who)))
            assert differences(real.served, other.served) == {}

    check()


@pytest.mark.parametrize("number", [0, 1, FEW - 1, FEW, FEWEST_COUNTED - 1, FEWEST_COUNTED])
def test_pages_of_a_group_of_few_are_those_of_nobody(monkeypatch, number):
    """All small numbers of a small world, of whom ten are counted: one page for all of them, and another from nine."""

    def world(number):
        counted = [Says(at, frozenset(GROUPS[:1]), AREAS[0], may_be_asked=True) for at in range(1, number + 1)]
        return [[*counted, *(Says(at) for at in range(number + 1, 11))], [Says(at) for at in range(11, OWN[0])], []]

    nobody, some = live(world(0), monkeypatch), live(world(number), monkeypatch)

    assert (some.numbers[GROUPS[0]], some.numbers[AREAS[0]]) == (number, number)
    assert (differences(nobody.served, some.served) == {}) == (number < FEWEST_COUNTED)
