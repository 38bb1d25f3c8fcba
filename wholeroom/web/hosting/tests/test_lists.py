"""What hosts are shown, and what they are not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.hosting import lists
from wholeroom.web.hosting.models import Greeting
from wholeroom.web.hosting.tests.conftest import TUESDAY
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.models import SameHere
from wholeroom.web.problems.replying import reply, say_same_here, take_back_same_here


def titles(found):
    return [str(one) for one in found]


def test_problem_without_a_reply_is_listed_after_two_working_days_the_oldest_first(shared):
    shared("Fridays", shared_on=TUESDAY)
    shared("Mondays", shared_on=TUESDAY - timedelta(days=1))

    found = [titles(lists.without_reply(today=TUESDAY + timedelta(days=days))) for days in (2, 3)]

    assert found == [["Mondays"], ["Mondays", "Fridays"]]


def test_reply_of_the_owner_alone_is_no_reply(shared, make_person):
    own, other = shared("Fridays", shared_on=TUESDAY), shared("Mondays", shared_on=TUESDAY)
    reply(by=own.owner, problem=own, kind="tried", text="We rang twice")
    reply(by=make_person(), problem=other, kind="question", text="Since when?")

    assert titles(lists.without_reply(today=TUESDAY + timedelta(days=9))) == ["Fridays"]


def test_reply_of_somebody_erased_since_is_a_reply_while_hidden_words_are_none(shared, make_person):
    problem, other = shared("Fridays", shared_on=TUESDAY), shared("Mondays", shared_on=TUESDAY)
    said = reply(by=make_person(), problem=problem, kind="question", text="Since when?")
    said.words.participant.member = None
    said.words.participant.save()
    hidden = reply(by=make_person(), problem=other, kind="question", text="You fool")
    conversations.hide(by=other.owner, contribution=hidden.words, reason="attacks-somebody")

    assert titles(lists.without_reply(today=TUESDAY + timedelta(days=9))) == ["Mondays"]


def test_problem_for_people_with_the_link_is_not_listed(make_problem):
    problem = make_problem()
    problem.shared_on = TUESDAY
    problem.save()

    assert lists.without_reply(today=TUESDAY + timedelta(days=9)) == []


def test_answer_needed_within_three_days_is_listed_with_whether_anybody_replied(shared, make_person):
    for days in (-1, 0, 3, 4):
        shared(f"In {days}", answer_by=TUESDAY + timedelta(days=days))
    answered = shared("Answered", answer_by=TUESDAY + timedelta(days=1))
    reply(by=make_person(), problem=answered, kind="question", text="Since when?")

    found = [(str(one), one.is_answered) for one in lists.answer_soon(today=TUESDAY)]

    assert found == [("In 0", False), ("Answered", True), ("In 3", False)]


def test_newcomers_are_confirmed_members_of_two_weeks_whom_nobody_greeted(make_person):
    today = timezone.localdate()
    make_person(name="Ann", joined=today - timedelta(days=14))
    make_person(name="Bea", joined=today - timedelta(days=15))
    make_person(name="Cy", is_confirmed=False)
    make_person(name="Hope", is_host=True)
    Greeting.objects.create(person=make_person(name="Di"))

    assert [person.name for person in lists.newcomers(today=today)] == ["Ann"]


def test_quiet_voices_come_from_labels_that_all_can_read(shared, make_person):
    problem = shared()
    problems.tell(
        by=problem.owner, problem=problem, part="who-should-be-there", text="Clinician\nProvider\nThe landlord"
    )
    seen, unseen = make_person(), make_person()
    for person, group, shown_as in ((seen, "provider", "group"), (unseen, "carer-or-family", "nobody")):
        place = conversations.place_of(by=person, conversation=problem.conversation)
        conversations.describe(by=place, nickname="", groups=[group])
        reply(by=person, problem=problem, kind="question", text="Since when?", shown_as=shown_as)

    (voices,) = lists.quiet_voices(lists.with_labels())

    assert voices.asked_for == ["Clinician"]
    assert ("Carer or family" in voices.others, "Provider" in voices.others) == (True, False)


def people_of_two_groups(problem, make_person, number=5):
    for place in range(number):
        person = make_person()
        say_same_here(by=person, problem=problem, appears=SameHere.Appears.GROUP)
        own = conversations.place_of(by=person, conversation=problem.conversation)
        conversations.describe(by=own, nickname="", groups=["provider" if place % 2 else "clinician"])
        reply(by=person, problem=problem, kind="question", text="Since when?", shown_as="group")


def test_problem_of_five_listed_people_and_two_groups_is_worth_a_meeting(shared, make_person):
    few, enough = shared("Fridays"), shared("Mondays")
    people_of_two_groups(few, make_person, 4)
    say_same_here(by=make_person(), problem=few)
    people_of_two_groups(enough, make_person)

    assert titles(lists.worth_a_meeting(lists.with_labels())) == ["Mondays"]


def test_who_took_it_back_is_not_among_the_five_even_if_they_were_counted_before(shared, make_person):
    problem = shared()
    people_of_two_groups(problem, make_person)
    gone = SameHere.objects.exclude(appears="count").first()
    SameHere.objects.filter(pk=gone.pk).update(counted_in=1)

    take_back_same_here(by=gone.participant.member, problem=problem)

    assert lists.worth_a_meeting(lists.with_labels()) == []


def test_problem_with_a_meeting_is_not_listed_again(shared, make_person, make_room):
    problem = shared()
    people_of_two_groups(problem, make_person)
    make_room(problem=problem)

    assert lists.worth_a_meeting(lists.with_labels()) == []


@pytest.mark.parametrize(("number", "is_enough"), [(0, False), (8, False), (9, True), (11, True)])
def test_who_may_be_asked_is_told_in_two_words_only(shared, make_person, host, number, is_enough):
    problem = shared()
    for _person in range(number):
        say_same_here(by=make_person(), problem=problem, may_be_asked=True)

    page = host.browser.get("/hosting/").text

    assert [told for _problem, told in lists.may_be_asked([problem])] == [is_enough]
    assert ("Nine people or more" in page, "On every problem" in page) == (is_enough, not is_enough)


def test_page_runs_a_fixed_number_of_queries(shared, make_person, host):
    counted = []
    for number in range(3):
        problem = shared(f"Problem {number}", shared_on=TUESDAY, answer_by=timezone.localdate())
        people_of_two_groups(problem, make_person)
        said = reply(by=make_person(), problem=problem, kind="question", text="You fool", shown_as="nobody")
        said.words.reports.create(reason="attacks-somebody")
        with CaptureQueriesContext(connection) as queries:
            host.browser.get("/hosting/")
        counted.append(len(queries))

    assert len(set(counted)) == 1
