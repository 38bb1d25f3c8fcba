"""What stands on the page of a problem: to whom it offers a talk, and what it says while one is asked for."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from wholeroom.web.introductions.tests.people import ask, asked_now, say_yes

SLOT = Template("{% load page %}{% slot 'problem.talk' %}")


@pytest.fixture
def on_the_page(problem):
    def render(person):
        request = RequestFactory().get(f"/problems/{problem.pk}/")
        request.user = person or AnonymousUser()
        values = {"problem": problem, "conversation": problem.conversation, "request": request, "user": request.user}
        return SLOT.render(Context(values))

    return render


def test_reader_who_is_not_signed_in_is_shown_where_to(on_the_page, problem):
    shown = on_the_page(None)

    assert f'href="/sign-in/?next=/problems/{problem.pk}/"' in shown


def test_member_who_does_not_have_it_is_told_to_say_so_first(on_the_page, member):
    shown = on_the_page(member("Cy"))

    assert ("Say “Same here” first" in shown, "Ask for a talk" in shown) == (True, False)


@pytest.mark.parametrize("who", ["owner", "ann"])
def test_who_has_it_can_ask_and_switch(on_the_page, problem, ann, who):
    shown = on_the_page(problem.owner if who == "owner" else ann)

    assert ("Ask for a talk" in shown, "Let others who have it ask me to talk" in shown) == (True, True)


def test_who_may_be_asked_can_stop_that(on_the_page, bea):
    assert "Stop that" in on_the_page(bea)


def test_asker_finds_their_request_and_after_a_yes_the_talk(on_the_page, problem, ann, bea):
    asked = ask(ann, problem)
    standing = on_the_page(ann)
    say_yes(bea, asked_now(bea)[0])

    after_yes = on_the_page(ann)

    assert (f"/introductions/requests/{asked.pk}/" in standing, 'href="/introductions/"' in after_yes) == (True, True)


def test_others_see_the_same_before_and_after_somebody_asked(on_the_page, problem, ann, bea, member):
    before = [on_the_page(person) for person in (None, problem.owner, bea)]

    ask(ann, problem)

    assert [on_the_page(person) for person in (None, problem.owner, bea)] == before


def test_host_can_propose_and_others_are_not_shown_that(on_the_page, host, ann):
    assert ["Propose a talk" in on_the_page(person) for person in (host, ann)] == [True, False]


def test_nothing_stands_on_a_draft(on_the_page, problem, ann):
    problem.conversation.state = "draft"

    assert on_the_page(ann).strip() == ""
