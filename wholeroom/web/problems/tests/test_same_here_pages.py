"""Who has it too, in the browser: one press, how they appear, and the figures that grow in steps."""

import pytest

from wholeroom.web.problems import replying
from wholeroom.web.problems.models import SameHere
from wholeroom.web.problems.tests.addresses import at


def test_one_press_counts(client, pat, shared):
    problem = shared()

    response = client.post(at("same-here", problem))

    assert response.url == f"{at('problem', problem)}#not-alone"
    assert list(SameHere.objects.values_list("appears", "participant__member")) == [("count", pat.pk)]


def test_press_of_who_is_not_signed_in_waits(client, shared, make_person):
    problem = shared()
    client.post(at("same-here", problem), {"groups": ["provider"], "kind_of_area": "city"})
    client.force_login(make_person())

    client.get(at("same-here-kept", problem))

    said = SameHere.objects.get()
    assert (said.groups, said.kind_of_area, said.appears) == (["provider"], "city", "count")


@pytest.mark.parametrize(
    ("sent", "listed"),
    [
        ({"appears": "name", "nickname": "Pat", "groups": ["provider"]}, ["Pat (Provider)"]),
        ({"appears": "group", "nickname": "Pat", "groups": ["provider"]}, ["Provider"]),
        ({"appears": "count", "nickname": "Pat", "groups": ["provider"]}, []),
    ],
)
def test_who_has_it_too_is_listed_only_as_they_chose(client, pat, shared, sent, listed):
    problem = shared()

    client.post(at("same-here", problem), sent)

    assert client.get(at("problem", problem)).context["listed"] == listed


@pytest.mark.parametrize("appears", ["name", "group"])
def test_same_here_asks_for_what_is_missing(client, pat, shared, appears):
    assert client.post(at("same-here", shared()), {"appears": appears}).status_code == 400
    assert SameHere.objects.count() == 0


def test_before_it_is_taken_back_the_page_says_that_counts_are_in_steps(client, pat, shared):
    problem = shared()
    client.post(at("same-here", problem))
    page = client.get(at("take-back", problem)).text
    assert "Figures grow in steps of five people or more." in page

    client.post(at("take-back", problem))

    assert SameHere.objects.count() == 0


def test_owner_has_no_such_button(owner, shared):
    problem = shared()

    assert at("same-here", problem) not in owner.browser.get(at("problem", problem)).text
    assert owner.browser.post(at("same-here", problem)).status_code == 409


def test_until_there_is_a_first_step_the_page_says_from_when_figures_stand_there(client, shared):
    page = client.get(at("problem", shared())).text

    assert "Some people may only be counted. From ten on, figures stand here." in page


def test_figures_stand_with_a_sentence_a_table_and_what_must_be_said(client, shared, make_person, next_step):
    problem = shared()
    for _ in range(14):
        replying.say_same_here(by=make_person(), problem=problem, groups=["provider"])
    next_step()

    page = client.get(at("problem", problem)).text

    assert "At least 9 people have this too." in page
    assert '>Provider</th><td role="cell" class="n">9</td>' in page
    assert '>Each of the others</th><td role="cell" class="n">none or a few</td>' in page
    assert (page.count('class="seat here" '), page.count('class="seat few"')) == (9, 9)
    assert '>Each of them</th><td role="cell" class="n">none or a few</td>' in page
    assert "These are people who said so here. How many have it, nobody knows." in page
