"""What is kept of a member here: how often they want to hear, and what waits to be sent to them."""

from collections.abc import Iterator

from wholeroom.web.mail.models import DigestChoice, OutgoingMessage
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def rows(person: Person) -> Iterator[Row]:
    for choice in DigestChoice.objects.filter(member=person):
        yield {"how often": choice.how_often, "last looked at": choice.looked, "last sent": choice.sent}
    for message in OutgoingMessage.objects.filter(concerns__who=person.email, state="waiting").distinct():
        yield {"a message that waits to be sent": bytes(message.content).decode("utf-8", "replace")}
