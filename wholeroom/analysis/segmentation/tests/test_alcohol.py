"""The example set about drinking, tried on invented people."""

from itertools import product

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.conditions import Reason
from wholeroom.analysis.segmentation.definition import WAYS
from wholeroom.analysis.segmentation.tests.talks import asked, example, options, reasons, skipping, suggested, talk

SIGNS = ("shakes", "fits", "seeing", "drink-first")
CHANGES = ("less", "break", "none")
OFTEN = ("bursts", "most-days", "all-day")
LITTLE, MUCH = ("as-now", "less"), ("break", "none")
UNEASY = ("two-minds", "worried")
MORE, NO_MORE = ("raise", "switch"), ("stay", "lower", "stop")
SHORT = ["know", "want", "drink-aim", "steady", "drinking", "feel", "without", "way"]


@pytest.fixture(scope="module")
def alcohol():
    return example("alcohol")


def test_set_has_nothing_to_mend(alcohol):
    assert check(alcohol) == ()


def test_people_who_skip_everything_get_the_usual_offer_and_no_question_that_hangs_on_another(alcohol):
    silent = skipping(alcohol)

    assert suggested(alcohol, silent) == []
    assert [topic.name for topic in alcohol.topics if topic.name not in asked(alcohol, silent)] == ["gives", "times"]


def test_short_talk_has_eight_pages_and_the_question_of_safety_is_one_of_them(alcohol):
    drinking = talk({"drinking": ["all-day"]}, length="short")

    assert asked(alcohol, drinking) == SHORT


def test_nothing_comes_up_for_someone_content_with_drinking_and_help_as_they_are(alcohol):
    # Joan has a few drinks with friends, sleeps badly, lives with grandchildren, and likes her worker.
    joan = talk(
        {
            "want": "To keep my allotment going.",
            "drink-aim": ["as-now"],
            "steady": ["people", "same", "help"],
            "drinking": ["some"],
            "feel": ["content"],
            "gives": ["company", "sleep"],
            "without": ["nothing"],
            "body": ["sleep"],
            "mind": ["lonely"],
            "children": ["with-me"],
            "way": ["stay"],
            "support": ["middle"],
            "ready": 1,
        },
        worker={"feel": ["content"], "drink-aim": ["as-now"], "way": ["stay"]},
    )

    assert suggested(alcohol, joan) == []


def test_someone_content_who_shakes_is_asked_about_safety_and_about_nothing_else(alcohol):
    # Ray means to go on as now, and feels ill until his first drink.
    ray = talk({"drink-aim": ["as-now"], "drinking": ["all-day"], "feel": ["content"], "without": ["drink-first"]})

    assert suggested(alcohol, ray) == ["before-a-stop"]
    assert reasons(alcohol, ray, "before-a-stop") == (Reason("without", "person", ("drink-first",)),)


def test_a_fit_that_only_the_worker_knows_of_brings_safety_up(alcohol):
    # Dev would rather not say. His worker saw him have a fit.
    dev = talk(worker={"without": ["fits"]}, length="short")

    assert suggested(alcohol, dev) == ["before-a-stop"]


def test_someone_who_wants_to_stop_and_drinks_each_day_can_plan_it_first(alcohol):
    # Anna wants no drink at all, drinks most days, and does not know what would happen.
    anna = talk(
        {
            "drink-aim": ["none"],
            "drinking": ["most-days"],
            "feel": ["worried"],
            "without": ["not-known"],
            "way": ["raise"],
        },
        length="short",
    )

    assert suggested(alcohol, anna) == ["before-a-stop", "drink-aim", "another-way"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("voice", ["person", "worker"])
def test_every_sign_brings_safety_up_whoever_names_it(alcohol, sign, voice):
    naming = talk(**{voice: {"without": ["nothing", sign]}})

    assert suggested(alcohol, naming) == ["before-a-stop"]


@pytest.mark.parametrize(("aim", "often"), list(product(CHANGES, OFTEN)))
def test_every_aim_to_change_brings_safety_up_where_one_of_them_says_that_drink_is_often(alcohol, aim, often):
    by_person = talk({"drink-aim": [aim], "drinking": [often]})
    by_worker = talk({"drink-aim": [aim]}, worker={"drinking": [often]})

    assert suggested(alcohol, by_person) == suggested(alcohol, by_worker) == ["before-a-stop", "drink-aim"]


def test_what_the_worker_would_like_them_to_do_about_drinking_brings_nothing_up(alcohol):
    told = talk({"drinking": ["all-day"]}, worker={"drink-aim": ["none"], "drinking": ["all-day"]})

    assert suggested(alcohol, told) == []


def test_a_worry_about_feeling_ill_with_less_drink_brings_safety_up(alcohol):
    worried = talk({"worries": ["ill", "judged"]})

    assert suggested(alcohol, worried) == ["before-a-stop"]


def test_no_drink_now_and_none_wanted_brings_up_what_works(alcohol):
    # Femi has had no drink since spring, and would like fewer talks.
    femi = talk({"drink-aim": ["none"], "drinking": ["not-now"], "feel": ["content"], "way": ["lower"]})

    assert suggested(alcohol, femi) == ["drink-aim", "keep-going", "another-way"]


def test_two_views_of_the_drinking_can_both_stay(alcohol):
    # Pat is content to go on. Pat's worker is worried and would see her stop.
    pat = talk(
        {"drink-aim": ["as-now"], "drinking": ["most-days"], "feel": ["content"], "way": ["stay"]},
        worker={"drink-aim": ["none"], "feel": ["worried"], "way": ["raise"]},
    )

    assert suggested(alcohol, pat) == ["drinking-differs", "help-differs"]
    assert options(alcohol, "drinking-differs")[0] == options(alcohol, "help-differs")[0] == "stay"


@pytest.mark.parametrize(
    ("topic", "person", "worker"),
    [
        *(("feel", "content", uneasy) for uneasy in UNEASY),
        *(("feel", uneasy, "content") for uneasy in UNEASY),
        *(("drink-aim", little, much) for little, much in product(LITTLE, MUCH)),
        *(("drink-aim", much, little) for little, much in product(LITTLE, MUCH)),
    ],
)
def test_every_difference_about_drinking_comes_up_and_agreement_does_not(alcohol, topic, person, worker):
    differing = talk({topic: [person]}, worker={topic: [worker]})
    agreeing = talk({topic: [person]}, worker={topic: [person]})

    assert "drinking-differs" in suggested(alcohol, differing)
    assert "drinking-differs" not in suggested(alcohol, agreeing)


@pytest.mark.parametrize(("person", "worker"), [*product(MORE, NO_MORE), *product(NO_MORE, MORE)])
def test_every_difference_about_the_help_comes_up(alcohol, person, worker):
    differing = talk({"way": [person]}, worker={"way": [worker]})

    assert suggested(alcohol, differing)[0] == "help-differs"


def test_someone_who_refuses_a_step_up_meets_no_more_than_the_difference(alcohol):
    refusing = talk({"way": ["stay"]}, worker={"way": ["raise", "stay"]})

    assert suggested(alcohol, refusing) == ["help-differs"]


@pytest.mark.parametrize("way", MORE)
def test_two_who_named_the_same_change_among_others_do_not_differ(alcohol, way):
    talking = talk({"way": ["stay", way]}, worker={"way": [way, "stay"]})

    assert suggested(alcohol, talking) == ["another-way"]


def test_someone_in_two_minds_may_leave_it_open(alcohol):
    # Sam drinks in bursts, has bad memories and empty days, and is not sure.
    sam = talk(
        {
            "drink-aim": ["unsure"],
            "drinking": ["bursts"],
            "feel": ["two-minds"],
            "gives": ["forget", "time"],
            "mind": ["memories"],
            "days": ["empty"],
        },
        worker={"feel": ["two-minds"]},
    )

    assert suggested(alcohol, sam) == ["two-minds", "what-drink-does"]
    assert options(alcohol, "two-minds")[0] == "stay"


def test_a_low_mark_brings_up_two_minds_only_beside_an_aim_to_change(alcohol):
    aiming = talk({"drink-aim": ["less"], "drinking": ["some"], "ready": 2})
    content = talk({"drink-aim": ["as-now"], "drinking": ["some"], "ready": 2})
    readier = talk({"drink-aim": ["less"], "drinking": ["some"], "ready": 4})

    assert suggested(alcohol, aiming) == ["two-minds", "drink-aim"]
    assert suggested(alcohol, content) == []
    assert suggested(alcohol, readier) == ["drink-aim"]


def test_a_mother_who_worries_who_is_told_can_ask(alcohol):
    # Lena drinks in the evening, takes tablets for her nerves, and fears for her children.
    lena = talk(
        {
            "worries": ["told"],
            "drink-aim": ["less"],
            "drinking": ["some"],
            "feel": ["worried"],
            "other": ["tablets"],
            "children": ["with-me"],
        }
    )

    assert suggested(alcohol, lena) == ["drink-aim", "health", "family"]


def test_children_alone_bring_nothing_up(alcohol):
    parent = talk({"children": ["with-me"], "feel": ["content"], "worries": ["groups"], "prefer": ["one"]})

    assert suggested(alcohol, parent) == []


def test_fear_of_someone_comes_up_only_if_the_person_says_so(alcohol):
    by_worker = talk(worker={"people": ["afraid"]})
    by_person = talk({"people": ["partner", "afraid"]})

    assert suggested(alcohol, by_worker) == []
    assert suggested(alcohol, by_person) == ["afraid"]


def test_thoughts_of_suicide_come_up_whoever_names_them(alcohol):
    by_worker = talk(worker={"mind": ["suicide"]})
    by_person = talk({"mind": ["suicide", "low"]})

    assert suggested(alcohol, by_worker) == suggested(alcohol, by_person) == ["suicide"]


@pytest.mark.parametrize("way", WAYS[1:])
def test_a_wish_for_one_way_shows_all_five(alcohol, way):
    wishing = talk({"way": [way]})

    assert suggested(alcohol, wishing) == ["another-way"]
    assert options(alcohol, "another-way") == list(WAYS)


@pytest.mark.parametrize(
    ("suggestion", "topic", "answers", "beside"),
    [
        ("two-minds", "drink-aim", CHANGES, {"ready": 3}),
        ("keep-going", "drink-aim", MUCH, {"drinking": ["not-now"]}),
        (
            "what-drink-does",
            "gives",
            ("sleep", "calm", "pain", "forget", "company", "time"),
            {"drink-aim": ["unsure"], "days": ["empty"]},
        ),
        (
            "what-drink-does",
            "mind",
            ("low", "nerves", "memories", "lonely"),
            {"drink-aim": ["unsure"], "body": ["pain"]},
        ),
        ("what-drink-does", "body", ("sleep", "pain"), {"drink-aim": ["unsure"], "days": ["empty"]}),
        ("health", "body", ("eating", "falls", "memory", "pregnant"), {}),
        ("health", "other", ("tablets", "others"), {"drinking": ["some"]}),
        ("health", "drinking", ("some", *OFTEN), {"other": ["tablets"]}),
        ("family", "children", ("with-me", "see", "apart"), {"prefer": ["family"]}),
        ("family", "feel", UNEASY, {"children": ["see"]}),
    ],
)
def test_each_answer_of_a_rule_brings_it_up(alcohol, suggestion, topic, answers, beside):
    came_up = [suggestion in suggested(alcohol, talk({topic: [answer], **beside})) for answer in answers]

    assert came_up == [True] * len(answers)
    assert suggestion not in suggested(alcohol, talk(beside))


@pytest.mark.parametrize("often", ["some", *OFTEN])
def test_what_drinking_gives_is_asked_where_one_of_them_says_there_is_some(alcohol, often):
    by_person, by_worker = talk({"drinking": [often]}), talk(worker={"drinking": [often]})
    none = talk({"drinking": ["not-now"]})

    assert asked(alcohol, by_person) == asked(alcohol, by_worker) == [topic.name for topic in alcohol.topics]
    assert [name for name in asked(alcohol, none) if name in ("gives", "times")] == []


def test_what_the_worker_sees_of_body_and_tablets_brings_health_up_too(alcohol):
    falls = talk(worker={"body": ["falls"]})
    tablets = talk(worker={"other": ["tablets"], "drinking": ["some"]})

    assert suggested(alcohol, falls) == suggested(alcohol, tablets) == ["health"]
