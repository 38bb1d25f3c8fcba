"""Meetings in every phase, made in the data folder of a demo: ``make`` is called in a process of its own."""

import json
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tests import exchange_stage, pseudonym_stage, vote_report_stage, vote_ways_stage, voting_stage
from wholeroom.web.activities.statement_vote.bringing_in_pages import BAD_ROWS as BAD_ROWS_OF_VOTES
from wholeroom.web.agreements import links, telling
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import cookies
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.learning.import_views import BAD_ROWS
from wholeroom.web.people import actions as people
from wholeroom.web.people.entering import enter
from wholeroom.web.people.models import Person
from wholeroom.web.people.organisations import actions as organisations
from wholeroom.web.people.passkeys import actions as passkeys
from wholeroom.web.people.tokens import hash_of, new_token
from wholeroom.web.people.vouching import actions as vouching
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import figures, replying, stages
from wholeroom.web.problems.models import SameHere
from wholeroom.web.rooms import actions, planning, registry, speaking
from wholeroom.web.rooms.entering import invitations
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.screens import wall
from wholeroom.web.site.westmarch.finished import FACILITATOR
from wholeroom.web.site.westmarch.playing import METHOD, Play, open_room
from wholeroom.web.site.westmarch.script import Script, read

SCRIPT = Path(__file__).parent.parent / "examples" / "westmarch" / "meeting.toml"
BUILDS_ON = {"arrive", "options"}  # of the steps before the one that is open, those whose words are wanted
AN_HOUR = 3600


class Stage:
    """What is made, and how a browser gets there: ``names`` are filled into addresses, ``places`` into cookies."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.facilitator = Person.objects.get(email=FACILITATOR)
        self.problem = Agreement.objects.order_by("closed").first().room.problem
        self.names: dict[str, dict[str, object]] = {}
        self.places: list[tuple[str, str]] = []

    def play(self) -> Play:
        """A meeting that has not begun, with its people in it."""
        return Play.begin(self.script, open_room(self.script, self.problem, self.facilitator), self.facilitator)

    def played(self, name: str, *, acts: int | None = None) -> Play:
        """A meeting that is in the step of a name, after so many acts of it."""
        play = self.play()
        actions.turn(by=play.facilitator, room=play.room, verb="start")
        for step in Step.objects.filter(room=play.room).select_related("room__conversation"):
            step.refresh_from_db()
            if step.name in BUILDS_ON | {name}:
                for act in islice(play.acts_of(step), acts if step.name == name else None):
                    act()
            if step.name == name:
                break
            actions.turn(by=play.facilitator, room=play.room, verb="next")
        play.room.refresh_from_db()
        return play

    def ended(self) -> Play:
        play = self.play()
        play.hold()
        return play

    def closed(self) -> Play:
        play = self.ended()
        actions.close(by=play.facilitator, room=play.room)
        play.room.refresh_from_db()
        return play

    def name(self, name: str, room: Room, who: Participant | None = None, **more: object) -> None:
        """The room can be opened under a name; the browser holds the place of ``who`` in it."""
        if who:
            self.take_place_of(who)
        self.names[name] = {"id": str(room.pk), "code": room.code, "wall": wall.path_of(room), **more}

    def take_place_of(self, participant: Participant) -> None:
        token = new_token()
        Participant.objects.filter(pk=participant.pk).update(token_hash=hash_of(token))
        self.places.append((cookies.name(participant.conversation), token))


def session_of(person: Person, **kept: str) -> str:
    request = HttpRequest()
    request.session, request.user = SessionStore(), AnonymousUser()
    enter(request, person)
    request.session.update(kept)
    request.session.save()
    return str(request.session.session_key)


def make() -> None:
    stage = Stage(read(SCRIPT))
    for scene in (not_begun, in_each_step, out_of_the_ordinary, invited, over, looked_at_again, votes, problems_of_one):
        scene(stage)
    vote_report_stage.make(stage)
    member = Person.objects.create_user("pat@westmarch.example", name="Pat")
    named = what_members_say(stage, member)
    names, speaking_there = exchange_stage.make(member, named["host"], named["voice"], stage.facilitator)
    stage.names |= names
    stage.names["safe"], reading = pseudonym_stage.make(member, speaking_there["other"])
    leaving = {name: Person.objects.create_user(f"{name}@westmarch.example") for name in ("leaves", "leaves_too")}
    used = people.invite(email="used@westmarch.example")
    people.accept_invitation(token=used)
    stage.names["people"] = {"invited": people.invite(email="new@westmarch.example"), "used": used}
    sessions = {"facilitator": stage.facilitator, "member": member, **named, **speaking_there, **reading, **leaving}
    kept = {name: session_of(person) for name, person in sessions.items()}
    left_out = "line,column,value,why\n" * 5
    kept["facilitator"] = session_of(stage.facilitator, **{BAD_ROWS: left_out, BAD_ROWS_OF_VOTES: left_out})
    print(json.dumps({"names": stage.names, "places": stage.places, "sessions": kept}))


def not_begun(stage: Stage) -> None:
    method = registry.method(METHOD)
    bare = actions.open_room(by=stage.facilitator, method=method, minutes=75, question="Why do people leave?")
    stage.name("bare", bare)
    waiting = stage.play()
    stage.name("waiting", waiting.room, waiting.people["sam"])


def in_each_step(stage: Stage) -> None:
    names = ["arrive", "problem", "questions", "same-here", "options", "promises", "hear-back"]
    for name in names:
        play = stage.played(name)
        stage.name(name.replace("-", "_"), play.room, play.people["rosa" if name == "problem" else "sam"])
    for name, acts in {"deciding": 8, "decided": None}.items():
        play = stage.played("cannot-live-with", acts=acts)
        stage.name(name, play.room, play.people["sam"])
    empty = stage.played("questions", acts=0)
    stage.name("quiet", empty.room, empty.people["len"])


def out_of_the_ordinary(stage: Stage) -> None:
    paused = stage.played("same-here")
    actions.turn(by=paused.facilitator, room=paused.room, verb="pause")
    hidden, withdrawn, gone, shown = Contribution.objects.filter(conversation=paused.room.pk, state="shown")[:4]
    conversations.hide(by=paused.facilitator, contribution=hidden, reason="names-somebody")
    conversations.withdraw(by=withdrawn.participant, contribution=withdrawn)
    conversations.erase(by=gone.participant, contribution=gone)
    stage.name("paused", paused.room, hidden.participant, words=str(shown.pk), gone=str(gone.pk))
    late = stage.played("good")
    late.room.clock = {**late.room.clock, "running_since": late.room.clock["running_since"] - AN_HOUR}
    late.room.save(update_fields=["clock"])
    planning.set_one_voice(by=late.facilitator, room=late.room, is_wanted=True)
    speaking.give_the_word(by=late.facilitator, room=late.room, participant_id=late.people["sam"].pk)
    stage.name("over_time", late.room, late.people["sam"])
    ended = stage.ended()
    stage.name("ended", ended.room, ended.people["sam"])


def invited(stage: Stage) -> None:
    room = open_room(stage.script, stage.problem, stage.facilitator)
    seat = room.seats.first()

    def ask(name: str) -> str:
        message = "Your view is the one we never hear."
        return invitations.invite(by=stage.facilitator, room=room, name=name, message=message, seat=seat)[1]

    tokens = {
        name: ask(name.title()) for name in ("renewed", "open", "declines", "passes", "accepts", "declined", "answered")
    }
    invitations.decline(invitation=invitations.with_token(tokens["declined"]), why="I work that day.")
    answered = invitations.with_token(tokens["answered"])
    _participant, back = invitations.accept(by=None, invitation=answered, nickname="Jo", groups=["carer-or-family"])
    stage.name("invited", room, back=back, **tokens)


def over(stage: Stage) -> None:
    closed = stage.closed()
    step = closed.room.steps.select_related("room__conversation").first()
    closed.sends(step, "len", text="One thing more, which I forgot.", shown_as="name")()
    promise = Agreement.objects.get(room=closed.room).promises.exclude(participant=None).first()
    stage.name("closed", closed.room, promise.participant, promise=links.of_promise(promise))
    erased = stage.closed()
    for who in ("sam", "marion"):
        gone = erased.people[who]
        conversations.erase_participant(by=gone, participant=gone)
    stage.name("erased", erased.room, erased.people["rosa"])
    told = stage.closed()
    telling.tell_everybody(by=told.facilitator, agreement=Agreement.objects.get(room=told.room))
    stage.name("told", told.room, told.people["sam"])


def looked_at_again(stage: Stage) -> None:
    """The meeting of the demo, with what came of it; and the one that it leaves to begin."""
    agreement = Agreement.objects.order_by("closed").first()
    owner = agreement.promises.exclude(participant=None).first().participant
    other = agreement.room.conversation.participants.get(nickname="Dev")  # whose group is a long word
    feed = reverse("agreements:calendar", args=[agreement.feed_token])
    stage.name("reviewed", agreement.room, owner, feed=feed, mailed=links.of_review(other))
    stage.name("before", Room.objects.filter(conversation__participants=None, problem=stage.problem).first())


def votes(stage: Stage) -> None:
    """One that has not begun, and one in which a hall votes."""
    ballot = voting_stage.before(stage.facilitator)
    stage.name("ballot", ballot, step=str(ballot.steps.get(name="vote").pk))
    voting, me = voting_stage.of_a_hall(stage.facilitator)
    stage.name("voting", voting, me, step=str(voting.steps.get(name="vote").pk))
    vote_ways_stage.translate_some(stage.facilitator, voting)
    for name, room in vote_ways_stage.rooms_of(stage.facilitator).items():
        stage.name(name, room, step=str(room.steps.get(name="vote").pk))


def problems_of_one(stage: Stage) -> None:
    """A facilitator's own: a draft, one for people with the link, one for everyone; and the shared one of the demo."""
    made = {name: problems.bring(by=stage.facilitator, hard=f"It is hard: {name}") for name in ("draft", "link", "all")}
    for name, audience in {"link": "link", "all": "everyone"}.items():
        problems.share(by=stage.facilitator, problem=made[name], audience=audience, shown_as="nobody")
    stage.names["problems"] = {name: str(problem.pk) for name, problem in made.items()}
    stage.names["problems"]["shared"] = str(stage.problem.pk)
    stage.names["problems"] |= talked_about(stage)


def what_members_say(stage: Stage, member: Person) -> dict[str, Person]:
    """A community host, an organisation with who speaks for it, and a member with a page, vouched for in a group."""
    host = Person.objects.create_user("hana@westmarch.example", name="Hana", is_host=True)
    voice = Person.objects.create_user("mina@westmarch.example", name="Mina", groups=["carer-or-family"])
    carers = organisations.add(by=host, name="Westmarch Carers", kind="user-group")
    organisations.name_voice(by=host, organisation=carers, email=voice.email)
    organisations.tell(by=voice, organisation=carers, does="We meet on Mondays.", funding="The council pays our room.")
    people.describe(by=member, name=member.name, groups=["carer-or-family", "person-who-uses-services"])
    people.declare(by=member, interests="My son uses the service.", funding="Nobody pays me.", shows_page=True)
    organisations.belong(by=member, organisation=carers, is_employer=False)
    vouching.vouch(by=voice, token=vouching.ask(by=member, group="carer-or-family"), organisation=carers)
    asked = vouching.ask(by=member, group="person-who-uses-services")
    key = passkeys.add(by=member, name="my phone", credential={})
    pages = {"carers": carers.pk, "member": member.pk, "voice": voice.pk, "facilitator": stage.facilitator.pk}
    stage.names["said"] = {name: str(pk) for name, pk in pages.items()} | {"asked": asked, "passkey": key.pk}
    return {"host": host, "voice": voice}


def talked_about(stage: Stage) -> dict[str, str]:
    """One on which much is said, with figures of who has it too; one that is closed; and words that were hidden."""
    ann, jo, dev = (
        Person.objects.create_user(f"{name}@talk.westmarch.example", name=name) for name in ("Ann", "Jo", "Dev")
    )
    problem = problems.bring(by=ann, hard="The day of release reaches everybody but us")
    problems.tell(by=ann, problem=problem, part="not-understood", text="Who tells the chemist?")
    day = timezone.localdate() + timedelta(days=20)
    problems.say_about(by=ann, problem=problem, service="drug-and-alcohol", answer_by=day, asks_for_ideas=True)
    problems.share(by=ann, problem=problem, audience="everyone", shown_as="name", nickname="Ann", groups=["provider"])
    say = partial(replying.reply, problem=problem)
    question = say(
        by=jo, kind="question", text="How many leave on a Friday?", groups=["clinician"], shown_as="group"
    ).words
    say(by=ann, kind="answer", text="About six in ten.", answers=question)
    say(by=dev, kind="same-here", text="With us it is Thursdays.", quotes=question, shown_as="nobody")
    parts = {"happened": "Half came.", "cost": "A day of a nurse a week.", "not-helped": "People without a phone."}
    tried = say(by=dev, kind="tried", text="A script through the walk-in.", parts=parts).words
    for who, text in ((jo, "Tell both at the same time."), (dev, f"Meet the bus. {'Longword' * 12}")):
        say(by=who, kind="idea", text=text)
    hidden = say(by=jo, kind="question", text="Buy our van?").words
    conversations.hide(by=ann, contribution=hidden, reason="advert")
    for appears, who in (("name", jo), ("group", dev)):
        replying.say_same_here(by=who, problem=problem, groups=["clinician"], appears=appears, nickname=who.name)
    for number in range(15):
        crowd = Person.objects.create_user(f"{number}@crowd.westmarch.example")
        replying.say_same_here(by=crowd, problem=problem, groups=["carer-or-family"], kind_of_area="towns")
    SameHere.objects.update(day=timezone.localdate() - timedelta(days=1))
    figures.renew_all()
    ended = problems.bring(by=stage.facilitator, hard="The bus goes twice a day")
    problems.share(by=stage.facilitator, problem=ended, audience="everyone", shown_as="nobody")
    stages.close(by=stage.facilitator, problem=ended, kind="nothing-could-be", text="There is no second driver.")
    words = {"question": str(question.pk), "tried": str(tried.pk)}
    return {"talked": str(problem.pk), "closed": str(ended.pk), **words}
