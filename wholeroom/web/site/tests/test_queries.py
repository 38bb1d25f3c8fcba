"""Every page with a list asks the database equally often, whether there are three of each thing or thousands."""

from dataclasses import asdict
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wholeroom.web.conversations import attaching
from wholeroom.web.conversations.following import follow
from wholeroom.web.conversations.models import Contribution, Conversation, Moderation
from wholeroom.web.hosting.models import Report
from wholeroom.web.introductions.models import STANDS_FOR, Introduction, Side
from wholeroom.web.learning import answering
from wholeroom.web.learning.answering import Spoken
from wholeroom.web.papers import actions as papers
from wholeroom.web.people.models import Organisation
from wholeroom.web.problems import listing, replying
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.pseudonyms import actions as pseudonyms
from wholeroom.web.pseudonyms import releasing
from wholeroom.web.pseudonyms.models import Pseudonym
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.site.tests.exchange import browser_of, counter_sign, note, paper, person, problem, text_file

FEW, MANY, VERY_MANY = 3, 30, 3000
OK = 200
BY_NAME = {"shown_as": "name", "nickname": "Somebody", "groups": ("provider",)}


class Growing:
    """A site with so many of each thing, and one problem, note and paper to which all that is said goes."""

    def __init__(self):
        self.reader = person("Mo", groups=["provider"])
        self.host = person("Hope", is_host=True, may_facilitate=True)
        self.owner = person("Ann")
        self.problem = problem(self.owner, "Letters come late", parts={"not-understood": "Why"}, **BY_NAME)
        self.note = note(self.owner, "A van at the gate", about=[self.problem])
        self.paper = paper(self.owner, "Late letters", kind="joint")
        self.who, self.codeword = pseudonyms.begin(problem=self.problem, group="provider", place="")
        releasing.pseudonym(asdict(self.who))
        self.to_read = None
        self.number = 0

    def grow(self, number):
        for at in range(self.number, number):
            self.one_more(at)
        self.number = number
        corpus.here.gather()

    def one_more(self, at):
        other = person(f"Other {at}")
        about = {"service": "carers", "kind_of_area": "towns", "answer_by": timezone.localdate()}
        brought = problem(other, f"Letters come late, for the {at}. time", about=about, **BY_NAME)
        self.say_to_the_problem(other, at)
        self.say_to_the_note(other, brought, at)
        asked = papers.ask_owner(by=self.owner, paper=self.paper, problem=brought)
        papers.answer(by=other, told=asked, parts=[HARD], shows_groups=True)
        paper(other, f"Paper {at}")
        papers.sign(by=other, paper=self.paper, text=f"It is so, {at}", **BY_NAME)
        Organisation.objects.create(name=f"Organisation {at}", kind="charity")
        Moderation.objects.create(year=2000 + at, month=1, conversation_kind="problem", act="hid", rule="advert")
        self.speak_under_pseudonyms(other, at)
        follow(by=self.reader, conversation=brought.conversation)
        self.be_asked(brought)
        for by in (self.reader, self.host):
            problem(by, f"Own problem {at}")
            paper(by, f"Own paper {at}")
            note(by, f"Own van {at}", about=[brought])

    def say_to_the_problem(self, other, at):
        said = replying.reply(by=other, problem=self.problem, kind="question", text=f"Which, {at}?", **BY_NAME).words
        attaching.attach(by=said.participant, contribution=said, file=text_file("a,b"))
        replying.reply(by=self.owner, problem=self.problem, kind="answer", text="That one", answers=said)
        tried = {"happened": "It came", "cost": "Nothing"}
        replying.reply(by=other, problem=self.problem, kind="tried", text="A map", parts=tried, quotes=said, **BY_NAME)
        replying.say_same_here(by=other, problem=self.problem, appears="name", groups=["provider"])
        Report.objects.create(words=said, reason="advert")

    def say_to_the_note(self, other, brought, at):
        note(other, f"A van at the gate, {at}", about=[self.problem], service="carers")
        counter_sign(other, self.note, f"I saw it, {at}")
        spoken = Spoken(text=f"Here too, {at}", **BY_NAME)
        answering.say_tried_here(by=other, note=self.note, outcome="same", spoken=spoken)
        self.note.about.add(brought)

    def speak_under_pseudonyms(self, other, at):
        """One pseudonym says and is told more and more; of others, words show, and as many are to be read."""
        here = Pseudonym.objects.get(pk=self.who.participant)
        another, _ = pseudonyms.begin(problem=self.problem, group="provider", place="")
        for who, shows in ((self.who, True), (another, True), (self.who, False), (another, False)):
            act = {"id": uuid4().hex, "act": "say", "kind": "question", "text": f"Why, {at}?", "who": asdict(who)}
            act |= {"parts": {}, "answers": None, "quotes": None}
            if shows:
                releasing.show_reply(act)
            else:
                self.to_read = self.to_read or UUID(act["id"])
                releasing.to_read(act, timezone.localdate())
        said = pseudonyms.spoken(self.who.codeword_hash).last()
        replying.reply(by=other, problem=self.problem, kind="answer", text="So", answers=said, **BY_NAME)
        pseudonyms.offer(by=other, pseudonym=here, text="I know this", reach="a mail")
        releasing.same_here({"who": asdict(another)}, timezone.localdate())

    def be_asked(self, brought):
        """The reader asked on one problem, is asked on another, and talks on a third."""
        today = timezone.localdate()
        days = {"begun": today, "drawn": today, "ends": today + STANDS_FOR}
        replying.say_same_here(by=self.reader, problem=brought, may_be_asked=True)
        for state, is_asker in (("open", True), ("open", False), ("made", True)):
            made = {"made": today} if state == "made" else {}
            one = Introduction.objects.create(
                problem=brought, wants="listen", how="call", when="evening", state=state, **days, **made
            )
            begun = {"introduction": one, "begins": today, "ends": today + STANDS_FOR}
            Side.objects.create(person=self.reader, is_asker=is_asker, said_yes=is_asker, **begun)
            Side.objects.create(person=self.owner, is_asker=not is_asker, said_yes=not is_asker, **begun)


def pages(here):
    """Each with who opens it."""
    everybody = ["/", "/problems/", "/practice/", "/papers/", "/organisations/", "/moderation-log/"]
    everybody += ["/moderation-log/moderation-log.csv", "/introductions/did-it-help/", "/search/?q=letters+late+van"]
    everybody += [f"/problems/?{name}={code}" for name, (_, choices) in listing.FACETS.items() for code in choices]
    everybody += ["/practice/?outcome=mixed", "/practice/?service=carers", "/practice/?kind=towns"]
    everybody += [f"/problems/{here.problem.pk}/", f"/practice/{here.note.pk}/", f"/papers/{here.paper.pk}/"]
    everybody += [f"/papers/{here.paper.pk}/paper.txt"]
    members = ["/introductions/", "/account/", "/account/mail/", "/account/data/", "/account/vouching/"]
    members += [f"/conversations/{here.problem.pk}/me/", f"/conversations/{here.problem.pk}/words.csv"]
    everybody += [f"/pseudonyms/{UUID(here.who.participant)}/"]
    found = [(address, who) for address in everybody for who in (None, here.reader, here.host)]
    found += [(address, here.reader) for address in members]
    found += [(address, here.owner) for address in (f"/problems/{here.problem.pk}/", f"/papers/{here.paper.pk}/")]
    of_hosts = ["/hosting/", "/pseudonyms/to-read/", f"/pseudonyms/to-read/{here.to_read}/"]
    found += [(address, here.host) for address in of_hosts]
    return [*found, (f"/conversations/{here.problem.pk}/me/", here.owner)]


def queries(here):
    """How often each page asks the database. Each is opened once before, to work out what is kept."""
    found = {}
    for address, reader in pages(here):
        browser = browser_of(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address, str(reader)] = len(asked)
    return found | {("/codeword/", "its own"): asked_for("/codeword/", codeword=here.codeword)}


@pytest.fixture
def here(db, settings, monkeypatch):
    settings.MEANING = "off"
    monkeypatch.setattr(corpus, "here", Corpus())
    return Growing()


def test_no_page_asks_more_often_for_thirty_than_for_three(here):
    here.grow(FEW)
    with_few = queries(here)

    here.grow(MANY)

    with_many = queries(here)
    more = {page: (with_few[page], with_many[page]) for page in with_few if with_many[page] > with_few[page]}
    assert more == {}


def test_list_and_page_ask_as_often_with_three_thousand_problems(here):
    here.grow(FEW)
    opened = [("/problems/", None), (f"/problems/{here.problem.pk}/", None), ("/problems/?stage=open&page=20", None)]
    with_few = [asked_for(address) for address, _ in opened[:2]]

    bring_very_many(here)

    assert [asked_for(address) for address, _ in opened] == [*with_few, with_few[0]]


def asked_for(address, **sent):
    browser = browser_of(None)
    ask = partial(browser.post, address, sent) if sent else partial(browser.get, address)
    ask()
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == OK
    return len(asked)


def bring_very_many(here):
    """Problems that everybody may find, and as many questions to the first of them."""
    today = timezone.localdate()
    shared = {"kind": "problem", "state": "open", "audience": "everyone"}
    places = [Conversation(title=f"Letters, {at}", **shared) for at in range(VERY_MANY)]
    Conversation.objects.bulk_create(places)
    Problem.objects.bulk_create(
        Problem(conversation=one, owner=here.owner, shared_in_order=100 + at, shared_on=today, newest_day=today)
        for at, one in enumerate(places)
    )
    Contribution.objects.bulk_create(
        Contribution(conversation=one, position=1, kind=HARD, part=HARD, text=one.title) for one in places
    )
    said = [
        Contribution(conversation=here.problem.conversation, position=1000 + at, kind="question", text=f"Which, {at}?")
        for at in range(VERY_MANY)
    ]
    Contribution.objects.bulk_create(said)
    replying.Reply.objects.bulk_create(replying.Reply(words=one, problem=here.problem, day=today) for one in said)
    corpus.here.gather()
