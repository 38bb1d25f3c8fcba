import pytest
from django.db import IntegrityError, transaction

from wholeroom.web.activities.consent import actions
from wholeroom.web.activities.consent.activity import activity
from wholeroom.web.activities.consent.models import Position, Proposal
from wholeroom.web.activities.consent.wordings import options
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import actions as rooms


def test_proposal_is_agreed_when_nobody_stands_against_it(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "stand-aside")

    held.settle(proposal)

    assert held.state(proposal) == "agreed"


def test_proposal_is_never_agreed_over_an_objection(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "object", "Nobody is there at night")

    with pytest.raises(actions.StandsAgainst):
        held.settle(proposal)

    assert held.state(proposal) == "open"


def test_database_refuses_to_agree_over_an_objection(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "object", "Nobody is there at night")

    with pytest.raises(IntegrityError, match="nothing_agreed_over_an_objection"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state="agreed")


def test_database_refuses_an_objection_without_words(held, ada):
    proposal = held.propose(ada, "Start again in week five")

    with pytest.raises(IntegrityError, match="objection_has_words"), transaction.atomic():
        Position.objects.create(proposal=proposal, participant=ada, stand="object")


def test_objection_is_answered_when_its_author_changes_position(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "object", "Nobody is there at night")

    held.stand(berta, proposal, "agree", seen="object")
    held.settle(proposal)

    assert held.state(proposal) == "agreed"
    assert Contribution.objects.filter(text="Nobody is there at night", state="shown").count() == 1


def test_objection_is_not_taken_back_by_a_page_that_never_showed_it(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "object", "Nobody is there at night")

    with pytest.raises(actions.SaidOtherwise):
        held.stand(berta, proposal, "agree", seen="agree")

    assert actions.against(proposal) == 1


def test_objection_that_arrives_twice_does_not_undo_what_came_between(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    words = held.words("Nobody is there at night")
    held.stand(berta, proposal, "object", words=words)
    held.stand(berta, proposal, "agree", seen="object")

    again = held.stand(berta, proposal, "object", words=words)

    assert again is None
    assert actions.against(proposal) == 0


def test_objection_to_what_was_agreed_opens_it_again(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.settle(proposal)

    held.stand(berta, proposal, "object", "I was not asked")

    assert held.state(proposal) == "open"


def test_objection_of_somebody_erased_still_stands(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.stand(berta, proposal, "object", "Nobody is there at night")

    conversations.erase_participant(by=berta, participant=berta)

    with pytest.raises(actions.StandsAgainst):
        held.settle(proposal)
    assert Position.objects.get(proposal=proposal).participant_id is None
    assert options(held.step("options"))[0].now.wordless == [
        "Somebody who left could not live with it. Their words are erased."
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("erase", "Somebody cannot live with it. Their words are erased."),
        ("withdraw", "Somebody cannot live with it, and took their words back."),
        ("hide", "Somebody cannot live with it. Their words are hidden."),
    ],
)
def test_objection_whose_words_are_gone_is_still_told(held, ada, berta, change, told):
    proposal = held.propose(ada, "Start again in week five")
    said = held.stand(berta, proposal, "object", "Nobody is there at night").words
    changes = {
        "erase": lambda: conversations.erase(by=berta, contribution=said),
        "withdraw": lambda: conversations.withdraw(by=berta, contribution=said),
        "hide": lambda: conversations.hide(by=held.facilitator, contribution=said, reason="advert"),
    }

    changes[change]()

    page = activity.frame(held.step(), "wall", "en-gb")
    assert told in page
    assert "Nobody is there at night" not in page
    assert told in activity.outcome(held.step()).agreed[0].told
    with pytest.raises(actions.StandsAgainst):
        held.settle(proposal)


def test_facilitator_says_where_only_those_without_a_phone_stand(held, ada, make_participant):
    proposal = held.propose(ada, "Start again in week five")
    carl = make_participant(held.room, nickname="Carl", has_phone=False)

    held.stand(carl, proposal, "agree", by=held.facilitator)

    with pytest.raises(actions.HasOwnPhone):
        held.stand(ada, proposal, "agree", by=held.facilitator)
    assert [(one.participant, one.entered) for one in proposal.positions.all()] == [(carl, True)]


def test_cards_without_a_name_stand_each_for_themselves(held, ada):
    proposal = held.propose(ada, "Start again in week five")

    held.stand(None, proposal, "object", "It is too far for my mother", by=held.facilitator)
    held.stand(None, proposal, "object", "It costs too much", by=held.facilitator)

    assert actions.against(proposal) == 2


def test_words_after_the_close_are_kept_and_change_nothing(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    held.settle(proposal)
    rooms.close(by=held.facilitator, room=held.room)

    held.stand(berta, proposal, "object", "I thought about it on the bus")

    assert held.state(proposal) == "agreed"
    assert Contribution.objects.get(text="I thought about it on the bus").state == "waiting"


def test_position_without_words_is_refused_after_the_close(held, ada, berta):
    proposal = held.propose(ada, "Start again in week five")
    rooms.close(by=held.facilitator, room=held.room)

    with pytest.raises(actions.RoomIsClosed):
        held.stand(berta, proposal, "agree")
