"""The example set about a place to live, tried on invented people."""

from itertools import product

import pytest

from wholeroom.analysis.segmentation.checking.check import check
from wholeroom.analysis.segmentation.conditions import Reason
from wholeroom.analysis.segmentation.definition import WAYS
from wholeroom.analysis.segmentation.tests.talks import asked, example, options, reasons, skipping, suggested, talk

NO_SAFE_NIGHT = ("not-safe", "none", "unsure")
LEAVING = ("date", "soon", "unsure")
MORE, NO_MORE = ("raise", "switch"), ("stay", "lower", "stop")
NEEDS = ("own-door", "others", "staff", "near", "away", "quiet", "pet", "steps")
SHORT = ["know", "want", "steady", "slept", "tonight", "leaving", "way"]


@pytest.fixture(scope="module")
def homelessness():
    return example("homelessness")


def test_set_has_nothing_to_mend(homelessness):
    assert check(homelessness) == ()


def test_people_who_skip_everything_get_the_usual_offer_and_no_question_that_hangs_on_another(homelessness):
    silent = skipping(homelessness)
    hanging = [topic.name for topic in homelessness.topics if topic.name not in asked(homelessness, silent)]

    assert suggested(homelessness, silent) == []
    assert hanging == ["dates", "why"]


def test_short_talk_has_seven_pages_and_tonight_is_one_of_them(homelessness):
    leaving = talk({"leaving": ["date"]}, length="short")

    assert asked(homelessness, leaving) == SHORT


@pytest.mark.parametrize("voice", ["person", "worker"])
@pytest.mark.parametrize(
    ("answer", "hanging"),
    [*((answer, ["dates", "why"]) for answer in LEAVING), ("left", ["why"]), ("no", [])],
)
def test_dates_are_asked_of_those_who_may_have_to_leave(homelessness, voice, answer, hanging):
    saying = talk(**{voice: {"leaving": [answer]}})

    assert [name for name in asked(homelessness, saying) if name in ("dates", "why")] == hanging


def test_nothing_comes_up_for_someone_who_sleeps_outside_and_is_content_with_it(homelessness):
    # Mick has his tent, his dog and his patch. He wants to be let be, and a call now and then.
    mick = talk(
        {
            "want": "To be let be.",
            "place": ["here", "quiet"],
            "steady": ["pet", "spot"],
            "slept": ["outside"],
            "tonight": ["safe"],
            "leaving": ["no"],
            "papers": ["post"],
            "things": ["safe", "pet"],
            "people": ["few"],
            "way": ["stay"],
            "support": ["light"],
            "ready": 0,
        },
        worker={"tonight": ["safe"], "way": ["stay"]},
    )

    assert suggested(homelessness, mick) == []


def test_no_place_tonight_brings_up_tonight_and_staying_stands_first(homelessness):
    # Tariq slept in his car, and has nowhere for tonight.
    tariq = talk({"slept": ["outside"], "tonight": ["none"], "leaving": ["left"]}, length="short")

    assert suggested(homelessness, tariq) == ["tonight"]
    assert reasons(homelessness, tariq, "tonight") == (Reason("tonight", "person", ("none",)),)
    assert options(homelessness, "tonight") == ["stay", "switch", None, None]


def test_a_worker_who_sees_no_safe_night_can_say_so_and_both_views_may_stay(homelessness):
    # Grace says that the sofa is fine. Her worker is not so sure.
    grace = talk({"slept": ["others"], "tonight": ["safe"]}, worker={"tonight": ["not-safe"]})

    assert suggested(homelessness, grace) == ["tonight"]
    assert reasons(homelessness, grace, "tonight") == (Reason("tonight", "worker", ("not-safe",)),)


@pytest.mark.parametrize("voice", ["person", "worker"])
@pytest.mark.parametrize(
    ("suggestion", "topic", "answer"),
    [
        *(("tonight", "tonight", answer) for answer in NO_SAFE_NIGHT),
        *(("having-to-leave", "leaving", answer) for answer in LEAVING),
        *(("health", "body", answer) for answer in ("cold", "chest", "pain", "about", "medicine", "pregnant")),
    ],
)
def test_what_cannot_wait_comes_up_whoever_names_it(homelessness, voice, suggestion, topic, answer):
    naming = talk(**{voice: {topic: [answer]}})

    assert suggested(homelessness, naming) == [suggestion]


def test_a_letter_with_a_date_brings_up_advice_before_leaving(homelessness):
    # The Okafors rent, work, and got a letter. Nothing else is wrong.
    okafors = talk(
        {
            "slept": ["own"],
            "tonight": ["safe"],
            "leaving": ["date"],
            "dates": "A letter from the owner. The end of March.",
            "why": ["owner"],
            "days": ["work"],
            "children": ["none"],
            "way": ["stay"],
        }
    )

    assert suggested(homelessness, okafors) == ["having-to-leave"]
    assert options(homelessness, "having-to-leave")[0] == "stay"


def test_a_mother_who_fled_gets_a_talk_alone_and_a_plan_for_the_children(homelessness):
    # Noor left with two children, and someone looks for her.
    noor = talk(
        {
            "worries": ["far", "told"],
            "place": ["away", "own-door"],
            "slept": ["room"],
            "tonight": ["not-safe"],
            "leaving": ["left"],
            "why": ["hurt"],
            "people": ["family", "afraid"],
            "children": ["with-me"],
            "way": ["switch"],
        },
        worker={"tonight": ["not-safe"], "way": ["switch"]},
    )

    assert suggested(homelessness, noor) == ["tonight", "afraid", "good-place", "children", "another-way"]


@pytest.mark.parametrize(("topic", "answer"), [("people", "afraid"), ("why", "hurt")])
def test_fear_of_someone_comes_up_only_if_the_person_says_so(homelessness, topic, answer):
    by_person, by_worker = talk({topic: [answer]}), talk(worker={topic: [answer]})

    assert suggested(homelessness, by_person) == ["afraid"]
    assert suggested(homelessness, by_worker) == []


def test_two_small_troubles_with_papers_come_up_and_one_does_not(homelessness):
    # Eddie came out of prison with no ID, and no money yet.
    eddie = talk({"leaving": ["left"], "why": ["left-care"], "papers": ["id"], "money": ["waiting"]})
    one = talk({"papers": ["id", "bank"], "money": ["fine"]})

    assert suggested(homelessness, eddie) == ["first-things"]
    assert suggested(homelessness, one) == []


def test_a_dog_brings_up_pets_where_a_place_is_looked_for(homelessness):
    # Jo would take a room, but not without her dog.
    jo = talk(
        {
            "worries": ["apart"],
            "place": ["pet", "own-door"],
            "tonight": ["unsure"],
            "things": ["pet", "carried"],
            "way": ["switch"],
            "ready": 2,
        }
    )
    settled = talk({"things": ["pet"], "tonight": ["safe"], "way": ["stay"]})

    assert suggested(homelessness, jo) == ["tonight", "things-and-pets", "good-place", "not-yet", "another-way"]
    assert suggested(homelessness, settled) == []


def test_what_a_place_needs_stays_closed_for_those_who_want_to_stay(homelessness):
    staying = talk({"place": ["here", "own-door"], "way": ["switch"]})
    content = talk({"place": ["own-door"], "way": ["stay"]})
    stopping = talk({"place": ["own-door"], "way": ["stop"]})
    looking = talk({"place": ["own-door"], "way": ["raise"]})

    assert suggested(homelessness, staying) == suggested(homelessness, stopping) == ["another-way"]
    assert suggested(homelessness, content) == []
    assert suggested(homelessness, looking) == ["good-place", "another-way"]


def test_medicine_that_is_hard_to_keep_brings_up_health_and_is_left_to_the_prescriber(homelessness):
    # Bill cannot keep his medicine dry or cool.
    bill = talk({"body": ["medicine", "cold"]})
    health = next(one for one in homelessness.suggestions if one.name == "health")

    assert suggested(homelessness, bill) == ["health"]
    assert [option.prescriber for option in health.options] == [False, False, True, False]


def test_someone_who_refuses_a_step_up_meets_no_more_than_the_difference(homelessness):
    # Ivy wants less of all this. Her worker would come each day.
    ivy = talk({"way": ["stay"], "support": ["light"]}, worker={"way": ["raise"], "support": ["close"]})

    assert suggested(homelessness, ivy) == ["differs"]
    assert options(homelessness, "differs")[0] == "stay"


@pytest.mark.parametrize(("person", "worker"), [*product(MORE, NO_MORE), *product(NO_MORE, MORE)])
def test_every_difference_about_place_or_help_comes_up(homelessness, person, worker):
    differing = talk({"way": [person]}, worker={"way": [worker]})

    assert suggested(homelessness, differing)[0] == "differs"


@pytest.mark.parametrize("way", MORE)
def test_two_who_named_the_same_change_among_others_do_not_differ(homelessness, way):
    talking = talk({"way": ["stay", way]}, worker={"way": [way, "stay"]})

    assert suggested(homelessness, talking) == ["another-way"]


def test_children_alone_bring_nothing_up(homelessness):
    parent = talk({"children": ["with-me"], "tonight": ["safe"], "leaving": ["no"], "worries": ["forms"]})

    assert suggested(homelessness, parent) == []


def test_thoughts_of_suicide_come_up_whoever_names_them(homelessness):
    by_worker = talk(worker={"mind": ["suicide"]})
    by_person = talk({"mind": ["suicide", "low"]})

    assert suggested(homelessness, by_worker) == suggested(homelessness, by_person) == ["suicide"]


@pytest.mark.parametrize("way", WAYS[1:])
def test_a_wish_for_one_way_shows_all_five(homelessness, way):
    wishing = talk({"way": [way]})

    assert suggested(homelessness, wishing) == ["another-way"]
    assert options(homelessness, "another-way") == list(WAYS)


@pytest.mark.parametrize(
    ("suggestion", "topic", "answers", "beside"),
    [
        ("first-things", "papers", ("id", "visa", "bank"), {"money": ["owing"]}),
        ("first-things", "papers", ("post", "phone"), {"money": ["owing"]}),
        ("first-things", "money", ("waiting", "stopped", "none", "unsure"), {"papers": ["id"]}),
        ("first-things", "things", ("may-lose", "gone"), {"papers": ["id"]}),
        ("things-and-pets", "things", ("carried", "may-lose", "pet-away"), {}),
        ("things-and-pets", "tonight", NO_SAFE_NIGHT, {"things": ["pet"]}),
        ("things-and-pets", "worries", ("apart",), {"things": ["pet"]}),
        ("things-and-pets", "place", ("pet",), {"things": ["pet"]}),
        ("good-place", "place", NEEDS, {"way": ["switch"]}),
        ("good-place", "way", ("raise", "lower", "switch"), {"place": ["quiet"]}),
        ("health", "papers", ("doctor",), {}),
        ("children", "children", ("with-me", "else"), {"worries": ["told"]}),
        ("children", "tonight", NO_SAFE_NIGHT, {"children": ["else"]}),
        ("children", "leaving", ("date", "soon", "left"), {"children": ["else"]}),
        ("children", "worries", ("apart", "told"), {"children": ["else"]}),
        ("not-yet", "way", WAYS[1:], {"ready": 3}),
    ],
)
def test_each_answer_of_a_rule_brings_it_up(homelessness, suggestion, topic, answers, beside):
    came_up = [suggestion in suggested(homelessness, talk({topic: [answer], **beside})) for answer in answers]

    assert came_up == [True] * len(answers)
    assert suggestion not in suggested(homelessness, talk(beside))


def test_what_the_worker_knows_of_papers_money_and_things_counts_too(homelessness):
    knowing = [
        talk({"papers": ["id"]}, worker={"money": ["waiting"]}),
        talk({"papers": ["id"]}, worker={"money": ["owing"]}),
        talk({"papers": ["id"]}, worker={"things": ["gone"]}),
        talk({"money": ["owing"]}, worker={"papers": ["bank"]}),
        talk({"money": ["owing"]}, worker={"papers": ["phone"]}),
    ]

    assert [suggested(homelessness, one) for one in knowing] == [["first-things"]] * 5


def test_what_the_worker_knows_of_tonight_and_dates_counts_for_the_children_too(homelessness):
    tonight = talk({"children": ["with-me"]}, worker={"tonight": ["none"]})
    leaving = talk({"children": ["with-me"]}, worker={"leaving": ["left"]})

    assert suggested(homelessness, tonight) == ["tonight", "children"]
    assert suggested(homelessness, leaving) == ["children"]


def test_a_mark_in_the_middle_does_not_say_too_soon(homelessness):
    readier = talk({"way": ["raise"], "ready": 4})

    assert suggested(homelessness, readier) == ["another-way"]
