"""Where each person sees where the room stands after some votes of their own: when that is, and what says so."""

import pytest
from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.tests.meeting import sit_down

ALL = "Read where the room stands on every statement"


@pytest.fixture
def here(voting_room):
    """Three statements, seven votes of one's own."""
    room = voting_room(3, results="after")
    Ballot.objects.filter(step=room.step).update(after=7)
    return room


@pytest.fixture
def ada(client, here):
    return sit_down(client, here.room)


def page(client, here, name="mine"):
    return client.get(reverse(f"statement_vote:{name}", args=[here.room.code, here.step.pk])).text


def sees(client, here):
    """On the page of one's own votes, and on that with all statements."""
    return ALL in page(client, here), "Too few votes to show figures" in page(client, here, "stands")


def test_who_voted_on_all_there_is_sees_the_results_though_they_are_fewer(client, here, ada):
    here.votes("++", number=1, people=[ada])
    here.vote(ada, "-", 2)
    before = sees(client, here)

    here.vote(ada, ".", 3)

    assert (before, sees(client, here)) == ((False, False), (True, True))


def test_it_takes_as_many_votes_as_were_chosen_where_there_are_statements_enough(client, here, ada):
    Ballot.objects.filter(step=here.step).update(after=2)
    here.vote(ada, "+", 1)
    before = sees(client, here)

    here.vote(ada, "+", 3)

    assert (before, sees(client, here)) == ((False, False), (True, True))


def test_hiding_a_statement_takes_the_sight_away_from_nobody(client, here, ada):
    actions.put_in_many(by=here.facilitator, step=here.step, texts=["One more", "And one more"])
    Ballot.objects.filter(step=here.step).update(after=3)
    for number in (1, 2, 3):
        here.vote(ada, "+", number)

    conversations.hide(by=here.facilitator, contribution=here.statement(2).words, reason="advert")

    assert sees(client, here) == (True, True)


@pytest.mark.parametrize("hidden", [(), (1, 2, 3)])
def test_nobody_sees_anything_before_a_vote_of_their_own(client, here, ada, hidden):
    for number in hidden:
        conversations.hide(by=here.facilitator, contribution=here.statement(number).words, reason="advert")

    assert sees(client, here)[0] is False


def test_pages_say_after_how_many_votes_it_shows_and_how_many_there_are(client, here, ada):
    here.vote(ada, "+", 1)

    for name in ("mine", "stands"):
        found = page(client, here, name)
        assert "This shows after 3 votes of your own. So far you have 1." in found
        assert "when the room’s figures do" not in found


def test_facilitator_reads_that_it_shows_when_the_figures_do(client, here):
    client.force_login(here.facilitator)

    assert "This shows when the room’s figures do" in page(client, here, "stands")


def test_phone_says_where_the_room_stands_can_be_found_before_and_after(here, ada):
    activity = registry.activity("statement_vote")
    before = activity.frame(here.step, "phone", "en-gb")
    for number in (1, 2, 3):
        here.vote(ada, "+", number)

    assert "Where the room stands is behind “My votes, and where I stand”." in before
    assert "It shows after 7 votes of your own, or once you have voted on all." in before
    assert activity.frame(here.step, "phone", "en-gb") == before


def test_wall_and_console_do_not_say_that_nobody_knows(here):
    activity = registry.activity("statement_vote")
    wall, console = (activity.frame(here.step, audience, "en-gb") for audience in ("wall", "console"))

    assert "It shows here when the vote is over." in wall
    assert "You see none until the vote is over." in console
    assert ("nobody is swayed" in wall, "nobody can bend" in console) == (False, False)
