"""Whole meetings in random order. No word is lost, nothing is agreed over an objection, no dissent is dropped."""

import secrets

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.errors import WebError
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions, registry
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.tests.form_filler import forms_in

MEETINGS = 12
ACTS = 50
STANDS = st.sampled_from(["agree", "stand-aside", "object"])
TEXTS = st.sampled_from(
    ["Nobody is there at night", "What happens just before?", "Start again in week five", "ﬂ ☂ <b>"]
)


class Meeting(RuleBasedStateMachine):
    """``kept`` is what people were told is kept: the id of the words, and their text. Only they erase it."""

    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.facilitator = Person.objects.create_user(f"{secrets.token_hex(6)}@westmarch.example")
        method = next(iter(registry.methods().values()))
        self.room = actions.open_room(by=self.facilitator, method=method, minutes=75, question="Why do they leave?")
        self.kept: dict[str, str] = {}
        self.erased: set[str] = set()

    @initialize(target=people)
    def three_people_and_two_options(self):
        three = [conversations.join(by=None, conversation=self.room.conversation, nickname=name)[0] for name in "ABC"]
        for who, text in zip(three, ("Start again in week five", "A line at night"), strict=False):
            self.say(who=who, name="options", text=text)
        return multiple(*three)

    @rule(target=people)
    def join(self):
        participant, _ = conversations.join(by=None, conversation=self.room.conversation, nickname="Ada")
        return participant

    @rule(target=people)
    def join_without_a_phone(self):
        participant, _ = conversations.join(by=None, conversation=self.room.conversation, has_phone=False)
        return participant

    @rule(verb=st.sampled_from([*actions.TURNS, "next", "next"]))
    def turn(self, verb):
        before = self.words()
        self.tried(lambda: actions.turn(by=self.facilitator, room=self.room, verb=verb))
        assert self.words() == before

    @rule()
    def undo(self):
        before = self.words()
        self.tried(lambda: actions.undo(by=self.facilitator, room=self.room))
        assert self.words() == before

    @rule(
        who=people, name=st.sampled_from(["arrive", "problem", "questions", "good", "options", "promises"]), text=TEXTS
    )
    def say(self, who, name, text):
        if not self.is_here(who):
            return
        step = self.step(name)
        form = forms_in(registry.activity(step.activity).phone(step, who))[0]
        self.send(step, form.filled(text), who)

    @rule(who=people, stand=STANDS, text=TEXTS, at=st.integers(0, 3), is_stale=st.booleans())
    def take_a_position(self, who, stand, text, at, is_stale):
        if not (proposal := self.proposal(at)) or not self.is_here(who):
            return
        mine = proposal.positions.filter(participant=who).first()
        seen = "" if is_stale or mine is None else mine.stand
        words = {"text": text if stand == "object" else "", "shown_as": "nobody"}
        sent = {"act": "position", "proposal": str(proposal.pk), "stand": stand, "seen": seen, **words}
        self.send(self.step("cannot-live-with"), sent, who)

    @rule(who=people, text=TEXTS, at=st.integers(0, 3))
    def amend(self, who, text, at):
        if (proposal := self.proposal(at)) and self.is_here(who):
            sent = {"act": "amend", "proposal": str(proposal.pk), "text": text, "shown_as": "group"}
            self.send(self.step("cannot-live-with"), sent, who)

    @rule(at=st.integers(0, 3))
    def agree(self, at):
        self.settle(state="agreed", at=at)

    @rule(state=st.sampled_from(["agreed", "not-agreed", "open"]), at=st.integers(0, 3))
    def settle(self, state, at):
        if proposal := self.proposal(at):
            sent = {"act": "settle", "for": "", "proposal": str(proposal.pk), "state": state}
            step = self.step("cannot-live-with")
            registry.activity(step.activity).accept(step, sent, by=self.facilitator)

    @rule(text=TEXTS, stand=STANDS, at=st.integers(0, 3))
    def enter_a_card(self, text, stand, at):
        if proposal := self.proposal(at):
            sent = {"act": "position", "proposal": str(proposal.pk), "stand": stand, "text": text, "shown_as": "nobody"}
            self.send(self.step("cannot-live-with"), {**sent, "for": "", "seen": ""}, self.facilitator)

    @rule(who=people, at=st.integers(0, 5))
    def withdraw_or_show_again(self, who, at):
        if (said := self.own(who, at)) and said.state == Contribution.State.WITHDRAWN:
            conversations.show_again(by=who, contribution=said)
        elif said:
            conversations.withdraw(by=who, contribution=said)

    @rule(who=people, at=st.integers(0, 5))
    def erase_words(self, who, at):
        if said := self.own(who, at):
            conversations.erase(by=who, contribution=said)
            self.erased.add(str(said.pk))

    @rule(who=people)
    def erase_myself(self, who):
        if self.is_here(who):
            self.erased |= {str(pk) for pk in who.contributions.values_list("pk", flat=True)}
            conversations.erase_participant(by=who, participant=who)

    @invariant()
    def every_word_is_there_unless_its_author_erased_it(self):
        assert self.words() == {pk: "" if pk in self.erased else text for pk, text in self.kept.items()}

    @invariant()
    def nothing_is_agreed_over_an_objection(self):
        for proposal in self.proposals():
            against = proposal.positions.filter(stand="object").count()
            assert proposal.objections == against
            assert proposal.state != "agreed" or against == 0

    @invariant()
    def outcome_has_all_that_shows_and_dissent_beside_what_it_is_about(self):
        outcome = registry.method(self.room.method).outcome(self.fresh(), registry.activities())
        told = [one for said in outcome.said for one in said.words]
        told += [one for each in outcome.agreed for one in each.all_words]
        told += [promise.words for promise in outcome.promises]
        shown = self.room.conversation.contributions.filter(state="shown").values_list("pk", flat=True)
        assert sorted(told) == sorted(str(pk) for pk in shown)
        for ended in outcome.agreed:
            self.check_dissent(ended.words, ended.objections, ended.told)
            for before in ended.earlier:
                assert before.words or before.objections or before.wordless
                if before.words:
                    self.check_dissent(before.words, before.objections, " ".join(before.wordless))

    def check_dissent(self, words: str, objections: tuple[str, ...], told: str) -> None:
        against = Contribution.objects.filter(stand_taken__proposal=words, stand_taken__stand="object")
        assert set(objections) == {str(one.pk) for one in against if one.state == "shown"}
        assert told.count("Somebody") == sum(one.state != "shown" for one in against)

    def tried(self, act) -> bool:
        """Some acts make no sense at some moments; they are refused in words, and change nothing."""
        try:
            with transaction.atomic():
                act()
        except WebError:
            return False
        return True

    def send(self, step, sent, by):
        """What is taken in is kept; what is refused is not."""
        before = set(self.words())
        sending = secrets.token_hex(8)
        refused = registry.activity(step.activity).accept(step, {**sent, "sending": sending}, by=by)
        new = set(self.words()) - before
        assert len(new) == (1 if refused is None and sent["text"] else 0)
        self.kept |= dict.fromkeys(new, sent["text"])

    def words(self) -> dict[str, str]:
        return {str(pk): text for pk, text in self.room.conversation.contributions.values_list("pk", "text")}

    def fresh(self) -> Room:
        return Room.objects.select_related("conversation", "problem").get(pk=self.room.pk)

    def step(self, name: str) -> Step:
        return self.fresh().steps.get(name=name)

    def proposals(self):
        return list(self.step("options").proposals.select_related("words"))

    def proposal(self, at):
        """A proposal whose words show, in whatever wording."""
        shown = [one for one in self.proposals() if one.words.state == "shown"]
        return shown[at % len(shown)] if shown else None

    def own(self, who, at) -> Contribution | None:
        mine = list(Participant.objects.get(pk=who.pk).contributions.exclude(state="erased"))
        return mine[at % len(mine)] if mine else None

    def is_here(self, who) -> bool:
        return not Participant.objects.get(pk=who.pk).is_erased


@pytest.mark.django_db
def test_meetings_in_any_order_lose_no_word_and_override_nobody():
    run_state_machine_as_test(
        Meeting,
        settings=settings(
            max_examples=MEETINGS,
            stateful_step_count=ACTS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # to shrink a meeting takes minutes, and says little more
            suppress_health_check=list(HealthCheck),
        ),
    )
