import pytest
from django.utils import timezone

from wholeroom.web.problems import actions, personal_rows
from wholeroom.web.problems.replying import reply, say_same_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(make_person):
    return make_person("jo@westmarch.example", name="Jo Harper")


def test_problems_say_when_they_were_brought_and_who_can_read_them(member):
    problem = actions.bring(by=member, hard="Nobody answers after five")
    actions.bring(by=member, hard="A draft")
    actions.share(by=member, problem=problem, audience="everyone", shown_as="nobody")

    shared, draft = personal_rows.problems(member)

    today = timezone.localdate()
    assert (shared["where"], shared["day you began"], shared["day you shared it"]) == (
        "Nobody answers after five",
        today,
        today,
    )
    assert (shared["who can read it"], draft["who can read it"]) == ("everyone who can open this site", "")


def test_replies_have_their_words_and_their_day(member, make_problem):
    problem = make_problem("Nobody answers after five")
    reply(by=member, problem=problem, kind="question", text="Who is called?")

    assert personal_rows.replies(member) == [
        {
            "where": "Nobody answers after five",
            "its page": f"/problems/{problem.pk}/",
            "day": timezone.localdate(),
            "kind": "Question",
            "words": "Who is called?",
        }
    ]


def test_same_here_says_what_was_said_with_it(member, make_problem):
    problem = make_problem()
    say_same_here(by=member, problem=problem, groups=["provider"], kind_of_area="city", may_be_asked=True)

    (row,) = personal_rows.same_here(member)

    assert (row["groups you named"], row["kind of area"]) == (["Provider"], "a city or large town")
    assert (row["how you appear"], row["others may ask to talk to you"]) == ("only counted", True)


def test_nothing_of_others_is_among_it(member, make_problem, make_person):
    problem = make_problem()
    reply(by=make_person(), problem=problem, kind="question", text="Who is called?")
    say_same_here(by=make_person(), problem=problem)

    rows = (personal_rows.problems(member), personal_rows.replies(member), personal_rows.same_here(member))

    assert rows == ([], [], [])
