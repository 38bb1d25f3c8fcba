"""A member who used everything is erased: what was theirs was on every page, in every file, and is nowhere after."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import attaching, rewording
from wholeroom.web.conversations.following import follow
from wholeroom.web.introductions import figures as helped
from wholeroom.web.introductions.actions import Reach, Wish
from wholeroom.web.introductions.actions import ask as ask_to_talk
from wholeroom.web.introductions.tests.people import asked_now, say_yes
from wholeroom.web.keeping import erasures
from wholeroom.web.learning import answering
from wholeroom.web.learning.answering import Spoken
from wholeroom.web.mail.digests.gathering import gather
from wholeroom.web.mail.digests.letter import letter
from wholeroom.web.mail.models import OutgoingMessage
from wholeroom.web.papers import actions as papers
from wholeroom.web.people import actions as people
from wholeroom.web.people.vouching import actions as vouching
from wholeroom.web.problems import figures, replying
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.entering import calling
from wholeroom.web.search import actions as search
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.search.models import TextVector
from wholeroom.web.site.tests.exchange import (
    MORNING,
    Exchange,
    browser_of,
    goes_by,
    note,
    paper,
    person,
    problem,
    room_on,
    text_file,
)

MARK = "zzmark"
NAMED = {"shown_as": "name", "nickname": f"{MARK} name", "groups": ("provider",)}


class Life:
    """Somebody who used all there is, in the middle of the lives of others."""

    def __init__(self, here):
        self.here = here
        self.who = person(f"{MARK} person", groups=["provider"])
        people.declare(by=self.who, interests=f"{MARK} interests", funding=f"{MARK} funding", shows_page=True)
        self.browser_of_theirs = browser_of(self.who)
        self.bring()
        self.answer()
        self.vouch()
        self.talk()
        self.meet()
        self.wait_in_the_mail()

    def bring(self):
        self.problem = problem(self.who, f"{MARK} problem", parts={"tried": f"{MARK} tried"}, **NAMED)
        follow(by=self.here.reader, conversation=self.problem.conversation)
        self.note = note(self.who, f"{MARK} note", **NAMED)
        self.paper = paper(self.who, f"{MARK} paper", **NAMED)
        said = self.problem.conversation.contributions.get(part="hard")
        attaching.attach(by=said.participant, contribution=said, file=text_file(f"{MARK} file"))
        self.file = said.attachments.get()
        TextVector.objects.create(
            conversation=self.problem.conversation, model_id="x", digest=MARK, numbers=MARK.encode()
        )

    def answer(self):
        first, second, _closed = self.here.problems
        reply = replying.reply(by=self.who, problem=first, kind="tried", text=f"{MARK} reply", **NAMED).words
        attaching.attach(by=reply.participant, contribution=reply, file=text_file(f"{MARK} file"))
        rewording.reword(by=reply.participant, contribution=reply, text=f"{MARK} reply, said anew")
        self.reply = reply
        replying.say_same_here(by=self.who, problem=first, groups=["clinician"], kind_of_area="city")
        replying.say_same_here(by=self.who, problem=second, appears="name", nickname=f"{MARK} too")
        spoken = Spoken(text=f"{MARK} otherwise", shown_as="name", nickname=f"{MARK} sign", groups=("clinician",))
        answering.counter_sign(by=self.who, note=self.here.notes[0], found="otherwise", spoken=spoken)
        tried = Spoken(text=f"{MARK} elsewhere", shown_as="name", nickname=f"{MARK} sign", groups=("clinician",))
        answering.say_tried_here(by=self.who, note=self.here.notes[0], outcome="not", spoken=tried)
        papers.sign(by=self.who, paper=self.here.papers[2], text=f"{MARK} signed", **NAMED)
        search.judge(by=self.who, one=first.conversation, other=second.conversation, verdict="same")

    def vouch(self):
        other = self.here.others[2]
        people.describe(by=other, name=other.name, groups=["clinician"])
        vouching.vouch(by=other, token=vouching.ask(by=self.who, group="provider"))
        vouching.vouch(by=self.who, token=vouching.ask(by=other, group="clinician"))
        vouching.ask(by=self.who, group="provider")

    def talk(self):
        """They asked, and somebody said yes: each has the name of the other."""
        second, self.other = self.here.problems[1], self.here.others[9]
        replying.say_same_here(by=self.other, problem=second, may_be_asked=True)
        wish, reach = Wish("listen", "call", "evening"), Reach(f"{MARK} called", f"{MARK}@reach.example")
        self.talked = ask_to_talk(by=self.who, problem=second, wish=wish, reach=reach)
        for side in asked_now(self.other):
            say_yes(self.other, side)

    def meet(self):
        self.room = room_on(self.here.problems[0], self.here.host)
        calling.bring(by=self.who, room=self.room, words=[self.reply], shown_as="name", tell_me=True)
        rooms.close(by=self.here.host, room=self.room)

    def wait_in_the_mail(self):
        """A daily message to who follows the problem waits to be sent."""
        reader = self.here.reader
        letter(reader, gather(reader, today=MORNING.date())).send()


def pages(life):
    """Every page and file on which something of theirs stands, by its address."""
    first, second, _closed = life.here.problems
    room, own = life.room.pk, life.problem.pk
    return [
        "/problems/",
        f"/problems/{own}/",
        f"/problems/{first.pk}/",
        f"/problems/{second.pk}/",
        f"/words/{life.reply.pk}/history/",
        f"/conversations/{first.pk}/words.csv",
        f"/conversations/{first.pk}/words.json",
        f"/attachments/{life.file.pk}/",
        "/practice/",
        f"/practice/{life.note.pk}/",
        f"/practice/{life.here.notes[0].pk}/",
        "/papers/",
        *(f"/papers/{life.paper.pk}/{shape}" for shape in ("", "paper.txt", "paper.pdf", "paper.docx")),
        *(f"/papers/{life.here.papers[2].pk}/{shape}" for shape in ("", "paper.txt", "paper.pdf", "paper.docx")),
        *(f"/agreements/{room}/{shape}" for shape in ("", "page.txt", "page.pdf", "page.docx", "page.json")),
        f"/search/?q={MARK}",
        f"/people/{life.who.pk}/",
        f"/introductions/talks/{life.talked.pk}/",
        "/account/vouching/",
        "/account/mail/",
    ]


def readers(here, life):
    return [None, here.reader, here.host, here.owners[0], here.others[2], life.other]


def text_of(answer):
    """All that an answer says, whatever kind of file it is; without spaces, which line breaks may take the place of."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if kind == "application/pdf":
        return pdf_text(body)
    if "zip" in kind or "officedocument" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return without_spaces(
                " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
            )
    return without_spaces(re.sub(r'value="[^"]*"|\?q=\w+', "", body.decode()))


def where_it_stands(life):
    """Addresses on which any reader finds something of theirs, and the copies that others get of their own data."""
    corpus.here.catch_up()
    found = set()
    for reader in readers(life.here, life):
        browser = browser_of(reader)
        found |= {address for address in pages(life) if MARK in text_of(browser.get(address, follow=True))}
        if reader is not None and MARK in text_of(browser.post("/account/data/")):
            found.add("all my data")
    return found


def where_it_is_kept(folder: Path):
    """Tables, with what sessions hold, and files of the data folder."""
    tables = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(MARK in kept(row) for row in model._base_manager.values())
    }
    sessions = any(MARK in str(SessionStore().decode(one.session_data)) for one in Session.objects.all())
    files = {path.name for path in folder.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()}
    return tables | ({"a session"} if sessions else set()) | files


def kept(row):
    return " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in row.values())


def published(here):
    """Figures that stand, whoever goes."""
    first = here.problems[0]
    signed = Client().get(f"/papers/{here.papers[0].pk}/paper.txt").text
    return figures.figures_of(first), dict(helped.shown()), signed.count("Others signed earlier words")


@pytest.fixture
def life(db, settings, monkeypatch):
    settings.MEANING = "off"
    here = Exchange.made()
    monkeypatch.setattr(corpus, "here", Corpus())
    corpus.here.gather()
    settings.EMAIL_BACKEND = "wholeroom.web.mail.outbox.Outbox"
    goes_by(0, monkeypatch)
    lived = Life(here)
    papers.sign(by=lived.who, paper=here.papers[0], text=f"{MARK} signed", **NAMED)
    papers.tell(by=here.papers[0].author, paper=here.papers[0], part="why", text="So that they come in time.")
    goes_by(1, monkeypatch)
    return lived


def test_member_who_used_everything_is_on_every_page_and_then_on_none(life, data_folder):
    seen = where_it_stands(life)
    stored = where_it_is_kept(data_folder)
    before = published(life.here)

    people.erase(by=life.who)

    assert set(pages(life)) | {"all my data"} == seen
    assert {"conversations.Contribution", "mail.OutgoingMessage", "introductions.Side"} <= stored
    assert (where_it_stands(life), where_it_is_kept(data_folder)) == (set(), set())
    assert published(life.here) == before


def test_restored_backup_erases_them_again_everywhere(life, data_folder):
    before = published(life.here)
    erasures.remember(key=life.who.key)

    erasures.replay()

    assert (where_it_stands(life), where_it_is_kept(data_folder)) == (set(), set())
    assert published(life.here) == before


def test_message_that_tells_of_them_goes_and_others_stay(life):
    waiting = OutgoingMessage.objects.count()

    people.erase(by=life.who)

    assert 0 < OutgoingMessage.objects.count() < waiting


def test_place_of_the_owner_alone_erased_takes_the_problem_from_every_page(life):
    place = conversations.place_of(by=life.problem.owner, conversation=life.problem.conversation)

    erasures.erase(key=place.key)

    gone = {f"/problems/{life.problem.pk}/", f"/attachments/{life.file.pk}/", f"/search/?q={MARK}"}
    assert where_it_stands(life) & gone == {f"/search/?q={MARK}"}
