import pytest

from wholeroom.web.conversations import actions, personal_rows
from wholeroom.web.conversations.following import follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(make_person):
    return make_person("jo@westmarch.example", name="Jo Harper")


@pytest.fixture
def place(member, make_problem):
    problem = make_problem("Nobody answers after five")
    return actions.join(by=member, conversation=problem.conversation, groups=["provider"])[0]


def test_words_say_where_and_how_they_appear(place, member):
    actions.contribute(
        by=place, conversation=place.conversation, kind="question", text="Who is called?", shown_as="name"
    )

    (row,) = personal_rows.words(member)

    assert row == {
        "where": "Nobody answers after five",
        "its page": f"/problems/{place.conversation_id}/",
        "what it answers to": "question",
        "words": "Who is called?",
        "language": "",
        "how you chose to appear": "with my name",
        "who stands beside it": "Jo Harper (Provider)",
        "state": "shown",
    }


def test_places_say_as_what_somebody_came_and_how_to_reach_them(place, member):
    actions.leave_contact(by=place, email="jo.elsewhere@westmarch.example")

    (row,) = personal_rows.places(member)

    assert (row["where"], row["day you came"]) == ("Nobody answers after five", place.joined)
    assert (row["groups you named there"], row["name you gave there"]) == (["Provider"], "")
    assert row["how you want to hear back"] == "jo.elsewhere@westmarch.example"


def test_following_says_what_is_followed(place, member):
    follow(by=member, conversation=place.conversation)

    assert [(row["where"], row["you want mail about it"]) for row in personal_rows.following(member)] == [
        ("Nobody answers after five", True)
    ]


def test_what_somebody_said_without_their_account_is_not_among_it(member, make_problem, make_participant):
    problem = make_problem()
    nobody = make_participant(problem, nickname="Jo Harper")
    actions.contribute(by=nobody, conversation=problem.conversation, kind="question", text="Is it me?")

    assert (personal_rows.words(member), personal_rows.places(member)) == ([], [])
