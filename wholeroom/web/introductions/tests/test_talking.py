"""After a yes: the one question, its figures in steps, and that contacts go."""

import pytest
from django.core import mail
from django.utils import timezone

from wholeroom.web import personal_data, reminders
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.models import Participant
from wholeroom.web.introductions import actions, daily, drawing, figures, reading
from wholeroom.web.introductions.models import Introduction, Side, Told
from wholeroom.web.introductions.tests.people import (
    ask,
    asked_now,
    days_pass,
    everything_stored,
    reach_of,
    say_same_here,
    say_yes,
)
from wholeroom.web.people import actions as people


@pytest.fixture
def talk(problem, ann, bea):
    """Ann asked and Bea said yes."""
    asked = ask(ann, problem)
    say_yes(bea, asked_now(bea)[0])
    asked.refresh_from_db()
    return asked


def questions_to(person):
    return [one.path for one in reminders.of(person, today=timezone.localdate())]


def test_question_comes_to_both_after_two_weeks(talk, ann, bea):
    days_pass(13)
    before = questions_to(ann) + questions_to(bea)
    days_pass()

    address = f"/introductions/talks/{talk.pk}/"
    assert (before, questions_to(ann), questions_to(bea)) == ([], [address], [address])
    assert "Did it help?" in ann.browser.get(address).text


def test_question_cannot_be_answered_before(talk, ann):
    with pytest.raises(actions.TooEarly):
        actions.tell_if_it_helped(by=ann, introduction=talk, answer="yes")


def test_answer_is_counted_and_what_the_other_gave_goes(talk, ann, bea):
    days_pass(14)

    page = ann.browser.post(f"/introductions/talks/{talk.pk}/", {"answer": "a-little"}, follow=True)

    assert "Your answer is counted." in page.text
    assert list(Told.objects.values_list("answer", "came")) == [("a-little", 1)]
    assert list(talk.sides.order_by("name").values_list("name", flat=True)) == ["", "Called Ann"]
    assert ann.browser.get(f"/introductions/talks/{talk.pk}/").status_code == 404
    assert "Called Ann" in bea.browser.get(f"/introductions/talks/{talk.pk}/").text
    assert questions_to(ann) == []


def test_all_goes_once_both_have_answered(talk, ann, bea):
    days_pass(14)
    for person in (ann, bea):
        actions.tell_if_it_helped(by=person, introduction=talk, answer="yes")

    assert Introduction.objects.count() == 0
    assert "reach.example" not in everything_stored("introductions")


def test_all_goes_after_sixty_days_without_an_answer(talk):
    days_pass(59)
    before = Side.objects.exclude(reach="").count()
    days_pass()

    assert (before, Introduction.objects.count()) == (2, 0)


def test_nobody_answers_twice(talk, ann):
    days_pass(14)
    actions.tell_if_it_helped(by=ann, introduction=talk, answer="yes")

    with pytest.raises(actions.IsOver):
        actions.tell_if_it_helped(by=ann, introduction=talk, answer="no")


def test_third_person_has_no_way_to_the_page_of_a_talk(talk, problem, host):
    readers = (problem.owner, host)

    assert [one.browser.get(f"/introductions/talks/{talk.pk}/").status_code for one in readers] == [404, 404]


def tell(**answers):
    for answer, number in answers.items():
        row, _ = Told.objects.get_or_create(answer=answer.replace("_", "-"))
        row.came += number
        row.save()
    figures.renew()


def shown():
    counts = figures.shown()
    return counts and {answer: count for answer, count in counts.items() if count}


def test_figures_are_shown_from_eight_answers_and_never_when_all_are_alike(db):
    tell(yes=6, no=1)
    seven = shown()
    tell(yes=1)
    eight = shown()

    assert (seven, eight) == (None, {"yes": 7, "no": 1})


def test_unanimous_figures_are_not_shown(db):
    tell(yes=20)

    assert shown() is None


def test_figures_take_a_step_only_with_five_more_which_are_not_all_alike(db):
    tell(yes=7, no=1)
    tell(yes=3, no=1)
    after_four = shown()
    tell(yes=1)

    assert (after_four, shown()) == ({"yes": 7, "no": 1}, {"yes": 11, "no": 2})


def test_step_of_answers_all_alike_waits_for_ten(db):
    tell(yes=7, no=1)
    tell(yes=9)
    after_nine = shown()
    tell(yes=1)

    assert (after_nine, shown()) == ({"yes": 7, "no": 1}, {"yes": 17, "no": 1})


def test_figures_are_renewed_at_night_only(db):
    Told.objects.create(answer="yes", came=7)
    Told.objects.create(answer="no", came=1)
    noon = timezone.localtime().replace(hour=12)

    daily.every_minute(now=noon)
    by_day = shown()
    daily.every_minute(now=noon.replace(hour=daily.HOUR_OF_FIGURES))

    assert (by_day, shown()) == (None, {"yes": 7, "no": 1})


def test_page_of_figures_stands_with_its_caveats(client, db):
    empty = client.get("/introductions/did-it-help/").text
    tell(yes=7, no=1)

    page = client.get("/introductions/did-it-help/").text

    assert "There is nothing to show yet." in empty
    assert '<td class="n">7</td>' in page
    assert "Only those who answered are counted." in page


def test_erased_asker_is_nowhere_and_the_request_is_over_for_who_is_asked(problem, ann, bea):
    ask(ann, problem)
    address = f"/introductions/asked/{asked_now(bea)[0].pk}/"

    people.erase(by=ann)

    assert Introduction.objects.count() == 0
    assert "This request is over." in bea.browser.get(address).text


def test_erased_one_of_two_leaves_the_other_their_question(talk, ann, bea):
    people.erase(by=ann)
    days_pass(14)

    page = bea.browser.get(f"/introductions/talks/{talk.pk}/").text

    assert "reach.example" not in everything_stored("introductions").replace("Bea@reach.example", "")
    assert "What they gave is not kept here any more." in page
    assert questions_to(bea) == [f"/introductions/talks/{talk.pk}/"]


def test_erased_place_on_a_problem_takes_its_introductions_along(talk, problem, ann, bea):
    place = Participant.objects.get(conversation=problem.pk, member=ann)

    conversations.erase_participant(by=place, participant=place)

    assert "Ann@reach.example" not in everything_stored("introductions")
    assert not Side.objects.filter(person=ann).exists()
    assert reading.talks_of(bea).count() == 1


def test_who_owned_a_problem_and_is_erased_leaves_no_yes_for_whoever_owns_it_next(problem, member):
    actions.let_be_asked(by=problem.owner, problem=problem, may=True)

    people.erase(by=problem.owner)

    problem.refresh_from_db()
    problem.owner = member("Cy")
    problem.save()
    assert list(drawing.may_be_asked(problem)) == []


def test_member_finds_it_in_all_that_is_kept_of_them(problem, ann, bea, member):
    asked = ask(ann, problem)
    say_same_here(member("Cy"), problem)

    (own,) = personal_data.of(ann)["introductions"]
    (of_bea,) = personal_data.of(bea)["introductions"]

    assert (own["what"], own["how the other reaches them"]) == ("asked to talk", reach_of(ann).reach)
    assert (of_bea["what"], of_bea["wants"]) == ("is asked to talk", "")
    assert own["until"] == asked.ends.isoformat()


def test_mail_goes_to_both_and_only_at_a_yes(problem, ann, bea):
    ask(ann, problem)
    days_pass(2)
    before = list(mail.outbox)

    say_yes(bea, asked_now(bea)[0])

    assert (before, len(mail.outbox)) == ([], 2)
