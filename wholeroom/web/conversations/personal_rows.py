"""What is kept of a member in conversations, in plain rows: only where they were openly themselves."""

from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contact, Contribution, Conversation, Following, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def words(person: Person) -> list[Row]:
    said = Contribution.objects.filter(participant__member=person)
    return [
        {
            **where(one.conversation),
            "what it answers to": one.part or one.kind,
            "words": one.text,
            "language": one.language,
            "how you chose to appear": one.get_shown_as_display(),
            "who stands beside it": label(one),
            "state": one.get_state_display(),
        }
        for one in said.select_related("conversation", "participant__member")
    ]


def places(person: Person) -> list[Row]:
    """Where they take part, as what, and how they want to hear back there."""
    taken = Participant.objects.filter(member=person).select_related("conversation").order_by("joined", "pk")
    contacts = {one.participant_id: one for one in Contact.objects.filter(participant__member=person)}
    return [
        {
            **where(place.conversation),
            "day you came": place.joined,
            "name you gave there": place.nickname,
            "groups you named there": place.group_labels(),
            "you have left": place.has_left,
            "how you want to hear back": _how_to_reach(contacts.get(place.pk)),
        }
        for place in taken
    ]


def following(person: Person) -> list[Row]:
    followed = Following.objects.filter(member=person).select_related("conversation").order_by("pk")
    return [{**where(one.conversation), "you want mail about it": one.wants_mail} for one in followed]


def where(conversation: Conversation) -> Row:
    return {"where": conversation.title or conversation.kind, "its page": address_of(conversation)}


def _how_to_reach(contact: Contact | None) -> str:
    return (contact.email or contact.other_way) if contact else ""
