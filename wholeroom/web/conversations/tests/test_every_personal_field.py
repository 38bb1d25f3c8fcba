"""Every field of the database that can hold text: it either never says anything of a person, or an erasure empties it.

A new field belongs in one of the two lists; the tests say so until it stands there.
"""

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone

from wholeroom.web.activities.promises.models import PromiseGiven
from wholeroom.web.agreements.models import Agreement, Review
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import rewording
from wholeroom.web.conversations.models import Attachment, Participant
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

TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
# What stands wherever something of theirs is kept
PARTICIPANT, MEMBER, PSEUDONYM = "zz-participant", "zz-member", "zz-pseudonym"

# Which key empties it: a participant's, a member's, or a pseudonym's, which is a participant's that nobody has
PERSONAL = {
    "account.EmailAddress.email": {MEMBER},
    "agreements.Agreement.page": {PARTICIPANT},
    "agreements.Promise.judge": {PARTICIPANT},
    "agreements.Promise.who": {PARTICIPANT},
    "agreements.Review.label": {PARTICIPANT},
    "conversations.Attachment.alt": {PARTICIPANT, MEMBER},
    "conversations.Attachment.content": {PARTICIPANT, MEMBER},
    "conversations.Attachment.name": {PARTICIPANT, MEMBER},
    "conversations.Contact.email": {PARTICIPANT},
    "conversations.Contact.other_way": {PARTICIPANT},
    "conversations.Contribution.text": {PARTICIPANT, MEMBER, PSEUDONYM},
    "conversations.Conversation.title": {MEMBER, PSEUDONYM},  # of a problem, made of its words
    "conversations.Participant.groups": {PARTICIPANT, MEMBER, PSEUDONYM},
    "conversations.Participant.nickname": {PARTICIPANT, MEMBER, PSEUDONYM},
    "introductions.Side.name": {MEMBER},
    "introductions.Side.reach": {MEMBER},
    "mail.Concern.who": {PARTICIPANT, MEMBER},
    "mail.OutgoingMessage.content": {PARTICIPANT, MEMBER},
    "mail.OutgoingMessage.recipients": {PARTICIPANT, MEMBER},
    "mfa.Authenticator.data": {MEMBER},
    "people.Invitation.email": {MEMBER},
    "people.Person.email": {MEMBER},
    "people.Person.funding": {MEMBER},
    "people.Person.groups": {MEMBER},
    "people.Person.interests": {MEMBER},
    "people.Person.name": {MEMBER},
    "promises.PromiseGiven.judge": {PARTICIPANT},
    "promises.PromiseGiven.who": {PARTICIPANT},
    "pseudonyms.Offer.reach": {MEMBER, PSEUDONYM},
    "pseudonyms.Offer.text": {MEMBER, PSEUDONYM},
    "pseudonyms.ToRead.act": {PSEUDONYM},
    "pseudonyms.ToRead.answer": {PSEUDONYM},
    "pseudonyms.ToRead.question": {PSEUDONYM},
    "rooms.RoomInvitation.email": {PARTICIPANT, MEMBER},
    "rooms.RoomInvitation.message": {PARTICIPANT, MEMBER},
    "rooms.RoomInvitation.name": {PARTICIPANT, MEMBER},
    "rooms.RoomInvitation.why": {MEMBER},
    "search.TextVector.digest": {MEMBER},  # made of their words, as the numbers are
    "search.TextVector.numbers": {MEMBER},
    "sessions.Session.session_data": {MEMBER},
    "socialaccount.SocialAccount.extra_data": {MEMBER},
    "socialaccount.SocialAccount.uid": {MEMBER},
    "socialaccount.SocialToken.token": {MEMBER},
    "socialaccount.SocialToken.token_secret": {MEMBER},
}
NOT_PERSONAL = {
    "a code or a name of the program's own": {
        "conversations.Contribution.kind",
        "conversations.Contribution.language",
        "conversations.Contribution.part",
        "conversations.Contribution.reason",
        "conversations.Conversation.kind",
        "conversations.Moderation.conversation_kind",
        "conversations.Moderation.rule",
        "handover.HandOver.language",
        "papers.Told.parts",
        "problems.SameHere.groups",
        "pseudonyms.ToRead.rule",
        "handover.HandOver.stage",
        "hosting.Report.reason",
        "introductions.Introduction.groups",
        "rooms.Room.method",
        "rooms.RoomInvitation.language",
        "rooms.Seat.group",
        "rooms.Step.activity",
        "rooms.Step.name",
        "rooms.Step.settings",
        "rooms.Transition.verb",
        "search.TextVector.model_id",
        "socialaccount.SocialAccount.provider",
    },
    "random, or a hash of something random": {
        "account.EmailConfirmation.key",
        "agreements.Agreement.feed_token",
        "agreements.Review.sending",
        "conversations.Contribution.sending",
        "conversations.Participant.token_hash",
        "handover.HandOver.browser_hash",
        "handover.HandOver.token_hash",
        "mail.OutgoingMessage.file",
        "mail.ToldReminder.key",
        "people.Allowance.key",
        "people.Invitation.token_hash",
        "people.Person.password",
        "people.VouchAsked.token_hash",
        "pseudonyms.Pseudonym.codeword_hash",
        "pseudonyms.ToRead.codeword_hash",
        "rooms.Room.code",
        "rooms.RoomInvitation.token_hash",
        "sessions.Session.session_key",
        "site.WorkerPulse.worker",
    },
    "numbers of many people": {"problems.SameHereFigures.counted", "problems.SameHereFigures.published"},
    "states and times of a clock": {"rooms.Room.clock", "rooms.Transition.after", "rooms.Transition.before"},
    "about the meeting, as its facilitator planned it": {
        "rooms.Room.access",
        "rooms.Room.address",
        "rooms.Room.decided_by",
        "rooms.Room.given",
        "rooms.Room.video_link",
        "rooms.Step.prompt",
        "rooms.Step.title",
    },
    "what an organisation says of itself, as all may read it": {
        "people.Organisation.does",
        "people.Organisation.funding",
        "people.Organisation.name",
    },
    "open statistics, as they were loaded": {
        "areas.Area.code",
        "areas.Area.name",
        "areas.Area.nation",
        "areas.Area.region",
        "areas.Area.type",
    },
    "the site's own address": {"mail.OutgoingMessage.sender"},
}
# Tables of the framework that hold nothing of people: rights, kinds of rows, settings of a sign-on, and work to do,
# whose arguments are opaque keys; and history, which is only ever added to and keeps opaque keys.
NOT_OF_PEOPLE = {"auth", "contenttypes", "django_tasks_database", "history", "socialaccount.SocialApp"}


def text_fields() -> dict[str, models.Field]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if not NOT_OF_PEOPLE & {model._meta.app_label, model._meta.label}:
            fields = [one for one in model._meta.concrete_fields if isinstance(one, TEXT) and not one.choices]
            found |= {f"{model._meta.label}.{one.name}": one for one in fields}
    return found


def kept(field: models.Field) -> str:
    """Everything that a field keeps in all rows."""
    values = field.model._base_manager.values_list(field.name, flat=True)
    if field.model is Session and field.name == "session_data":
        values = [SessionStore().decode(value) for value in values]
    return " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in values)


def where(marker: str) -> set[str]:
    return {name for name, field in text_fields().items() if marker in kept(field)}


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
