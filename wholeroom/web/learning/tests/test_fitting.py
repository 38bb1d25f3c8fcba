"""Practice that fits: by words, put in order by area with the reason, failures and unlike places kept in sight."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import engines
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from wholeroom.web.learning.fitting import fitting, fitting_area

WORDS = "The prison rings the chemist"
RURAL = {"population": 90_000, "square_kilometres": 1_500, "deprivation": 20, "share_deprived": 0.1}
RURAL |= {"share_urban": 0.1, "share_rural": 0.3, "share_highly_rural": 0.6}
CITY = {"population": 900_000, "square_kilometres": 150, "deprivation": 45, "share_deprived": 0.7}
CITY |= {"share_urban": 1, "share_rural": 0, "share_highly_rural": 0}


@pytest.fixture
def areas(make_area):
    """The reader's, one like it, and one unlike it."""
    return {
        "mine": make_area("M", **RURAL),
        "alike": make_area("A", **{**RURAL, "population": 95_000}),
        "unlike": make_area("U", **CITY),
    }


@pytest.fixture
def problem(make_problem, gathered):
    return make_problem("Our prison and the chemist do not talk")


def titles(found):
    return [one.listed.note.conversation.title for one in found.notes]


def html_of(problem, user=None, **asked):
    request = RequestFactory().get("/", asked)
    request.user = user or AnonymousUser()
    template = engines["django"].from_string("{% load page %}{% slot 'problem.practice' %}")
    return template.render({"problem": problem, "request": request}, request)


def test_note_of_a_like_area_goes_before_one_of_an_unlike_area_and_says_why(shared, areas, problem):
    shared(f"{WORDS} in the city", where={"area": areas["unlike"]})
    shared(f"{WORDS} in the hills", where={"area": areas["alike"]})

    found = fitting(problem, areas["mine"])

    assert titles(found) == [f"{WORDS} in the hills", f"{WORDS} in the city"]
    assert [one.alike for one in found.notes] == [["also rural", "similar deprivation", "about the same size"], []]
    assert found.notes[1].unlike == ["more urban", "more deprived", "far more people"]


def test_without_an_area_the_order_is_that_of_the_words(shared, areas, problem):
    shared("A prison", where={"area": areas["alike"]}, happened="Talk with the chemist")
    shared("The prison and the chemist: our talk", where={"area": areas["unlike"]})

    found = fitting(problem, None)

    assert (found.by_area, found.caveats) == (False, [])
    assert [(one.alike, one.unlike) for one in found.notes] == [([], []), ([], [])]


def test_what_an_author_says_answers_it_comes_first_whatever_its_words(shared, problem):
    shared(WORDS)
    shared("A cup of tea", where={"about": [problem]})

    found = fitting(problem, None)

    assert [(one.listed.note.conversation.title, one.answers_it) for one in found.notes] == [
        ("A cup of tea", True),
        (WORDS, False),
    ]


def test_note_for_people_with_the_link_is_never_suggested(shared, problem):
    shared(WORDS, audience="link", where={"about": [problem]})

    assert fitting(problem, None).notes == []


def test_one_of_five_places_is_kept_for_a_failure_and_one_for_an_unlike_area(shared, areas, problem):
    for number in range(6):
        shared(f"{WORDS} {number}", where={"area": areas["alike"]})
    shared(
        "A prison. A chemist. It failed, after many other things and words.",
        outcome="failed",
        where={"area": areas["alike"]},
    )
    shared("A prison and a chemist in a city, with many other things and words.", where={"area": areas["unlike"]})

    found = fitting(problem, areas["mine"])

    kept = {code: one.listed.note for one in found.notes for code, _sentence in one.kept_for}
    assert len(found.notes) == 5
    assert (kept["kept_for_failure"].outcome, kept["kept_for_unlike"].area) == ("failed", areas["unlike"])


def test_caveats_travel_with_an_order_by_area(shared, areas, problem):
    shared(WORDS, where={"area": areas["alike"]})

    assert (
        "How much an area counts for the order is our choice. Nobody has measured it."
        in fitting(problem, areas["mine"]).caveats
    )


def test_area_alone_orders_all_shared_notes(shared, areas):
    shared("hills", where={"area": areas["alike"]})
    shared("city", where={"area": areas["unlike"]})
    nowhere = shared("nowhere")

    found = fitting_area(areas["mine"])

    by_title = {one.listed.note.conversation.title: one for one in found.notes}
    assert titles(found).index("hills") < titles(found).index("city")
    assert (by_title["nowhere"].listed.note, by_title["nowhere"].alike) == (nowhere, [])


def test_page_of_a_problem_says_why_and_lets_the_areas_be_left_out(shared, areas, problem, carer):
    carer.area = areas["mine"]
    shared(WORDS, where={"area": areas["alike"]})
    shared(f"{WORDS} too", where={"area": areas["unlike"]})

    by_area, by_words = html_of(problem, carer), html_of(problem, carer, practice="words")

    assert "Because its area is like yours: also rural, similar deprivation, about the same size." in by_area
    assert 'href="?practice=words#practice-that-fits">Leave the areas out of the order' in by_area
    assert "Because its area" not in by_words
    assert 'href="?#practice-that-fits">Put them in order by area' in by_words


def test_reader_without_an_area_gets_the_one_of_the_problem(shared, areas, problem):
    problem.area = areas["mine"]
    shared(WORDS, where={"area": areas["alike"]})

    assert "Because its area is like that of this problem: also rural" in html_of(problem)


def test_problem_without_practice_leads_to_writing_some(problem):
    html = html_of(problem)

    assert "No shared note has to do with this yet, as far as words tell." in html
    assert f'href="/practice/write/?about={problem.pk}"' in html


def test_list_for_an_area_shows_what_fits_above_all_notes(client, shared, areas):
    shared("city", where={"area": areas["unlike"]})

    shared("hills", where={"area": areas["alike"]})

    page = client.get("/practice/?area=M").text

    assert "Practice that fits Area M" in page
    assert "Because its area is like Area M: also rural" in page
    assert page.count('">city</a>') == 2
    assert "Practice that fits your area" in client.get("/practice/?area=none-such").text


@pytest.mark.parametrize("where", ["problem", "area"])
def test_as_many_queries_for_one_note_as_for_three(client, shared, areas, problem, where):
    problem.area = areas["mine"]

    def queries():
        with CaptureQueriesContext(connection) as found:
            html_of(problem) if where == "problem" else client.get("/practice/?area=M")
        return len(found)

    shared(WORDS, where={"area": areas["alike"]})
    queries()  # the index is brought up to date
    with_one = queries()
    for number in (1, 2):
        shared(f"{WORDS} {number}", where={"area": areas["unlike"]})
    queries()

    assert queries() == with_one
