import pytest

from wholeroom.web.activities.consent import actions
from wholeroom.web.activities.consent.models import Proposal
from wholeroom.web.conversations.models import Participant
from wholeroom.web.rooms.models import Room, Step


class Held:
    """A room that has come to the step where options are decided, with short words for what people do."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.facilitator = room.facilitators.get()
        self.sent = 0

    def step(self, name: str = "cannot-live-with") -> Step:
        return Room.objects.select_related("conversation", "problem").get(pk=self.room.pk).steps.get(name=name)

    def words(self, text: str) -> dict[str, str]:
        self.sent += 1
        return {"text": text, "shown_as": "nobody", "sending": f"sending-{self.sent}"}

    def propose(self, who: Participant, text: str) -> Proposal:
        return actions.propose(by=who, step=self.step("options"), words=self.words(text), speaker=who)

    def stand(self, who: Participant | None, proposal: Proposal, stand: str, why: str = "", **more: object):
        by = more.pop("by", who)
        return actions.take_position(
            by=by,
            step=self.step(),
            proposal=proposal,
            speaker=who,
            stand=stand,
            words=more.pop("words", None) or self.words(why),
            seen=more.pop("seen", ""),
        )

    def amend(self, who: Participant, proposal: Proposal, text: str) -> Proposal:
        return actions.amend(by=who, step=self.step(), proposal=proposal, words=self.words(text), speaker=who)

    def settle(self, proposal: Proposal, state: str = "agreed") -> None:
        actions.settle(by=self.facilitator, proposal=proposal, state=state)

    def state(self, proposal: Proposal) -> str:
        return Proposal.objects.get(pk=proposal.pk).state


@pytest.fixture
def held(make_room) -> Held:
    room = make_room()
    room.steps.filter(name="cannot-live-with").update(state="open")
    return Held(room)


@pytest.fixture
def ada(held, make_participant):
    return make_participant(held.room, nickname="Ada")


@pytest.fixture
def berta(held, make_participant):
    return make_participant(held.room, nickname="Berta")
