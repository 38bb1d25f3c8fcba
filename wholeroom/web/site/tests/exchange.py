"""A small exchange that everybody can read, and the life of what not everybody can, for tests of the whole site."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import attaching
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Moderation
from wholeroom.web.introductions import actions as introductions
from wholeroom.web.introductions.models import Told as Helped
from wholeroom.web.introductions.tests.people import ask, asked_now, say_yes
from wholeroom.web.learning import actions as learning
from wholeroom.web.learning import answering
from wholeroom.web.learning.answering import Spoken
from wholeroom.web.learning.models import NEEDED
from wholeroom.web.mail.digests import actions as digests
from wholeroom.web.papers import actions as papers
from wholeroom.web.papers.models import CONTEXT, JOINT
from wholeroom.web.people.models import Person
from wholeroom.web.people.organisations import actions as organisations
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import replying, stages
from wholeroom.web.problems.models import HARD
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.entering import calling

GROUPS = ("carer-or-family", "clinician", "provider")
AREAS = ("city", "towns", "countryside")
SHARED = {"audience": "everyone", "shown_as": "nobody"}


def person(name, **fields):
    return Person.objects.create_user(f"{name.lower().replace(' ', '-')}@westmarch.example", name=name, **fields)


def browser_of(reader):
    browser = Client()
    if reader is not None:
        browser.force_login(reader)
    return browser


def text_file(text):
    content = text.encode()
    return attaching.make_ready(io.BytesIO(content), name="table.csv", size=len(content))


def problem(owner, hard, *, about=None, parts=None, **shared):
    """A problem that is shared, with everybody unless it is said otherwise."""
    brought = problems.bring(by=owner, hard=hard)
    for part, text in (parts or {}).items():
        problems.tell(by=owner, problem=brought, part=part, text=text)
    problems.say_about(by=owner, problem=brought, **(about or {}))
    problems.share(by=owner, problem=brought, **{**SHARED, **shared})
    return brought


def note(author, done, *, about=(), outcome="mixed", service="", **shared):
    written = learning.write(by=author, done=done, about=about)
    for part in NEEDED[1:]:
        learning.tell(by=author, note=written, part=part, text=f"{done}: {part}")
    learning.say_how_it_came_out(by=author, note=written, outcome=outcome)
    learning.say_where(by=author, note=written, service=service, about=about)
    how = {**SHARED, "shown_as": "group", "nickname": "", "groups": ("provider",)}
    learning.share(by=author, note=written, **{**how, **shared})
    return written


def paper(author, title, *, kind=CONTEXT, asks=(), **shared):
    written = papers.write(by=author, kind=kind, title=title)
    for one in asks:
        told = papers.ask_owner(by=author, paper=written, problem=one)
        papers.answer(by=one.owner, told=told, parts=[HARD])
    papers.share(by=author, paper=written, **{**SHARED, **shared})
    return written


def counter_sign(by, about, text):
    spoken = Spoken(text=text, shown_as="group", groups=("carer-or-family",))
    return answering.counter_sign(by=by, note=about, found="so", spoken=spoken)


def room_on(brought, facilitator):
    method = next(iter(registry.methods().values()))
    opened = rooms.open_room(
        by=facilitator, method=method, minutes=method.lengths[0], question="What now?", problem=brought
    )
    calling.call(by=facilitator, room=opened)
    return opened


@dataclass
class Exchange:
    """What everybody can read. ``reader`` takes part in some of it; ``others`` live there."""

    owners: list = field(default_factory=list)
    others: list = field(default_factory=list)
    reader: Person | None = None
    host: Person | None = None
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    papers: list = field(default_factory=list)

    @classmethod
    def made(cls):
        here = cls(
            owners=[person(f"Owner {number}") for number in range(6)],
            others=[person(f"Other {number}") for number in range(16)],
            reader=person("Mo", groups=["provider"]),
            host=person("Hope", is_host=True, may_facilitate=True),
        )
        here.bring_all()
        here.talk()
        return here

    def bring_all(self):
        ann, bo, cy = self.owners[:3]
        organisations.add(by=self.host, name="Westmarch Council", kind="council")
        self.problems = [
            problem(
                ann,
                "Letters come late\nThe van is late too.",
                about={"service": "homelessness", "kind_of_area": "city"},
                parts={"not-understood": "Why the gate is shut", "tried": "We rang them"},
            ),
            problem(bo, "Nobody is at the gate on Fridays", about={"service": "carers", "asks_for_ideas": True}),
            problem(cy, "The waiting room rings", shown_as="name", nickname="Cy"),
        ]
        self.notes = [
            note(self.others[0], "A van at the gate", about=[self.problems[0]]),
            note(self.others[1], "Letters by hand", outcome="failed", service="homelessness"),
        ]
        self.papers = [
            paper(self.others[0], "Late letters, told by three", kind=JOINT, asks=self.problems),
            paper(self.others[1], "Gates, told by two", kind=JOINT, asks=self.problems[:2]),
            paper(self.others[2], "What a van costs"),
        ]

    def talk(self):
        first, second, third = self.problems
        said = replying.reply(by=self.others[3], problem=first, kind="question", text="Which letters?")
        attaching.attach(by=said.words.participant, contribution=said.words, file=text_file("a,b\n1,2\n"))
        replying.reply(by=self.reader, problem=first, kind="tried", text="A map", parts={"cost": "nothing"})
        replying.reply(by=self.others[4], problem=second, kind="idea", text="A bell at the gate")
        for number, one in enumerate(self.others[:14]):
            where = AREAS[number % 2]
            replying.say_same_here(by=one, problem=first, groups=GROUPS[:2], kind_of_area=where, may_be_asked=True)
        replying.say_same_here(by=self.reader, problem=first, appears="group", groups=["provider"], may_be_asked=True)
        replying.say_same_here(by=self.others[5], problem=second, appears="name")
        follow(by=self.reader, conversation=third.conversation)
        ask(self.reader, first)
        counter_sign(self.reader, self.notes[0], "I saw it")
        for about in self.papers:
            papers.sign(by=self.reader, paper=about, text="It is so", shown_as="name", nickname="Mo")
        stages.close(by=self.owners[2], problem=third, kind="done", text="The bell was mended.")
        for answer, times in zip(Helped.Answer.values, (5, 4, 0, 0), strict=False):
            Helped.objects.create(answer=answer, came=times, shown=times)
        Moderation.objects.create(year=2024, month=1, conversation_kind="problem", act="hid", rule="advert")

    def goes_on(self):
        """What happens where everybody can read it, after whatever happened elsewhere."""
        first, second, _third = self.problems
        replying.reply(by=self.others[6], problem=first, kind="question", text="Which van?")
        replying.reply(by=self.others[7], problem=second, kind="idea", text="A lamp")
        self.problems.append(problem(self.owners[5], "The bus comes at noon only"))


LIVES = {
    "replies": lambda here, one: [
        replying.reply(by=by, problem=one, kind="question", text="A van at the gate?") for by in here.others[8:10]
    ],
    "same here": lambda here, one: [
        replying.say_same_here(by=by, problem=one, groups=GROUPS[:1], kind_of_area="city", may_be_asked=True)
        for by in here.others[:14]
    ],
    "a name": lambda here, one: replying.say_same_here(by=here.others[14], problem=one, appears="name"),
    "a talk": lambda here, one: put_in_touch(here, one),
    "a meeting": lambda here, one: room_on(one, here.host),
    "papers that ask": lambda here, one: [
        papers.answer(by=one.owner, told=papers.ask_owner(by=about.author, paper=about, problem=one), parts=[HARD])
        for about in here.papers[:2]
    ],
    "a paper that hears no": lambda here, one: papers.answer(
        by=one.owner, told=papers.ask_owner(by=here.papers[1].author, paper=here.papers[1], problem=one), parts=[]
    ),
    "a note about it": lambda here, one: learning.say_where(
        by=here.notes[1].author, note=here.notes[1], service="homelessness", about=[one]
    ),
}


def put_in_touch(here, one):
    """Two who have it talk, and both say that it helped."""
    asker, asked = (person(f"Talking {uuid4().hex[:8]}") for _ in range(2))
    for by in (asker, asked):
        replying.say_same_here(by=by, problem=one, may_be_asked=by is asked)
    made = ask(asker, one)
    for side in asked_now(asked):
        say_yes(asked, side)
        for by in (asker, asked):
            later = timezone.localdate() + timedelta(days=30)
            introductions.tell_if_it_helped(by=by, introduction=made, answer="yes", today=later)


def hide_words(here, one):
    for said in one.conversation.contributions.filter(participant__member=owner_of(one), state="shown"):
        conversations.hide(by=here.host, contribution=said, reason="advert")


def owner_of(one):
    return one.owner if hasattr(one, "owner") else one.author


MORNING = timezone.localtime().replace(hour=9, minute=30)


def goes_by(days, monkeypatch):
    """The site thinks that so many days have passed; it is morning, and the worker has had its minutes."""
    monkeypatch.setattr(timezone, "now", lambda: MORNING + timedelta(days=days))
    moments.happen(moments.EVERY_MINUTE)
    digests.every_minute()


def words_of(one):
    return list(Contribution.objects.filter(conversation=one.conversation))
