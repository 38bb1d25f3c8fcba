"""What is kept here of a member, in the places where they are openly themselves. No other place leads to them."""

from collections.abc import Iterator

from wholeroom.web.conversations.addresses import address_of
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Attachment, Contribution, Conversation, Following, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def places(person: Person) -> Iterator[Row]:
    for one in Participant.objects.filter(member=person).select_related("conversation", "contact"):
        contact = getattr(one, "contact", None)
        yield {
            **where(one.conversation),
            "name there": one.nickname,
            "groups": one.group_labels(),
            "joined": one.joined,
            "e-mail to hear back": contact.email if contact else "",
            "other way to hear back": contact.other_way if contact else "",
        }


def words(person: Person) -> Iterator[Row]:
    """Every word, also what was hidden, taken back, or said in other words since."""
    said = Contribution.everything.filter(participant__member=person).select_related(
        "conversation", "participant__member"
    )
    for one in said.order_by("conversation", "position"):
        yield {
            **where(one.conversation),
            "number": one.position,
            "kind": one.kind,
            "text": one.text,
            "shown as": str(one.get_shown_as_display()),
            "who stands beside it": label(one),
            "state": str(one.get_state_display()),
            "rule": one.reason,
        }


def files(person: Person) -> Iterator[Row]:
    theirs = Attachment.objects.filter(words__participant__member=person).select_related("words__conversation")
    for one in theirs.defer(None):
        yield {
            **where(one.words.conversation),
            "beside words number": one.words.position,
            "name": one.name,
            "shows": one.alt,
            "media type": one.media_type,
            "content": bytes(one.content),
        }


def followed(person: Person) -> Iterator[Row]:
    for one in Following.objects.filter(member=person).select_related("conversation"):
        yield {
            **where(one.conversation),
            "read up to word number": one.read_up_to,
            "told up to word number": one.told_up_to,
            "wants mail": one.wants_mail,
        }


def where(conversation: Conversation) -> Row:
    return {"where": conversation.open_title or conversation.kind, "its page": address_of(conversation)}
