"""The pages of practice notes: from the first two boxes to a page on which others stand against it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.conversations.appearance import label
from wholeroom.web.learning import actions
from wholeroom.web.learning.models import CounterSignature, PracticeNote, Replication
from wholeroom.web.learning.steps import STEPS
from wholeroom.web.learning.views import DRAFT
from wholeroom.web.problems import actions as problems

BEGUN = {"done": "A van", "context": "A county", "sending": "k1"}


def at(name, note=None, *more):
    return reverse(f"learning:{name}", args=[note.pk, *more] if note else [])


def queries(browser, address):
    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


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


@pytest.mark.parametrize(("open_to", "kept"), [("open", 1), ("draft", 0)])
def test_note_written_from_a_problem_answers_it_if_everybody_may_see_it(author, make_problem, open_to, kept):
    problem = make_problem()
    problems.share(by=problem.owner, problem=problem, audience="everyone", shown_as="nobody")
    if open_to == "draft":
        problems.keep_to_oneself(by=problem.owner, problem=problem)

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
    assert actions.place_of(note).nickname == ""


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

    assert page.index(">Problems</a>") < page.index(">Practice</a>") < page.index(">Opinion map</a>")
    assert 'id="practice-tool"' in page
