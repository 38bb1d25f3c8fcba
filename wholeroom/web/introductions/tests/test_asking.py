"""Asking to talk: who may, who is asked and for how long, and what it takes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.introductions import actions
from wholeroom.web.introductions.models import Introduction, Side
from wholeroom.web.introductions.tests.people import ask, asked_now, days_pass, say_same_here, say_yes
from wholeroom.web.problems import replying
from wholeroom.web.problems.models import SameHere

WORDS_OF_A_REQUEST = ("wants", "how", "when", "groups")


def asked_of_each(people):
    return {person.name for person in people if asked_now(person)}


def test_one_person_is_asked_for_five_days_and_then_the_next(problem, ann, member):
    others = [member(name) for name in ("Bea", "Cy", "Di", "Ed")]
    for other in others:
        say_same_here(other, problem)
    ask(ann, problem)

    seen = []
    for _day in range(16):
        seen.append(asked_of_each(others))
        days_pass()

    spells = [seen[0], seen[5], seen[10]]
    assert [len(one) for one in spells] == [1, 1, 1]
    assert seen == [spells[0]] * 5 + [spells[1]] * 5 + [spells[2]] * 5 + [set()]
    assert len(set.union(*spells)) == 3


def test_order_is_by_lot(problem, ann, member):
    others = [member(name) for name in ("Bea", "Cy", "Di")]
    for other in others:
        say_same_here(other, problem)

    first = set()
    for _time in range(40):
        with transaction.atomic():
            ask(ann, problem)
            first |= asked_of_each(others)
            transaction.set_rollback(True)

    assert first == {"Bea", "Cy", "Di"}


def test_asker_and_who_did_not_say_so_are_not_asked(problem, ann, member):
    say_same_here(ann, problem)
    say_same_here(member("Cy"), problem, may_be_asked=False)

    asked = ask(ann, problem)

    assert list(asked.sides.filter(is_asker=False).values_list("person", flat=True)) == [None] * 3


def test_owner_may_be_asked_once_they_say_so(problem, ann):
    actions.let_be_asked(by=problem.owner, problem=problem, may=True)

    ask(ann, problem)

    assert len(asked_now(problem.owner)) == 1


def test_who_says_it_later_is_asked_in_a_later_spell(problem, ann, member):
    ask(ann, problem)
    days_pass()
    cy = member("Cy")
    say_same_here(cy, problem)

    days_pass(3)
    before = asked_now(cy)
    days_pass()

    assert (before, len(asked_now(cy))) == ([], 1)


def test_who_said_no_is_not_drawn_again_when_newcomers_are(problem, ann, bea):
    ask(ann, problem)
    actions.say_no(by=bea, side=asked_now(bea)[0])

    seen = []
    for _day in range(15):
        days_pass()
        seen += asked_now(bea)

    assert seen == []


def test_only_who_has_the_problem_can_ask(problem, member):
    with pytest.raises(actions.NotTheirProblem):
        ask(member("Cy"), problem)


def test_owner_can_ask(problem, bea):
    ask(problem.owner, problem)

    assert len(asked_now(bea)) == 1


def test_nobody_asks_twice_about_one_problem_in_fifteen_days_though_they_took_it_back(problem, ann):
    actions.withdraw(by=ann, introduction=ask(ann, problem))
    with pytest.raises(actions.AskedAlready):
        ask(ann, problem)
    days_pass(15)

    ask(ann, problem)

    assert Introduction.objects.count() == 2


def test_three_requests_in_fifteen_days_are_the_most(make_problem, member):
    olive = member("Olive")
    problems = [make_problem(f"Problem {number}", owner=olive) for number in range(4)]
    for one in problems[:3]:
        ask(olive, one)

    with pytest.raises(actions.TooManyRequests):
        ask(olive, problems[3])


def test_draft_or_closed_problem_is_asked_about_no_more(problem, ann, bea):
    ask(ann, problem)
    Conversation.objects.update(state="draft")

    assert asked_now(bea) == []
    problem.conversation.refresh_from_db()
    with pytest.raises(actions.NotTheirProblem):
        ask(problem.owner, problem)


def test_yes_puts_both_in_touch_by_mail_and_on_a_page(problem, ann, bea):
    asked = ask(ann, problem)

    say_yes(bea, asked_now(bea)[0])

    to_ann, to_bea = sorted(mail.outbox, key=lambda message: message.to)
    assert (to_ann.to, to_bea.to) == ([ann.email], [bea.email])
    assert ("Called Bea" in to_ann.body, "Bea@reach.example" in to_ann.body) == (True, True)
    assert ("Called Ann" in to_bea.body, "Ann@reach.example" in to_bea.body) == (True, True)
    address = f"/introductions/talks/{asked.pk}/"
    assert "Bea@reach.example" in ann.browser.get(address).text
    assert "Ann@reach.example" in bea.browser.get(address).text
    assert {ann.key, bea.key} <= set(to_ann.extra_headers["X-About"].split(","))


def test_asked_one_sees_the_choices_and_not_who_asks(problem, ann, bea):
    ask(ann, problem)

    page = bea.browser.get(f"/introductions/asked/{asked_now(bea)[0].pk}/").text

    assert [words in page for words in ("Listen to how it went for you", "A call", "In the evening")] == [True] * 3
    assert [words in page for words in ("Ann", "ann@", "Provider")] == [False] * 3


def test_asked_one_sees_the_groups_of_the_asker_if_they_chose_so(problem, ann, bea):
    ask(ann, problem, shows_groups=True)

    page = bea.browser.get(f"/introductions/asked/{asked_now(bea)[0].pk}/").text

    assert "They say of themselves: Provider." in page


def test_switching_off_ends_what_one_is_asked(problem, ann, bea):
    ask(ann, problem)
    side = asked_now(bea)[0]

    bea.browser.post(f"/introductions/may-be-asked/{problem.pk}/", {"may": "no"})

    assert asked_now(bea) == []
    assert "This request is over." in bea.browser.get(f"/introductions/asked/{side.pk}/").text


def test_taken_out_by_a_host_is_not_asked_and_cannot_ask(problem, ann, bea, host):
    actions.stop(by=host, person=bea)
    ask(ann, problem)

    assert asked_now(bea) == []
    with pytest.raises(actions.Stopped):
        ask(bea, problem)


def test_taken_out_by_a_host_ends_open_requests(problem, ann, bea, host):
    asked = ask(ann, problem)

    actions.stop(by=host, person=ann)

    asked.refresh_from_db()
    assert (asked.state, asked_now(bea)) == ("over", [])


def test_contact_without_a_yes_is_refused_by_the_database(problem, ann):
    asked = ask(ann, problem)

    with pytest.raises(IntegrityError), transaction.atomic():
        Side.objects.create(introduction=asked, begins=asked.begun, ends=asked.ends, name="Cy")


def test_words_that_may_come_with_a_request_are_choices_only():
    fields = {field.name: field for field in Introduction._meta.concrete_fields}

    free = [name for name in WORDS_OF_A_REQUEST if not fields[name].choices]

    assert free == ["groups"]


def test_asking_by_the_form_leads_to_what_stands(problem, ann, bea):
    sent = {"wants": "compare", "how": "mail", "when": "any", "name": "Ann", "reach": "ann@westmarch.example"}

    page = ann.browser.post(f"/introductions/ask/{problem.pk}/", sent, follow=True).text

    day = timezone.localdate() + timedelta(days=14)
    assert f"Your request stands until {day.day} {day:%B %Y}. If somebody says yes, you both get a mail." in page
    assert len(asked_now(bea)) == 1


def test_form_without_choices_says_what_is_missing(problem, ann):
    response = ann.browser.post(f"/introductions/ask/{problem.pk}/", {"name": "", "reach": ""})

    assert response.status_code == 400
    assert "Write how the other can reach you." in response.text


def test_list_runs_a_fixed_number_of_queries(make_problem, member):
    ann, bea = member("Ann"), member("Bea")
    counted = []
    for number in range(3):
        one = make_problem(f"Problem {number}", owner=bea)
        say_same_here(ann, one)
        actions.let_be_asked(by=bea, problem=one, may=True)
        ask(ann, one)
        with CaptureQueriesContext(connection) as queries:
            bea.browser.get("/introductions/")
        counted.append(len(queries))

    assert len(set(counted)) == 1


def test_who_took_it_back_after_they_were_counted_has_it_no_more(problem, ann):
    SameHere.objects.filter(participant__member=ann).update(counted_in=1)
    replying.take_back_same_here(by=ann, problem=problem)

    with pytest.raises(actions.NotTheirProblem):
        actions.let_be_asked(by=ann, problem=problem, may=True)

    assert actions.has(ann, problem) is False
