"""The page of the search, what a problem's page says of others, and the box in which a problem is written."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.problems import actions as problems
from wholeroom.web.search import corpus, views
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.search.models import Judgement

LETTERS, MISSED = "Letters come too late", "A late letter, a missed visit"


@pytest.fixture
def signed_in(make_person):
    """``signed_in(person)`` is a browser of theirs; of somebody else where nobody is named."""

    def browser(person=None):
        client = Client()
        client.force_login(person or make_person())
        return client

    return browser


def search(client, **asked):
    return client.get(reverse("search:search"), asked)


def at(problem):
    return reverse("problems:problem", args=[problem.pk])


def test_result_has_title_first_words_reason_and_kind(client, shared, gathered):
    problem = shared(LETTERS, happens="People stand before a closed door.\nThey go home.")

    page = search(client, q="a late letter").text

    assert f'<a href="{at(problem)}">{LETTERS}</a>' in page
    assert "<p>People stand before a closed door. They go home.</p>" in page
    assert "Both say: late, letter." in page
    assert '<h2 id="found-problem">Problems</h2>' in page
    assert "Found: 1." in page


def test_nothing_found_is_said(client, gathered):
    assert "We found nothing. Try other words, or bring it yourself." in search(client, q="letters").text


def test_page_without_a_question_shows_only_the_box(client, gathered):
    page = search(client)

    assert (page.status_code, "groups" in page.context) == (200, False)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("  ", "Write what you look for, in a word or two."), ("x" * 4001, "Write up to 4000 letters.")],
)
def test_question_that_is_none_is_refused_in_words(client, gathered, asked, told):
    page = search(client, q=asked)

    assert page.status_code == 400
    assert told in page.text


def test_page_is_not_for_search_engines_and_sets_no_cookie(client, shared, gathered):
    shared(LETTERS)

    page = search(client, q="letters")

    assert '<meta name="robots" content="noindex">' in page.text
    assert page.cookies.output() == ""


@pytest.mark.parametrize(
    ("meaning", "told"),
    [
        ("off", "A program on this site compares words. The same thing in other words is missed."),
        ("auto", "A program on this site compares words, and what they may mean. It can be wrong."),
    ],
)
def test_page_says_how_it_looks(client, gathered, settings, meaning, told):
    settings.MEANING = meaning

    assert told in search(client).text


def test_what_somebody_looks_for_is_written_down_nowhere(client, shared, gathered, caplog):
    shared(LETTERS)

    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        search(client, q="zzletters of Ann Other")

    kept = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [text for text in [*kept, *(query["sql"] for query in asked)] if "zzletters" in text] == []


def test_browser_that_looks_very_often_has_to_wait(client, gathered, monkeypatch):
    monkeypatch.setattr(views, "LOOKS_A_MINUTE", {"browser": 2, "everybody": 600})
    client.cookies["csrf"] = "a" * 32

    answers = [search(client, q="letters").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_all_browsers_together_have_to_wait_too(gathered, monkeypatch):
    monkeypatch.setattr(views, "LOOKS_A_MINUTE", {"browser": 9, "everybody": 2})

    answers = [search(Client(), q="letters").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_search_asks_the_database_as_often_for_one_as_for_three(client, shared, gathered):
    def queries():
        with CaptureQueriesContext(connection) as found:
            search(client, q="letters")
        return len(found)

    shared(LETTERS)
    search(client, q="letters")
    with_one = queries()
    shared(MISSED)
    shared("No letter at all")
    search(client, q="letters")

    assert queries() == with_one


def test_reader_sees_what_may_be_the_same_and_why_without_buttons(client, shared, gathered):
    problem, other = shared(LETTERS), shared(MISSED)

    page = client.get(at(problem)).text

    assert "Possibly the same" in page
    assert f'<a href="{at(other)}">{MISSED}</a>' in page
    assert "Both say: late, Letters." in page
    assert reverse("search:judge") not in page


def test_page_says_nothing_of_others_before_all_is_gathered(client, shared, db, monkeypatch):
    monkeypatch.setattr(corpus, "here", Corpus())
    problem = shared(LETTERS)
    shared(MISSED)

    page = client.get(at(problem)).text

    assert "What others brought is still being gathered." in page
    assert MISSED not in page


def test_page_of_a_problem_nobody_else_has_says_so(client, shared, gathered):
    problem = shared(LETTERS)

    assert "We found none. Others may have it all the same, in other words." in client.get(at(problem)).text


def test_owner_of_a_new_draft_is_asked_whether_it_is_one_of_these(make_person, shared, gathered, signed_in):
    other = shared(MISSED)
    owner = make_person()
    browser = signed_in(owner)
    written = browser.post(reverse("problems:bring"), {"text": LETTERS, "sending": "k"}, follow=True)
    assert "Is yours one of these?" in written.text
    draft = written.context["conversation"]

    answer = browser.post(reverse("search:judge"), {"one": draft.pk, "other": other.pk, "verdict": "same"})

    assert answer.url == at(other)
    assert other.conversation.followers.filter(member=owner).exists()


def test_owner_who_has_another_comes_back_and_does_not_see_it_again(shared, gathered, signed_in):
    problem, other = shared(LETTERS), shared(MISSED)
    browser = signed_in(problem.owner)

    answer = browser.post(reverse("search:judge"), {"one": problem.pk, "other": other.pk, "verdict": "another"})

    assert answer.url == f"{at(problem)}#alike"
    assert MISSED not in browser.get(at(problem)).text


def test_member_tells_it_and_sees_what_they_said(shared, gathered, signed_in):
    problem, other = shared(LETTERS), shared(MISSED)
    browser = signed_in()

    browser.post(reverse("search:judge"), {"one": problem.pk, "other": other.pk, "verdict": "same"})

    assert "You said: the same" in browser.get(at(problem)).text


def test_who_is_not_signed_in_cannot_tell(client, shared, gathered):
    problem, other = shared(LETTERS), shared(MISSED)

    answer = client.post(reverse("search:judge"), {"one": problem.pk, "other": other.pk, "verdict": "same"})

    assert answer.url.startswith(reverse("people:sign-in"))
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("verdict", ["best", ""])
def test_answer_that_is_none_is_refused_in_words(shared, gathered, signed_in, verdict):
    problem, other = shared(LETTERS), shared(MISSED)

    answer = signed_in().post(reverse("search:judge"), {"one": problem.pk, "other": other.pk, "verdict": verdict})

    assert answer.status_code == 400
    assert "These two cannot be compared." in answer.text


def test_draft_of_somebody_else_is_refused_as_if_it_were_not_there(shared, gathered, signed_in, make_person):
    problem = shared(LETTERS)
    draft = problems.bring(by=make_person(), hard=MISSED)

    answer = signed_in().post(reverse("search:judge"), {"one": problem.pk, "other": draft.pk, "verdict": "same"})

    assert answer.status_code == 409
    assert MISSED not in answer.text


def test_told_by_owners_stands_on_both_pages_with_a_link(client, shared, gathered, signed_in):
    problem, other = shared(LETTERS), shared(MISSED)
    for one, two in ((problem, other), (other, problem)):
        signed_in(one.owner).post(reverse("search:judge"), {"one": one.pk, "other": two.pk, "verdict": "same"})

    pages = [client.get(at(one)).text for one in (problem, other)]

    assert ["Told as the same problem by those who brought them" in page for page in pages] == [True, True]
    assert [at(other) in pages[0], at(problem) in pages[1]] == [True, True]


def test_page_of_a_problem_asks_the_database_as_often_for_one_as_for_three(shared, gathered, signed_in, make_person):
    problem = shared(LETTERS)
    reader = signed_in()

    def queries():
        with CaptureQueriesContext(connection) as found:
            reader.get(at(problem))
        return len(found)

    shared(MISSED)
    reader.get(at(problem))
    with_one = queries()
    shared("No letter, late again")
    shared("Late, and no letter")
    reader.get(at(problem))

    assert queries() == with_one


def test_box_says_where_the_words_go_while_they_are_written(client, gathered):
    page = client.get(reverse("problems:bring")).text

    assert f'data-while-typing="{reverse("search:while-typing")}"' in page
    assert "on this site only. What you write is kept nowhere yet." in page


def typed(client, text=LETTERS, kind="problem"):
    return client.post(reverse("search:while-typing"), {"text": text, "kind": kind})


def test_words_that_are_being_written_find_others(client, shared, gathered):
    other = shared(MISSED)

    part = typed(client).text

    assert "These may be the same. Is yours one of them?" in part
    assert f'href="{at(other)}"' in part
    assert "<html" not in part


@pytest.mark.parametrize("asked", [{"text": ""}, {"text": "x" * 4001}, {"kind": "room"}, {"text": "unheard of"}])
def test_words_that_find_nothing_change_nothing_on_the_page(client, shared, gathered, asked):
    shared(MISSED)

    answer = typed(client, **asked)

    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_browser_that_writes_very_fast_is_told_to_go_on(client, shared, gathered, monkeypatch):
    monkeypatch.setattr(views, "TYPED_A_MINUTE", {"browser": 1, "everybody": 600})
    shared(MISSED)
    client.cookies["csrf"] = "a" * 32

    answers = [typed(client).text for _ in range(2)]

    assert MISSED in answers[0]
    assert answers[1] == "Many are looking just now. Go on writing; we look again later."


def test_form_of_another_site_cannot_look(shared, gathered):
    assert typed(Client(enforce_csrf_checks=True)).status_code == 403
