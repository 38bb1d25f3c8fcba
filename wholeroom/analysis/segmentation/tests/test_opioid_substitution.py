"""The example set for opioid substitution treatment: what comes up for people we made up, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.checking.reading_age import reading_age
from wholeroom.analysis.segmentation.checking.texts import seen
from wholeroom.analysis.segmentation.conditions import Reason
from wholeroom.analysis.segmentation.suggestions import things_to_talk_about
from wholeroom.analysis.segmentation.tests.talks import SKIPPED, asked, example, reasons, suggested, talk

SET = example("opioid-substitution")

# A low dose keeps them in work; they use on top now and then, and both find it right so.
LOW_DOSE = {
    "want": "I want to keep my job and be left in peace.",
    "steady": ("days", "medicine"),
    "going-on": "as-usual",
    "hold": "most-days",
    "on-top": "sometimes",
    "on-top-for": ("like", "company"),
    "on-top-feel": "content",
    "how": ("smoke", "with-others"),
    "kit": "yes",
    "other": "none",
    "collect": "fits",
    "body": "fine",
    "mind": "fine",
    "sleep": 6,
    "people": ("friends", "alone-fine"),
    "children": "no",
    "home": "good",
    "money": "tight",
    "days": "work",
    "way": "stay",
    "ready": 0,
    "support": "monthly",
    "sort": "as-now",
}


def conversation(person, worker=None, length="full"):
    return talk(person, worker, length, chosen_in=SET)


def came_up(person, worker=None, length="full"):
    return suggested(SET, conversation(person, worker, length))


def topics_of(person, worker=None, length="full"):
    return asked(SET, conversation(person, worker, length))


def reasons_of(name, person, worker=None):
    return reasons(SET, conversation(person, worker), name)


def answers_of(voice):
    """Any answers of one voice, to any of the topics."""
    topics = {
        topic.name: st.lists(st.sampled_from([one.name for one in SET.choices_of(topic)]), min_size=1, max_size=3).map(
            tuple
        )
        if SET.choices_of(topic)
        else st.integers(0, 10)
        if topic.kind == "scale"
        else st.just("Some words.")
        for topic in SET.topics
    }
    return st.fixed_dictionaries({}, optional=topics)


def test_set_has_no_findings():
    assert check(SET) == ()


@pytest.mark.parametrize("wording", [0, 1])
def test_set_reads_at_grade_three_or_less(wording):
    grade = reading_age(text.text[wording] for text in seen(SET))

    assert grade <= 3


def test_set_is_an_example_that_nobody_has_reviewed():
    assert (SET.example, SET.version, SET.is_reviewed) == (True, "1.0", False)


def test_short_version_has_eight_topics_and_one_that_may_come_up():
    without = topics_of({}, length="short")
    with_use = topics_of({"on-top": "sometimes"}, length="short")

    assert without == ["know", "want", "steady", "going-on", "hold", "on-top", "kit", "way"]
    assert [name for name in with_use if name not in without] == ["on-top-feel"]


def test_full_version_has_23_topics_and_five_that_may_come_up():
    without = topics_of({})
    with_all = topics_of({"on-top": "often", "other": "drink", "going-on": "court"})

    assert (len(without), len(with_all)) == (23, 28)
    assert [name for name in with_all if name not in without] == [
        "on-top-for", "on-top-feel", "how", "other-feel", "law",
    ]  # fmt: skip


def test_ways_on_have_the_same_space():
    counted = {
        (field, wording): [len(getattr(way, field)[wording].split()) for way in SET.ways]
        for field in ("title", "good", "hard")
        for wording in (0, 1)
    }

    assert [name for name, words in counted.items() if max(words) > 1.6 * min(words)] == []


def test_prescriber_is_asked_for_every_way_that_is_about_the_medicine():
    assert {way.way: way.prescriber for way in SET.ways} == {
        "stay": False, "raise": True, "lower": True, "switch": True, "stop": True,
    }  # fmt: skip


def test_usual_offer_has_the_kit_for_everyone():
    things = things_to_talk_about(SET, conversation(LOW_DOSE, LOW_DOSE))

    assert things.usual_offer_may_do
    assert [option.text[0] for option in SET.standard.options if "naloxone" in option.text[0]] == [
        "A naloxone kit, and someone to show you how it works"
    ]


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("worker", [None, LOW_DOSE])
def test_nothing_comes_up_for_a_content_person_on_a_low_dose(length, worker):
    assert came_up(LOW_DOSE, worker, length) == []


@given(answers_of("person"), answers_of("worker"))
def test_use_on_top_never_comes_up_for_who_is_content_unless_the_worker_wants_change(person, worker):
    person |= {"on-top": "often", "on-top-feel": "content", "hold": "holds", "way": "stay"}
    worker |= {"on-top-feel": "content", "hold": "holds", "way": "stay"}

    found = came_up(person, worker)

    assert {"fit", "on-top-change", "on-top-unsure", "thinking-of-change", "differ"}.isdisjoint(found)


def test_refusing_a_step_up_is_kept_as_a_difference_and_nothing_pushes():
    worker = {"hold": "does-not", "on-top-feel": "change", "way": "raise"}

    found = came_up(LOW_DOSE, worker)

    assert found == ["differ"]


def test_difference_names_what_each_of_the_two_said():
    worker = {"way": "raise"}

    because = reasons_of("differ", LOW_DOSE, worker)

    assert because == (Reason("way", "person", ("stay",)), Reason("way", "worker", ("raise",)))


def test_difference_has_keeping_both_views_and_no_way_but_staying():
    differ = next(one for one in SET.suggestions if one.name == "differ")

    assert [option.way for option in differ.options] == ["stay", None, None]


def test_one_who_skips_nearly_all_has_the_usual_offer():
    person = {topic.name: SKIPPED for topic in SET.topics} | {"want": "A quiet life."}

    things = things_to_talk_about(SET, conversation(person))

    assert things.usual_offer_may_do


@given(answers_of("worker"))
def test_what_only_the_worker_says_brings_up_no_more_than_safety(worker):
    found = came_up({}, worker)

    assert set(found) <= {"kit", "today", "first-days"}


@given(answers_of("worker"))
def test_what_only_the_worker_says_opens_no_question_about_use(worker):
    opened = topics_of({}, worker)

    assert {"on-top-for", "on-top-feel", "how", "other-feel"}.isdisjoint(opened)


@pytest.mark.parametrize("way", ["raise", "lower", "switch", "stop"])
def test_every_change_that_is_wished_for_brings_up_the_same(way):
    assert came_up(LOW_DOSE | {"way": way}, {"way": way}) == ["thinking-of-change"]


def test_one_who_wants_to_stop_where_the_worker_would_stay_has_both_views_kept():
    assert came_up(LOW_DOSE | {"way": "stop"}, {"way": "stay"}) == ["thinking-of-change", "differ"]


@pytest.mark.parametrize("kit", ["no", "nobody-near", "unsure"])
def test_no_kit_at_hand_brings_up_the_kit_alone(kit):
    assert came_up(LOW_DOSE | {"kit": kit}, length="short") == ["kit"]


def test_coming_out_of_prison_brings_up_the_first_days_in_ten_minutes_too():
    assert came_up({"going-on": ("coming-out", "good")}, length="short") == ["first-days"]


def test_both_unsure_is_given_as_what_both_said():
    unsure = {"on-top": "sometimes", "on-top-feel": "unsure"}

    because = reasons_of("on-top-unsure", unsure, {"on-top-feel": "unsure"})

    assert because == (Reason("on-top", "person", ("sometimes",)), Reason("on-top-feel", "both", ("unsure",)))


@pytest.mark.parametrize("on_top", ["sometimes", "often", "own-words"])
def test_one_who_wants_use_on_top_to_change_is_heard(on_top):
    assert came_up({"on-top": on_top, "on-top-feel": "change"}) == ["on-top-change"]


def test_a_feeling_about_use_counts_no_more_once_they_say_they_do_not_use():
    person = {"on-top": "no", "on-top-feel": "change"}

    assert came_up(person, {"on-top-feel": "content"}) == []


def test_medicine_that_does_not_hold_leaves_the_way_open():
    fit = next(one for one in SET.suggestions if one.name == "fit")

    assert came_up({"hold": "does-not"}) == came_up({"hold": "too-much"}) == ["fit"]
    assert [(option.way, option.prescriber) for option in fit.options] == [
        ("stay", False), (None, True), (None, False),
    ]  # fmt: skip


@pytest.mark.parametrize("voice", ["person", "worker"])
@pytest.mark.parametrize("said", [{"going-on": "today"}, {"mind": "today"}])
def test_help_today_comes_up_whoever_says_it(said, voice):
    found = came_up(said) if voice == "person" else came_up({}, said)

    assert found == ["today"]


def test_one_worry_about_money_is_for_the_keyworker_and_two_bring_up_someone_to_go_along():
    one = came_up({"money": "hard"})
    two = came_up({"money": "hard", "home": "hard"})
    no_home = came_up({"home": "none"})

    assert (one, two, no_home) == ([], ["home-and-papers"], ["home-and-papers"])


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"people": ("partner", "not-safe")}, ["safe"]),
        ({"people": "alone-fine"}, []),
        ({"people": "alone-hard"}, ["body-mind"]),
        ({"children": "baby"}, ["baby"]),
        ({"children": ("have", "not-now")}, []),
        ({"collect": "watched"}, ["picking-up"]),
        ({"other": ("drink", "tablets"), "other-feel": "know-more"}, ["other"]),
        ({"other": ("drink", "tablets"), "other-feel": "content"}, []),
        ({"sleep": 3}, ["body-mind"]),
        ({"sleep": 4}, []),
        ({"ready": 10}, []),
    ],
)
def test_each_topic_of_life_comes_up_only_by_their_own_word(person, expected):
    assert came_up(person) == expected
