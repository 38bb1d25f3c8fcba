"""A host proposes that two people talk: both say yes before either sees a name, and the host sees nothing of it."""

import pytest
from django.core import mail

from wholeroom.web.introductions import actions
from wholeroom.web.introductions.models import Introduction, NotAgain
from wholeroom.web.introductions.tests.people import asked_now, days_pass, say_same_here, say_yes
from wholeroom.web.introductions.tests.test_secrecy import RANDOM


@pytest.fixture
def two(problem, member):
    """Bea and Cy, who show their names on the problem and may be asked."""
    both = [member("Bea"), member("Cy")]
    for person in both:
        say_same_here(person, problem, appears="name")
    return both


def propose(host, problem, two):
    actions.propose(by=host, problem=problem, one=two[0], other=two[1])


def test_both_are_asked_and_both_yes_puts_them_in_touch(problem, host, two):
    propose(host, problem, two)
    bea, cy = two
    say_yes(bea, asked_now(bea)[0])
    after_one = ("Called Bea" in cy.browser.get(f"/introductions/asked/{asked_now(cy)[0].pk}/").text, len(mail.outbox))

    made = say_yes(cy, asked_now(cy)[0])

    assert (after_one, made.state, len(mail.outbox)) == ((False, 0), "made", 2)
    assert "Called Cy" in bea.browser.get(f"/introductions/talks/{made.pk}/").text


def test_first_yes_sees_the_same_whether_the_other_said_no_or_nothing(problem, host, two):
    propose(host, problem, two)
    bea, cy = two
    made = say_yes(bea, asked_now(bea)[0])
    address = f"/introductions/requests/{made.pk}/"
    before = RANDOM.sub("", bea.browser.get(address).text)

    actions.say_no(by=cy, side=asked_now(cy)[0])

    assert "If the other says yes too, you both get a mail." in before
    assert RANDOM.sub("", bea.browser.get(address).text) == before
    days_pass(5)
    assert "No talk came of it this time." in bea.browser.get(address).text


def test_end_erases_what_the_first_yes_gave(problem, host, two):
    propose(host, problem, two)
    made = say_yes(two[0], asked_now(two[0])[0])

    days_pass(5)

    assert list(made.sides.values_list("name", "reach")) == [("", ""), ("", "")]


@pytest.mark.parametrize("may", [True, False])
def test_host_sees_the_same_whether_both_may_be_asked_or_not(problem, host, two, may):
    actions.let_be_asked(by=two[0], problem=problem, may=may)
    form = host.browser.get(f"/introductions/propose/{problem.pk}/")
    keys = list(form.context["named"])

    page = host.browser.post(f"/introductions/propose/{problem.pk}/", {"two": keys})

    assert "It is on its way" in page.text
    assert Introduction.objects.count() == (1 if may else 0)


def test_same_two_are_not_proposed_twice(problem, host, two):
    propose(host, problem, two)

    propose(host, problem, two[::-1])

    assert Introduction.objects.count() == 1


def test_host_picks_only_from_names_that_stand_on_the_page(problem, host, two, member):
    say_same_here(member("Di"), problem, appears="count")

    named = host.browser.get(f"/introductions/propose/{problem.pk}/").context["named"]

    assert sorted(name for name, _person in named.values()) == ["Bea", "Cy"]


def test_one_or_three_are_refused_in_words(problem, host, two):
    (first, *_others) = host.browser.get(f"/introductions/propose/{problem.pk}/").context["named"]

    response = host.browser.post(f"/introductions/propose/{problem.pk}/", {"two": [first]})

    assert (response.status_code, "Tick two people, not more and not fewer." in response.text) == (400, True)


@pytest.mark.parametrize("address", ["/introductions/not-again/", "/introductions/propose/{}/"])
def test_pages_of_hosts_are_not_there_for_others(problem, ann, address):
    assert ann.browser.get(address.format(problem.pk)).status_code == 404


def test_host_takes_somebody_out_and_back_in_and_is_not_told_who_is_a_member(host, ann):
    sent = {"email": "Ann@westmarch.example", "what": "stop"}
    known = host.browser.post("/introductions/not-again/", sent)
    stopped = NotAgain.objects.filter(person=ann).exists()
    unknown = host.browser.post("/introductions/not-again/", {**sent, "email": "nobody@westmarch.example"})

    host.browser.post("/introductions/not-again/", {**sent, "what": "allow"})

    assert (stopped, NotAgain.objects.count()) == (True, 0)
    assert known.text == unknown.text
