"""Which fields of the database that can hold text may say something of a person, and what all of them keep.

A new field belongs in one of the two lists.
"""

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models

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
        "statement_vote.Reading.tongue",
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
        "rooms.Slip.code_hash",
        "sessions.Session.session_key",
        "site.WorkerPulse.worker",
    },
    "numbers of many people": {
        "problems.SameHereFigures.counted",
        "problems.SameHereFigures.published",
        "statement_vote.Standing.drawn",
        "statement_vote.Standing.totals",
        "statement_vote.Standing.weights",
    },
    "states and times of a clock": {"rooms.Room.clock", "rooms.Transition.after", "rooms.Transition.before"},
    "about the meeting, as its facilitator planned it": {
        "rooms.Room.access",
        "rooms.Room.address",
        "rooms.Room.decided_by",
        "rooms.Room.given",
        "rooms.Room.video_link",
        "rooms.Step.prompt",
        "rooms.Step.title",
        "statement_vote.Ballot.held",
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
    "figures that may be shown, and ids of words": {"statement_vote.VoteReport.page"},
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
