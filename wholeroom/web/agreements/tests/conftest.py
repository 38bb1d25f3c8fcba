"""A meeting that was closed: what six people said in it, what they agreed and what they promised."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from wholeroom.web.agreements import actions
from wholeroom.web.agreements.actions import Spoken
from wholeroom.web.agreements.models import Agreement, Promise
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.contract import Agreed, Outcome, PromiseMade, Said, Wording
from wholeroom.web.rooms.models import Room, Seat

QUESTION = "Why do people leave in the first twelve weeks?"
PROBLEM_NOW = "People leave because nobody they know is there in week three."
OPTION = "Ring everybody the day after a missed appointment."
BEFORE = "Ring everybody who misses an appointment."
OBJECTION = "I cannot live with calls from withheld numbers."
AGAINST_BEFORE = "Ring them only if they said that we may."
REFUSED = "Close the walk-in hour."
REASON = "The walk-in hour is the only door that some people have."
WORDLESS = "Somebody cannot live with it. Their words are erased."
PROMISE = "Two workers ring from a number that shows."
OTHER_PROMISE = "Bring the walk-in figures to the board, with names left out."
TOLD = "The chemist knew my name, so I stayed."
MAIL = "priya@westmarch.example"


@dataclass
class Meeting:
    facilitator: Person
    room: Room
    agreement: Agreement
    owner: Participant  # of the first promise; left an address, and was named
    carer: Participant  # objected; left an address
    service_user: Participant  # spoke; left another way
    words: dict[str, Contribution]

    @property
    def promise(self) -> Promise:
        return self.agreement.promises.get(position=1)

    @property
    def days(self) -> tuple[date, date]:
        """By when the first promise is, and the review."""
        return self.promise.by_when, self.agreement.review_day


def spoken(text: str = "We rang for two weeks.", sending: str = "s1", shown_as: str = "name") -> Spoken:
    return Spoken(text=text, shown_as=shown_as, sending=sending)


def later(meeting: Meeting, words: str = "We rang for two weeks.") -> None:
    """The owner said how it goes, it was judged, and the promise was changed."""
    new_day = meeting.promise.by_when + timedelta(days=30)
    actions.say_how_it_goes(by=meeting.owner, promise=meeting.promise, state="partly", spoken=spoken(words, "l1"))
    actions.judge(by=meeting.carer, promise=meeting.promise, judged="not-kept", spoken=spoken("Nobody rang me.", "l2"))
    actions.say_how_it_goes(
        by=meeting.owner,
        promise=meeting.promise,
        state="changed",
        spoken=spoken("One of us was ill.", "l3"),
        new_words="One worker rings, and leaves a message.",
        new_day=new_day,
    )
    affected = spoken("My brother was rung, and he went.", "l4", "nobody")
    actions.say_what_changed(by=meeting.carer, agreement=meeting.agreement, spoken=affected)


@pytest.fixture
def meeting(make_room, make_problem, make_person, make_participant) -> Meeting:
    facilitator = make_person(may_facilitate=True)
    room = make_room(question=QUESTION, by=facilitator, problem=make_problem())
    room.address, room.decided_by = "Westmarch town hall", "The partnership board, on 2 May."
    room.save()
    marked = ("taken", "taken", "empty", "wanted")
    for position, state in enumerate(marked):
        group = "person-who-uses-services" if position % 2 else "commissioner"
        Seat.objects.create(room=room, group=group, state=state, position=position)
    owner = make_participant(room, nickname="Priya Shah", groups=["provider"])
    carer = make_participant(room, nickname="Tom Okafor", groups=["carer-or-family"])
    service_user = make_participant(room, nickname="Mags", groups=["person-who-uses-services"])
    conversations.leave_contact(by=owner, email=MAIL)
    conversations.leave_contact(by=carer, email="tom@westmarch.example")
    conversations.leave_contact(by=service_user, other_way="Tell my keyworker")

    def say(who: Participant | None, text: str, part: str, shown_as: str = "name", kind: str = "note") -> Contribution:
        return conversations.contribute(
            by=who, conversation=room.conversation, kind=kind, text=text, part=part, shown_as=shown_as
        )

    part = {step.name: step.part for step in room.steps.all()}
    words = {
        PROBLEM_NOW: say(owner, PROBLEM_NOW, part["problem-now"], kind="told"),
        TOLD: say(service_user, TOLD, part["same-here"], "group"),
        BEFORE: say(owner, BEFORE, part["options"]),
        OPTION: say(owner, OPTION, part["options"]),
        AGAINST_BEFORE: say(service_user, AGAINST_BEFORE, part["cannot-live-with"], "group"),
        OBJECTION: say(carer, OBJECTION, part["cannot-live-with"]),
        REFUSED: say(None, REFUSED, part["options"]),
        REASON: say(service_user, REASON, part["cannot-live-with"], "nobody"),
        PROMISE: say(owner, PROMISE, part["promises"]),
        OTHER_PROMISE: say(None, OTHER_PROMISE, part["promises"]),
    }
    key = {text: str(one.pk) for text, one in words.items()}
    today = timezone.localdate()
    outcome = Outcome(
        said=(Said("Same here", (key[TOLD],)), Said("What the problem is now", (key[PROBLEM_NOW],))),
        agreed=(
            Agreed(
                key[OPTION],
                is_agreed=True,
                objections=(key[OBJECTION],),
                earlier=(Wording(key[BEFORE], (key[AGAINST_BEFORE],), wordless=(WORDLESS,)),),
            ),
            Agreed(key[REFUSED], is_agreed=False, objections=(key[REASON],)),
        ),
        promises=(
            PromiseMade(
                key[PROMISE], "Priya Shah", (today + timedelta(days=30)).isoformat(), "Tom Okafor", str(owner.pk)
            ),
            PromiseMade(
                key[OTHER_PROMISE], "The council", (today + timedelta(days=45)).isoformat(), "The carers’ group"
            ),
        ),
        review_day=(today + timedelta(days=60)).isoformat(),
    )
    room.conversation.state = Conversation.State.CLOSED
    room.conversation.save()
    agreement = actions.freeze(room=room, outcome=outcome)
    return Meeting(facilitator, room, agreement, owner, carer, service_user, words)
