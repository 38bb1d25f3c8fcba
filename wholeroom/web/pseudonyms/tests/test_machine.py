"""Weeks of joining, changing, speaking, mending, leaving and being erased, in random order.

In no state does anything show a group and a place that fewer than five members fit, and nothing shown gets finer.
"""

import re
import secrets
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people import actions as people
from wholeroom.web.people.fitting import label, places_of
from wholeroom.web.people.ladders import GROUP_LADDERS, SOMEBODY
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.pseudonyms import actions, box, hosts, releasing
from wholeroom.web.pseudonyms.models import Pseudonym, ToRead

RUNS, ACTS = 6, 40
GROUPS = ("clinician", "provider", "carer-or-family", "elected-member")
GROUP = st.sampled_from(GROUPS)
AREAS = ("E1", "E2", "E3", None)
AREA = st.sampled_from(AREAS)
STEP = st.integers(0, 3)
WHICH = st.integers(0, 1000)
FEWEST = 5


class Weeks:
    def __init__(self) -> None:
        box.where().unlink(missing_ok=True)
        self.marker, self.number, self.day = secrets.token_hex(4), 0, 0
        for code, region, urban in (("E1", "North", 0.9), ("E2", "North", 0.1), ("E3", "South", 0.9)):
            Area.objects.update_or_create(
                code=code, defaults={"name": f"Area {code}", "region": region, "share_urban": urban}
            )
        Person.objects.all().delete()
        conversation = Conversation.objects.create(
            kind="problem", title="Fridays", state="open", audience=Conversation.Audience.EVERYONE
        )
        self.problem = Problem.objects.create(conversation=conversation)
        for number in range(12):
            self.joins(group=GROUPS[number % 2], area=AREAS[number % 3])
        self.pseudonyms: list[actions.Who] = []
        self.seen: dict[object, tuple[int, int]] = {}

    def refused(self, act):
        try:
            with transaction.atomic():
                act()
        except WebError:
            return True
        return False

    def joins(self, group, area):
        self.number += 1
        email = f"m{self.number}-{self.marker}@westmarch.example"
        Person.objects.create_user(email, groups=[group], area_id=area)

    def changes(self, which, group, area):
        if found := some(list(Person.objects.order_by("email")), which):
            people.describe(by=found, name="", groups=[group], area=Area.objects.filter(pk=area).first())

    def is_erased(self, which):
        if found := some(list(Person.objects.order_by("email")), which):
            people.erase(by=found)

    def begins(self, group, area, step):
        steps = places_of(Area.objects.filter(pk=area).first())
        place = steps[min(step, len(steps) - 1)]
        who, _codeword = actions.begin(problem=self.problem, group=group, place=place)
        actions.say(who=who, problem=self.problem, kind="question", text=f"Who? {self.number}")
        self.pseudonyms.append(who)

    def has_it_too(self, which):
        actions.say_same_here(who=some(self.pseudonyms, which))

    def says_more(self, which):
        who = some(self.pseudonyms, which)
        actions.say(who=who, problem=self.problem, kind="question", text="And at night?")

    def takes_back(self, which, at_once):
        who = some(self.pseudonyms, which)
        if words := some(list(actions.spoken(who.codeword_hash).order_by("position")), which):
            self.refused(lambda: actions.withdraw(who=who, words=words.pk.hex, at_once=at_once))

    def words_anew(self, which):
        who = some(self.pseudonyms, which)
        if words := some(list(actions.spoken(who.codeword_hash).order_by("position")), which):
            self.refused(lambda: actions.mend(who=who, words=words.pk.hex, text="In other words"))

    def is_forgotten(self, which, at_once):
        who = some(self.pseudonyms, which)
        self.pseudonyms.remove(who)  # its codeword opens nothing any more
        actions.forget(who=who, at_once=at_once)

    def is_offered_contact(self, which):
        pseudonym = some(list(Pseudonym.objects.order_by("pk")), which)
        member = some(list(Person.objects.order_by("email")), which)
        if pseudonym and member:
            actions.offer(by=member, pseudonym=pseudonym, text="I know this", reach="01234")

    def days_pass(self, days):
        self.day += days
        releasing.every_minute(now=timezone.localtime().replace(hour=7) + timedelta(days=self.day))

    def host_lets_all_show(self):
        for one in ToRead.objects.all():
            releasing.let_show(one)

    def at_least_five_fit_all_that_shows(self):
        members = [(set(one.groups), places_of(one.area)) for one in Person.objects.select_related("area")]
        for place in Participant.objects.filter(pk__in=Pseudonym.objects.values("pk")):
            shown = place.groups[Participant.PSEUDONYM]
            if shown:
                assert how_many(members, shown["group"], shown["place"]) >= FEWEST
        for one in ToRead.objects.all():
            told = hosts.told([one])[0]["shown"]
            assert not told or any(label_fits(told, *pair) for pair in pairs_that_fit(members))

    def nothing_shown_gets_finer(self):
        for place in Participant.objects.filter(pk__in=Pseudonym.objects.values("pk")):
            now = fineness(place.groups[Participant.PSEUDONYM])
            before = self.seen.get(place.pk, now)
            assert now[0] <= before[0]
            assert now[1] <= before[1]
            self.seen[place.pk] = now

    def page_names_no_member(self):
        page = Client().get(f"/problems/{self.problem.pk}/").text
        said = Contribution.objects.filter(conversation=self.problem.pk, state="shown")
        assert not said.exclude(participant__member=None).exists()
        assert self.marker not in re.sub(r"csrf[^>]*", "", page)


def some(found, which):
    return found[which % len(found)] if found else None


def fineness(shown):
    """The longer the ladder from here on, the finer; nothing at all is the coarsest."""
    if not shown:
        return (0, 0)
    ladder = next(one for one in GROUP_LADDERS.values() if shown["group"] in one)
    place = shown["place"]
    steps = {"": 0, "region:": 1, "kind:": 2, "area:": 3}
    return len(ladder) - ladder.index(shown["group"]), steps[place[: place.index(":") + 1] if place else ""]


def how_many(members, group, place):
    """The slow and obvious way: everybody is looked at."""
    covered = {code for code, ladder in GROUP_LADDERS.items() if group in ladder}
    return sum((group == SOMEBODY or bool(groups & covered)) and place in places for groups, places in members)


def pairs_that_fit(members):
    groups = {step for ladder in GROUP_LADDERS.values() for step in ladder}
    places = {place for _groups, found in members for place in found} | {""}
    return [(group, place) for group in groups for place in places if how_many(members, group, place) >= FEWEST]


def label_fits(told, group, place):
    return told == label(group, place)


ACT = st.one_of(
    st.tuples(st.just("joins"), st.fixed_dictionaries({"group": GROUP, "area": AREA})),
    st.tuples(st.just("changes"), st.fixed_dictionaries({"which": WHICH, "group": GROUP, "area": AREA})),
    st.tuples(st.just("is_erased"), st.fixed_dictionaries({"which": WHICH})),
    st.tuples(st.just("begins"), st.fixed_dictionaries({"group": GROUP, "area": AREA, "step": STEP})),
    st.tuples(st.sampled_from(["has_it_too", "says_more", "words_anew"]), st.fixed_dictionaries({"which": WHICH})),
    st.tuples(
        st.sampled_from(["takes_back", "is_forgotten"]),
        st.fixed_dictionaries({"which": WHICH, "at_once": st.booleans()}),
    ),
    st.tuples(st.just("is_offered_contact"), st.fixed_dictionaries({"which": WHICH})),
    st.tuples(st.just("days_pass"), st.fixed_dictionaries({"days": st.integers(1, 3)})),
    st.tuples(st.just("host_lets_all_show"), st.just({})),
)
NEED_A_PSEUDONYM = {"has_it_too", "says_more", "words_anew", "takes_back", "is_forgotten"}


@pytest.mark.django_db
@settings(
    max_examples=RUNS,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(acts=st.lists(ACT, min_size=ACTS, max_size=ACTS))
def test_nothing_ever_shows_that_fewer_than_five_members_fit(acts):
    weeks = Weeks()
    for name, given_to_it in acts:
        if weeks.pseudonyms or name not in NEED_A_PSEUDONYM:
            getattr(weeks, name)(**given_to_it)
            weeks.at_least_five_fit_all_that_shows()
            weeks.nothing_shown_gets_finer()
            weeks.page_names_no_member()
