"""Practice notes as they are read: what stands against them, who answers, and the list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.conversations.appearance import label
from wholeroom.web.learning import actions
from wholeroom.web.learning.models import CounterSignature, Replication
from wholeroom.web.learning.tests.addresses import at


def queries(browser, address):
    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


def test_reader_gets_the_note_with_what_went_wrong_and_without_the_authors_buttons(client, shared):
    page = client.get(at("note", shared(audience="link"))).text

    assert "The driver was ill for a month" in page
    assert "Not counter-signed by another group." in page
    assert "This is your note" not in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    ("shown_as", "groups", "place"),
    [
        ("name", ["provider"], "From: Westmarch."),
        ("group", ["provider"], "From: mostly countryside."),
        ("nobody", [], "From: mostly countryside."),
    ],
)
def test_name_of_the_area_shows_only_beside_a_name(client, author, complete, make_area, shown_as, groups, place):
    area = make_area("WM", name="Westmarch", share_urban=0.2, share_highly_rural=0.7)
    note = complete(where={"area": area})
    actions.share(by=author, note=note, audience="everyone", shown_as=shown_as, nickname="Ann", groups=groups)

    assert place in client.get(at("note", note)).text
    assert ("Westmarch" in client.get(at("all")).text.split('id="shared"')[1]) == (shown_as == "name")


def test_member_of_another_group_counter_signs_on_a_page(carer, shared):
    note = shared()
    sent = {"found": "so", "text": "I saw it", "shown_as": "group", "groups": ["carer-or-family"], "sending": "k1"}

    response = carer.browser.post(at("counter-sign", note), sent)

    said = CounterSignature.objects.get()
    assert response.url == f"{at('note', note)}#words-{said.words.pk.hex}"
    assert "Counter-signed by another group." in carer.browser.get(at("note", note)).text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": "I saw it", "shown_as": "group", "groups": ["clinician"]}, "Choose one of the two."),
        ({"found": "so", "shown_as": "group", "groups": ["clinician"]}, "Write something first."),
        ({"found": "so", "text": "x", "shown_as": "name", "nickname": "Bea"}, "Pick a group."),
        ({"found": "so", "text": "x", "shown_as": "nobody", "groups": ["clinician"]}, "Select a valid choice."),
        ({"found": "so", "text": "x", "shown_as": "group", "groups": ["provider"]}, "Select a valid choice."),
    ],
)
def test_counter_signing_asks_for_what_is_missing(carer, shared, sent, told):
    response = carer.browser.post(at("counter-sign", shared()), sent)

    assert response.status_code == 400
    assert told in response.text
    assert CounterSignature.objects.count() == 0


def test_note_that_shows_no_group_says_that_it_cannot_be_told(client, carer, shared):
    note = shared(shown_as="nobody", groups=())

    assert "So it cannot be told whether you are of another one." in client.get(at("note", note)).text
    assert carer.browser.get(at("counter-sign", note)).status_code == 404


def test_member_says_what_came_of_it_where_they_are(carer, shared, make_area):
    carer.area = make_area("WM", share_urban=1)
    carer.save()
    note = shared()
    form = carer.browser.get(at("tried", note)).context["form"]

    carer.browser.post(
        at("tried", note), {"outcome": "not", "kind_of_area": "city", "text": "It stood empty", "shown_as": "nobody"}
    )

    tried = Replication.objects.get()
    assert (form["kind_of_area"].value(), tried.outcome, tried.kind_of_area) == ("city", "not", "city")
    assert label(tried.words) == ""


@pytest.mark.parametrize("name", ["counter-sign", "tried"])
def test_answers_need_a_member_who_is_not_the_author(client, author, shared, name):
    note = shared()

    assert client.get(at(name, note)).url == f"{reverse('people:sign-in')}?next={at(name, note)}"
    assert author.browser.get(at(name, note)).status_code == 404


def test_what_stands_against_the_note_comes_before_what_stands_for_it(client, shared, counter_sign, make_person):
    note = shared()
    counter_sign(note, "so", "I saw it")
    counter_sign(note, "otherwise", "Nobody came", by=make_person(), groups=["clinician"])

    page = client.get(at("note", note)).text

    assert page.index("Nobody came") < page.index("I saw it")


def test_page_shows_no_count_and_no_share_of_what_came_of_it(client, shared, try_here, make_person):
    note = shared(happened="Some came.")
    for outcome in ("same", "same", "not"):
        try_here(note, outcome, by=make_person())

    main = client.get(at("note", note)).text.split("Who tried it elsewhere")[1]

    assert "%" not in main
    assert [word for word in ("2 of 3", "(2)", "(3)", "3 people") if word in main] == []


def test_who_moderates_finds_the_way_to_hide_words_and_nobody_else_does(author, carer, client, shared, try_here):
    note = shared()
    tried = try_here(note)
    address = at("hide", note, tried.words.pk)

    assert address in author.browser.get(at("note", note)).text
    assert address not in carer.browser.get(at("note", note)).text
    assert [browser.get(address).status_code for browser in (author.browser, carer.browser, client)] == [200, 404, 404]


def test_hidden_words_leave_the_page(author, client, shared, try_here):
    note = shared()
    tried = try_here(note, text="Mr X told me")
    page = author.browser.get(at("hide", note, tried.words.pk)).text
    hide = reverse("conversations:hide", args=[tried.words.pk])
    assert f'action="{hide}"' in page

    back = author.browser.post(hide, {"reason": "names-somebody", "next": at("note", note)})

    assert back.url == at("note", note)
    assert "Mr X told me" not in client.get(at("note", note)).text


def test_all_that_the_author_wrote_leads_back_to_the_note(author, draft):
    page = author.browser.get(reverse("conversations:me", args=[draft.pk])).text

    assert f'href="{at("note", draft)}">Go back to where it was said' in page


def test_empty_list_says_so(client, db):
    assert "Nobody has shared a note with everyone yet." in client.get(at("all")).text


def test_own_list_holds_drafts_and_others_do_not_see_it(client, author, draft):
    assert "What you wrote" in author.browser.get(at("all")).text
    assert "What you wrote" not in client.get(at("all")).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["bus", "van"]),
        ("?outcome=failed", ["bus"]),
        ("?service=carers", ["van"]),
        ("?kind=city", ["van"]),
        ("?kind=countryside", []),
        ("?outcome=failed&service=carers", []),
        ("?outcome=best", ["bus", "van"]),
    ],
)
def test_list_is_narrowed_by_links(client, shared, make_area, asked, found):
    shared("van", where={"area": make_area("WM", share_urban=1), "service": "carers"})
    shared("bus", outcome="failed")

    page = client.get(f"{at('all')}{asked}")

    assert [one.note.conversation.title for one in page.context["notes"]] == found


def test_links_keep_what_was_chosen_before(client, shared):
    shared()

    page = client.get(f"{at('all')}?outcome=mixed").text

    assert 'href="?outcome=mixed&amp;service=carers#shared">Carers and families' in page
    assert 'href="?outcome=mixed#shared" aria-current="true">mixed' in page


@pytest.mark.parametrize("whose", ["everybody's", "the author's"])
def test_list_asks_the_database_as_often_for_one_as_for_three(
    author, shared, counter_sign, make_area, make_person, whose
):
    browser = author.browser if whose == "the author's" else Client()
    shared(where={"area": make_area("A0")})
    with_one = queries(browser, at("all"))
    for number in (1, 2):
        counter_sign(shared(where={"area": make_area(f"A{number}")}), by=make_person())

    assert queries(browser, at("all")) == with_one


def test_page_asks_the_database_as_often_for_one_answer_as_for_three(
    client, shared, counter_sign, try_here, make_person
):
    note = shared()
    counter_sign(note)
    try_here(note)
    with_one = queries(client, at("note", note))
    for _ in range(2):
        person = make_person()
        counter_sign(note, by=person)
        try_here(note, by=person)

    assert queries(client, at("note", note)) == with_one


def test_practice_is_in_the_main_links_and_on_the_first_page(client, db):
    page = client.get("/").text

    assert page.index(">Problems</a>") < page.index(">Practice</a>") < page.index(">Search</a>")
    assert 'id="practice-tool"' in page
