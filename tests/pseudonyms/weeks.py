"""Who sits down on which day in the world of the tests, and what they do then."""

import random
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from wholeroom.web import moments
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.models import Problem
from wholeroom.web.problems.replying import reply
from wholeroom.web.pseudonyms import releasing
from wholeroom.web.pseudonyms.models import ToRead

MEMBERS, DAYS, PROBLEMS = 24, 24, 10
SITS, SPEAKS_OPENLY, SPEAKS_SAFELY, COMES_BACK = 0.5, 0.7, 0.75, 0.4
GROUPS = ["clinician", "provider", "front-line-worker", "carer-or-family"]


class Weeks:
    """Who sits down on which day, and what they do then."""

    def __init__(self, chance: random.Random, clock: Any, shift: int | None) -> None:
        self.chance, self.clock, self.shift = chance, clock, shift
        self.members = [
            Person.objects.create_user(f"m{n}@westmarch.example", name=f"Member {n}", groups=[GROUPS[n % len(GROUPS)]])
            for n in range(MEMBERS)
        ]
        self.host = Person.objects.create_user("host@westmarch.example", name="Host", is_host=True)
        self.problems = [problems.bring(by=self.host, hard=f"Hard thing {number}") for number in range(PROBLEMS)]
        for problem in self.problems:
            problems.share(by=self.host, problem=problem, audience="everyone", shown_as="nobody")
        self.codewords: dict[tuple[int, UUID], str] = {}
        self.signed_in = [self.browser_of(number) for number in range(MEMBERS)] if shift is not None else []
        self.truth: dict[str, int] = {}

    def live(self) -> dict[str, object]:
        for day in range(DAYS + 4):
            self.clock.now = datetime(2027, 3, 1, 7, tzinfo=UTC) + timedelta(days=day)
            self.morning()
            sitting = [number for number in range(MEMBERS) if self.chance.random() < SITS]
            self.chance.shuffle(sitting)
            for number in sitting:
                self.sit(number, is_quiet=day >= DAYS)
        return {"members": [one.pk.hex for one in self.members], "acts": self.truth}

    def morning(self) -> None:
        """The worker releases what is due, and a host lets all of it show."""
        moments.happen(moments.EVERY_MINUTE)
        moments.happen(moments.NOW_AND_THEN)
        for one in ToRead.objects.all():
            releasing.let_show(one)

    def sit(self, number: int, *, is_quiet: bool) -> None:
        """Sign in, and say something openly, under a pseudonym, or both, in either order."""
        browser = self.browser_of(number) if self.shift is None else None
        openly, safely = self.chance.random() < SPEAKS_OPENLY, self.chance.random() < SPEAKS_SAFELY
        acts = [act for act, does in ((self.openly, openly), (self.safely, safely and not is_quiet)) if does]
        self.chance.shuffle(acts)
        for act in acts:
            act(number, browser, self.chance.choice(self.problems))

    def browser_of(self, number: int) -> Client:
        browser = Client()
        browser.force_login(self.members[number])
        return browser

    def openly(self, number: int, _browser: Client | None, problem: Problem) -> None:
        reply(by=self.members[number], problem=problem, kind="question", text=f"Open {self.chance.random()}")

    def safely(self, number: int, browser: Client | None, problem: Problem) -> None:
        """With the browser in which whoever is behind it is signed in."""
        who = (number + (self.shift or 0)) % MEMBERS
        browser = browser or self.signed_in[who]
        text = f"Safe {self.chance.random()}"
        self.truth[text] = who
        said = {"kind": "question", "text": text, "group": GROUPS[number % len(GROUPS)]}
        codeword = self.codewords.get((number, problem.pk))
        if codeword and self.chance.random() < COMES_BACK:
            answer = browser.post("/codeword/", {**said, "codeword": codeword, "do": "say"})
        else:
            page = browser.get(f"/problems/{problem.pk}/pseudonym/").text
            answer = browser.post(re.search(r'href="(/speak/[^"]+)"', page)[1], {**said, "step": "words"})
            self.codewords[number, problem.pk] = re.search(r"[a-z]{6}(?:-[a-z]{6}){3}", answer.text)[0]
        assert answer.status_code == 200, answer.text
