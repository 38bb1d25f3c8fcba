"""Writing a practice note in the browser: from the first two boxes to a note that is shared and still so."""

import pytest
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.learning.models import PracticeNote
from wholeroom.web.learning.steps import STEPS
from wholeroom.web.learning.tests.addresses import at
from wholeroom.web.learning.views import DRAFT
from wholeroom.web.problems import actions as problems

BEGUN = {"done": "A van", "context": "A county", "sending": "k1"}


def test_words_of_who_is_not_signed_in_are_kept_until_they_are(client, make_person):
    sent = client.post(at("write"), BEGUN)
    assert sent.url == f"{reverse('people:sign-in')}?next={at('kept')}"
    client.force_login(make_person())

    shown = client.get(at("kept"), follow=True)

    note = PracticeNote.objects.get()
    assert shown.redirect_chain == [(at("step", note, "happened"), 302)]
    assert {part: said.text for part, said in note.words().items()} == {"done": "A van", "context": "A county"}
    assert DRAFT not in client.session


def test_words_of_who_never_signs_in_are_kept_for_a_day(client, db):
    client.post(at("write"), BEGUN)

    assert client.session.get_expiry_age() == 24 * 3600


def test_page_of_kept_words_opened_again_writes_nothing_twice(client, make_person):
    client.post(at("write"), BEGUN)
    client.force_login(make_person())
    client.get(at("kept"))

    again = client.get(at("kept"))

    assert (again.url, PracticeNote.objects.count()) == (at("write"), 1)


def test_same_page_sent_twice_writes_one_note(author):
    for _ in range(2):
        author.browser.post(at("write"), BEGUN)

    note = PracticeNote.objects.get()
    assert note.conversation.contributions.count() == 2


@pytest.mark.parametrize("missing", ["done", "context"])
def test_empty_box_is_refused_in_words(client, db, missing):
    response = client.post(at("write"), {**BEGUN, missing: " "})

    assert response.status_code == 400
    assert "Write something first." in response.text


@pytest.mark.parametrize(("audience", "kept"), [("everyone", 1), ("link", 0)])
def test_note_written_from_a_problem_answers_it_if_everybody_may_see_it(author, carer, audience, kept):
    problem = problems.bring(by=carer, hard="Fridays")
    problems.share(by=carer, problem=problem, audience=audience, shown_as="nobody")

    author.browser.post(f"{at('write')}?about={problem.pk}", BEGUN)
    author.browser.post(f"{at('write')}?about=nothing", {**BEGUN, "sending": "k2"})

    assert problem.practice_notes.count() == kept


def test_pages_follow_one_another_to_a_note_that_can_be_shared(author):
    response = author.browser.post(at("write"), BEGUN)
    note = PracticeNote.objects.get()
    sent = {
        "happened": {"happened": "12 came", "went-wrong": "nothing we know of", "outcome": "worked"},
        "more": {"cost": "Fuel"},
        "where": {"service": "carers", "is_new": "on"},
        "new": {"who-benefits": "Men", "displaces": "A nurse", "basics": "No"},
    }

    addresses = [response.url]
    for name, words in sent.items():
        addresses.append(author.browser.post(at("step", note, name), words).url)

    assert addresses == [*(at("step", note, name) for name in sent), at("note", note)]
    assert PracticeNote.objects.get().missing() == []


def test_page_that_is_saved_as_it_was_says_nothing_again(author, complete):
    note = complete()
    words = {part: said.text for part, said in note.words().items()}

    author.browser.post(at("step", note, "happened"), {**words, "outcome": "mixed"})

    assert note.conversation.contributions.count() == 4


def test_emptied_box_takes_its_words_back(author, complete):
    note = complete(cost="Fuel")

    author.browser.post(at("step", note, "more"), {"cost": ""})

    assert "cost" not in note.words()


def test_shared_note_is_told_why_it_cannot_become_a_new_thing(author, shared):
    response = author.browser.post(at("step", shared(), "where"), {"is_new": "on"})

    assert response.status_code == 400
    assert "This is still missing: “Who benefits, and where”" in response.text


def test_problems_to_tick_are_those_that_the_author_brought_or_follows(author, draft, make_problem):
    own, other = make_problem("mine", owner=author), make_problem("not mine")

    form = author.browser.get(at("step", draft, "where")).context["form"]

    assert (list(form.fields["about"].queryset), other in form.fields["about"].queryset) == ([own], False)


def test_page_that_nobody_asks_for_is_not_there(author, draft):
    assert author.browser.get(at("step", draft, "praise")).status_code == 404


@pytest.mark.parametrize(("name", "more"), [("note", []), ("share", []), *(("step", [name]) for name in STEPS)])
def test_draft_is_there_for_its_author_only(client, author, draft, carer, name, more):
    assert author.browser.get(at(name, draft, *more)).status_code == 200
    assert carer.browser.get(at(name, draft, *more)).status_code == 404
    assert client.get(at(name, draft, *more)).status_code == 404


def test_share_page_says_what_is_missing_and_shares_nothing(author, draft):
    response = author.browser.post(at("share", draft), {"audience": "everyone", "shown_as": "nobody"})

    assert response.status_code == 400
    assert "What went wrong" in response.text
    assert PracticeNote.objects.get().is_draft


def test_draft_becomes_open_with_the_chosen_readers_and_group(author, complete, client):
    note = complete()
    sent = {"audience": "everyone", "shown_as": "group", "nickname": "Ann", "groups": ["provider"]}

    response = author.browser.post(at("share", note), sent)

    assert response.url == at("note", note)
    assert "Written by: Provider." in client.get(response.url).text
    assert conversations.place_of(by=author, conversation=note.conversation).nickname == ""


def test_author_makes_it_a_draft_again(author, shared, client):
    note = shared()

    author.browser.post(at("keep", note))

    assert client.get(at("note", note)).status_code == 404


def test_author_says_that_it_is_still_so(author, shared, carer):
    note = shared()
    PracticeNote.objects.update(confirmed_on="2020-01-01")
    assert carer.browser.post(at("still-so", note)).status_code == 404

    author.browser.post(at("still-so", note))

    assert PracticeNote.objects.get().has_lapsed is False
