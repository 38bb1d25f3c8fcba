"""Every field of the database that can hold text: it either never says anything of a person, or an erasure empties it.

A new field belongs in one of the two lists of ``personal_fields``; the tests say so until it stands there.
"""

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.mail import EmailMessage
from django.utils import timezone

from wholeroom.web.activities.promises.models import PromiseGiven
from wholeroom.web.agreements.models import Agreement, Review
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import rewording
from wholeroom.web.conversations.models import Attachment, Participant
from wholeroom.web.conversations.tests.personal_fields import (
    MEMBER,
    NOT_PERSONAL,
    PARTICIPANT,
    PERSONAL,
    PSEUDONYM,
    text_fields,
    where,
)
from wholeroom.web.introductions import actions as introductions
from wholeroom.web.keeping import erasures
from wholeroom.web.mail import intake
from wholeroom.web.people import actions as people
from wholeroom.web.people.models import Invitation
from wholeroom.web.problems import actions as problems
from wholeroom.web.pseudonyms import actions as safely
from wholeroom.web.pseudonyms import releasing
from wholeroom.web.pseudonyms.models import Pseudonym, ToRead
from wholeroom.web.rooms import actions as rooms
from wholeroom.web.rooms.models import RoomInvitation
from wholeroom.web.search.models import TextVector


@pytest.fixture
def participant(make_room):
    """Somebody without an account who took part in a room, gave a promise, and is told what came of it."""
    room = make_room()
    who, _ = conversations.join(by=None, conversation=room.conversation, nickname=PARTICIPANT)
    Participant.objects.filter(pk=who.pk).update(groups={PARTICIPANT: conversations.SELF_DESCRIBED})
    conversations.leave_contact(by=who, email=f"{PARTICIPANT}@x.example", other_way=f"ring {PARTICIPANT}")
    said = say_in_every_step(room, who)
    show_a_file(said, PARTICIPANT)
    promise_both_ways(room, who)
    rooms.close(by=room.facilitators.get(), room=room)
    agreement = Agreement.objects.get(pk=room.pk)
    Review.objects.create(agreement=agreement, standing="affected", words=said, label=PARTICIPANT, sending="r1")
    RoomInvitation.objects.create(  # after the close, which empties those of the room
        room=room,
        token_hash="p",
        name=PARTICIPANT,
        email=f"{PARTICIPANT}@x.example",
        message=f"Dear {PARTICIPANT}",
        state=RoomInvitation.State.ACCEPTED,
        participant=who,
    )
    write_to(f"{PARTICIPANT}@x.example", about=who.key)
    return who


def say_in_every_step(room, who):
    for step in room.steps.all():
        said = conversations.contribute(
            by=who, conversation=room.conversation, kind="note", part=step.part, text=PARTICIPANT, shown_as="name"
        )
    return said


def promise_both_ways(room, who):
    """One that they gave, and one that they judge."""
    step = room.steps.filter(activity="promises").first()
    for names in ({"who": PARTICIPANT, "judge": "Ann", "participant": who}, {"who": "Ann", "judge": PARTICIPANT}):
        words = conversations.contribute(
            by=who, conversation=room.conversation, kind="promise", part=step.part, text=PARTICIPANT
        )
        PromiseGiven.objects.create(words=words, step=step, by_when=timezone.localdate() + timedelta(9), **names)


@pytest.fixture
def member(make_person, make_room, client):
    """Somebody with an account who brought a problem, was asked to a room, and signs in here and through a sign-on."""
    who = make_person(f"{MEMBER}@x.example", name=MEMBER, groups=[MEMBER])
    people.declare(by=who, interests=f"{MEMBER} loses work", funding=f"{MEMBER} is paid", shows_page=True)
    problem = problems.bring(by=who, hard=f"{MEMBER} is alone with this")
    problems.share(by=who, problem=problem, audience="everyone", shown_as="name", nickname=MEMBER)
    Participant.objects.filter(member=who).update(groups={MEMBER: conversations.SELF_DESCRIBED})
    show_a_file(problem.conversation.contributions.get(), MEMBER)
    say_anew(
        problem.conversation.contributions.get(), by=conversations.place_of(by=who, conversation=problem.conversation)
    )
    RoomInvitation.objects.create(
        room=make_room(),
        token_hash="m",
        name=MEMBER,
        email=who.email,
        message=f"Dear {MEMBER}",
        why=f"{MEMBER} is away",
        state=RoomInvitation.State.DECLINED,
    )
    ask_to_talk(who, problem)
    offer_contact(who, said_under_a_pseudonym("Grey Heron", "Nobody is told"), MEMBER)
    Invitation.objects.create(token_hash="i", email=who.email)
    EmailAddress.objects.create(user=who, email=who.email)
    account = SocialAccount.objects.create(user=who, provider="x", uid=MEMBER, extra_data={"name": MEMBER})
    SocialToken.objects.create(account=account, token=MEMBER, token_secret=MEMBER)
    TextVector.objects.create(conversation=problem.conversation, model_id="x", digest=MEMBER, numbers=MEMBER.encode())
    Authenticator.objects.create(user=who, type=Authenticator.Type.WEBAUTHN, data={"name": f"phone of {MEMBER}"})
    client.force_login(who)
    session = client.session
    session["draft"] = MEMBER
    session.save()
    write_to(who.email, about=who.key)
    return who


@pytest.fixture
def pseudonym(make_person):
    """Somebody nobody knows, who brought a problem, to whom contact was offered, and whom a host asks something."""
    who = said_under_a_pseudonym(PSEUDONYM, PSEUDONYM)
    offer_contact(make_person("bea@x.example"), who, f"Dear {PSEUDONYM}")
    Participant.objects.filter(pk=who.participant).update(
        groups={Participant.PSEUDONYM: {"group": "somebody", "place": f"region:{PSEUDONYM}"}}
    )
    act = {"id": "0" * 32, "act": safely.SAY, "kind": "question", "text": PSEUDONYM, "who": asdict(who)}
    ToRead.objects.create(
        codeword_hash=who.codeword_hash,
        act=act,
        question=f"Is {PSEUDONYM} your name?",
        answer=PSEUDONYM,
        released=timezone.localdate(),
    )
    return who


def said_under_a_pseudonym(name, hard):
    """A problem that shows."""
    who = replace(safely.begin(problem=None, group="", place="")[0], name=name)
    releasing.show_problem(
        {"id": uuid4().hex, "parts": {"hard": hard}, "service": "", "asks_for_ideas": False, "who": asdict(who)}
    )
    return who


def offer_contact(by, who, marker):
    place = Pseudonym.objects.get(codeword_hash=who.codeword_hash)
    safely.offer(by=by, pseudonym=place, text=f"{marker} knows this", reach=f"ring {marker}")


def show_a_file(words, marker):
    fields = {"name": f"{marker}.csv", "alt": marker, "content": marker.encode(), "size": 9}
    Attachment.objects.create(words=words, position=1, kind="document", media_type=Attachment.MediaType.TEXT, **fields)


def say_anew(words, *, by):
    """What it said before is kept beside it, and names them too."""
    rewording.reword(by=by, contribution=words, text=f"{MEMBER} is alone with all of this")


def ask_to_talk(who, problem):
    wish = introductions.Wish("listen", "call", "evening")
    reach = introductions.Reach(f"Dear {MEMBER}", f"ring {MEMBER}")
    introductions.ask(by=who, problem=problem, wish=wish, reach=reach)


def write_to(address, *, about):
    intake.keep(message=EmailMessage("What came of it", f"Dear {address}", to=[address], headers={"X-About": about}))


def test_every_field_that_can_hold_text_stands_in_one_of_the_two_lists():
    listed = [*PERSONAL, *(name for names in NOT_PERSONAL.values() for name in names)]

    assert sorted(listed) == sorted(text_fields())


def test_every_personal_field_is_tried(participant, member, pseudonym):
    found = {marker: where(marker) for marker in (PARTICIPANT, MEMBER, PSEUDONYM)}

    assert {name: {marker for marker in found if name in found[marker]} for name in PERSONAL} == PERSONAL


def test_erased_participant_is_nowhere_and_what_was_agreed_stays(participant):
    conversations.erase_participant(by=participant, participant=participant)

    promises = Agreement.objects.get().page["promises"]
    assert where(PARTICIPANT) == set()
    assert [(one["who"], one["judge"]) for one in promises] == [("", "Ann"), ("Ann", "")]


def test_erased_member_is_nowhere(member):
    people.erase(by=member)

    assert where(MEMBER) == set()


def test_erased_pseudonym_is_nowhere(pseudonym):
    safely.forget(who=pseudonym, at_once=True)

    assert where(PSEUDONYM) == set()


def test_all_are_erased_again_when_a_backup_brings_them_back(participant, member, pseudonym):
    for key in (participant.key, member.key, pseudonym.participant):
        erasures.remember(key=key)

    erasures.replay()

    assert [where(marker) for marker in (PARTICIPANT, MEMBER, PSEUDONYM)] == [set(), set(), set()]
