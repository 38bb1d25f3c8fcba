"""Who has it too: said with one press, taken back, erased; and the figures, which grow in steps."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.problems import figures, replying
from wholeroom.web.problems.models import SameHere, SameHereFigures


@pytest.fixture
def crowd(make_person):
    """``crowd(problem, 3, groups=["provider"])`` are three people who say it too."""

    def come(problem, number, **how):
        people = [make_person() for _ in range(number)]
        for person in people:
            replying.say_same_here(by=person, problem=problem, **how)
        return people

    return come


def shown(problem):
    """What stands on the page, as plain values; what reads "none or a few" is left out."""
    found = figures.figures_of(problem)
    rows = [*found.groups, *found.areas]
    return found.at_least, {row.label: row.number for row in rows}


def test_one_press_counts_and_shows_nothing_of_who_pressed(shared, make_person):
    said = replying.say_same_here(by=make_person(name="Pat"), problem=shared())

    assert (said.appears, said.groups, said.kind_of_area, said.may_be_asked) == ("count", [], "", False)


def test_said_again_it_changes_how_and_is_still_one(shared, make_person):
    problem, pat = shared(), make_person()
    replying.say_same_here(by=pat, problem=problem)

    replying.say_same_here(by=pat, problem=problem, groups=["provider", "nonsense"], appears="group")

    assert list(SameHere.objects.values_list("groups", "appears")) == [(["provider"], "group")]


def test_owner_has_it_anyway(shared, owner):
    with pytest.raises(replying.OwnProblem):
        replying.say_same_here(by=owner, problem=shared())


def test_taken_back_before_a_step_nothing_of_it_is_left(shared, crowd):
    problem = shared()
    (pat,) = crowd(problem, 1)

    replying.take_back_same_here(by=pat, problem=problem)

    assert SameHere.objects.count() == 0


def test_nothing_is_published_before_ten_and_then_the_newest_five_wait(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 9, groups=["provider"])
    next_step()
    assert figures.figures_of(problem) is None

    crowd(problem, 1, groups=["provider"])
    next_step()

    assert shown(problem) == (5, {})
    assert SameHere.objects.filter(counted_in=1).count() == 5


def test_those_of_an_earlier_day_are_counted_first(shared, crowd, on_day):
    problem = shared()
    crowd(problem, 9, kind_of_area="towns")
    on_day(1)
    crowd(problem, 5, kind_of_area="city")

    on_day(2)
    figures.renew_all()

    assert shown(problem) == (9, {"towns and villages": 9})


def test_nobody_of_today_is_counted_so_that_no_hour_is_told(shared, crowd):
    problem = shared()
    crowd(problem, 20)

    figures.renew_all()

    assert figures.figures_of(problem) is None


def test_step_is_taken_once_a_day_at_most(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 10)
    next_step()
    crowd_of_yesterday(problem, crowd)

    figures.renew_all()

    assert SameHereFigures.objects.get().number == 1
    next_step()
    assert SameHereFigures.objects.get().number == 2


def crowd_of_yesterday(problem, crowd):
    """Twenty more, who came the day before."""
    members = [person.pk for person in crowd(problem, 20)]
    yesterday = timezone.localdate() - timedelta(days=1)
    SameHere.objects.filter(participant__member__in=members).update(day=yesterday)


def test_who_shows_name_or_group_stands_in_no_figure(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 20, groups=["carer-or-family"], appears="group")
    crowd(problem, 20, groups=["clinician"], appears="name")
    crowd(problem, 14, groups=["provider"])

    next_step()

    assert shown(problem) == (9, {"Provider": 9})


def test_group_under_nine_reads_none_or_a_few_as_does_one_of_nobody(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 13, groups=["provider"])

    next_step()

    assert shown(problem) == (5, {})


@pytest.mark.parametrize("how", ["taken back", "erased", "now shows a name", "now says another group"])
def test_published_figure_never_falls(shared, crowd, how, next_step):
    problem = shared()
    people = crowd(problem, 14, groups=["provider"])
    next_step()
    counted = SameHere.objects.filter(counted_in=1).values_list("participant__member", flat=True)
    pat = next(one for one in people if one.pk in set(counted))

    if how == "taken back":
        replying.take_back_same_here(by=pat, problem=problem)
    elif how == "erased":
        moments.happen(moments.PERSON_ERASED, key=pat.key)
    elif how == "now shows a name":
        replying.say_same_here(by=pat, problem=problem, appears="name")
    else:
        replying.say_same_here(by=pat, problem=problem, groups=["clinician"])
    crowd(problem, 10, kind_of_area="city")
    next_step()

    assert shown(problem)[1]["Provider"] >= 9


def test_who_takes_it_back_and_says_it_again_is_counted_once(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 10)
    next_step()
    pat = SameHere.objects.filter(counted_in=1).first().participant.member

    replying.take_back_same_here(by=pat, problem=problem)
    replying.say_same_here(by=pat, problem=problem)

    assert [one.participant.member for one in figures.waiting() if one.participant.member == pat] == []
    assert SameHere.objects.get(participant__member=pat).is_taken_back is False


def test_taken_back_after_a_step_nothing_says_what_they_said_of_themselves(shared, crowd, next_step):
    problem = shared()
    crowd(problem, 10, groups=["provider"], kind_of_area="city", may_be_asked=True)
    next_step()
    said = SameHere.objects.filter(counted_in=1).first()

    replying.take_back_same_here(by=said.participant.member, problem=problem)

    said.refresh_from_db()
    assert (said.groups, said.kind_of_area, said.may_be_asked, said.is_taken_back) == ([], "", False, True)
    assert replying.same_here_of(said.participant) is None


def test_erased_the_row_existed_and_now_does_not_and_the_figures_are_as_before(shared, crowd, next_step):
    problem = shared()
    people = crowd(problem, 14, groups=["provider"])
    next_step()
    before = shown(problem)

    for person in people:
        moments.happen(moments.PERSON_ERASED, key=person.key)

    assert (SameHere.objects.count(), shown(problem)) == (0, before)


def test_who_was_not_counted_cannot_be_kept_as_taken_back(shared, crowd):
    problem = shared()
    crowd(problem, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        SameHere.objects.update(is_taken_back=True)
