"""The pages of a problem: from the one box to a page others can read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations.appearance import label
from wholeroom.web.people.sign_in import WORDS_WAIT
from wholeroom.web.problems import actions
from wholeroom.web.problems.models import HARD, PARTS, Problem
from wholeroom.web.problems.tests.addresses import at
from wholeroom.web.problems.views import DRAFT


def test_words_of_who_is_not_signed_in_are_kept_until_they_are(client, make_person):
    sent = client.post(at("bring"), {"text": "Fridays", "sending": "k1"})
    assert sent.url == f"{reverse('people:sign-in')}?next={at('kept')}"
    client.force_login(make_person())

    shown = client.get(at("kept"), follow=True)

    problem = Problem.objects.get()
    assert shown.redirect_chain == [(at("problem", problem), 302)]
    assert (problem.is_draft, problem.words()[HARD].text) == (True, "Fridays")
    assert DRAFT not in client.session


def test_words_of_who_never_signs_in_are_kept_for_a_day(client, db):
    client.post(at("bring"), {"text": "Fridays", "sending": "k1"})

    assert client.session.get_expiry_age() == 24 * 3600


def test_page_to_sign_in_says_that_the_words_are_kept_until_they_are_used(client, make_person):
    sent = client.post(at("bring"), {"text": "Fridays", "sending": "k1"})

    waiting = client.get(sent.url).text
    client.force_login(make_person())
    client.get(at("kept"))

    assert ("Your words are kept." in waiting, "You may not need this" in waiting) == (True, False)
    assert WORDS_WAIT not in client.session


def test_words_are_still_in_the_box_for_who_turns_back_before_signing_in(client, db):
    client.post(at("bring"), {"text": "Fridays", "sending": "k1"})

    form = client.get(at("bring")).context["form"]

    assert (form["text"].value(), form["sending"].value()) == ("Fridays", "k1")


def test_page_of_kept_words_opened_again_brings_nothing_twice(client, make_person):
    client.post(at("bring"), {"text": "Fridays", "sending": "k1"})
    client.force_login(make_person())
    client.get(at("kept"))

    again = client.get(at("kept"))

    assert (again.url, Problem.objects.count()) == (at("bring"), 1)


def test_empty_box_is_refused_in_words(client, db):
    response = client.post(at("bring"), {"text": "  "})

    assert response.status_code == 400
    assert "Write what is hard, in a word or two." in response.text


def test_too_long_words_are_refused_and_kept_on_the_page(client, db):
    response = client.post(at("bring"), {"text": "x" * 4001})

    assert response.status_code == 400
    assert "This is too long. Write up to 4000 letters." in response.text
    assert "x" * 4001 in response.text


def test_who_is_signed_in_goes_straight_to_their_problem(owner):
    response = owner.browser.post(at("bring"), {"text": "Fridays", "sending": "k1"})

    assert response.url == at("problem", Problem.objects.get())


@pytest.mark.parametrize("name", ["problem", "more", "share"])
def test_draft_is_there_for_its_owner_only(client, owner, draft, make_person, name):
    client.force_login(make_person())

    assert owner.browser.get(at(name, draft)).status_code == 200
    assert client.get(at(name, draft)).status_code == 404


def test_reader_gets_the_page_without_the_owners_buttons(client, shared):
    problem = shared(audience="link")

    page = client.get(at("problem", problem))

    assert page.status_code == 200
    assert "We lose people on Fridays" in page.text
    assert "This is your problem" not in page.text
    assert client.get(at("share", problem)).status_code == 404


def test_draft_becomes_open_with_the_chosen_readers_and_name(owner, draft, client):
    sent = {"audience": "everyone", "shown_as": "name", "nickname": "Ann", "groups": ["provider"]}

    response = owner.browser.post(at("share", draft), sent)

    assert response.url == at("problem", draft)
    assert "Brought by: Ann (Provider)." in client.get(response.url).text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"shown_as": "nobody"}, "Choose who can read it."),
        ({"audience": "link"}, "Choose how your words appear."),
        ({"audience": "link", "shown_as": "name"}, "Write the name, or choose to appear without it."),
        ({"audience": "link", "shown_as": "group"}, "Pick a group, or choose to appear without one."),
    ],
)
def test_sharing_asks_for_what_is_missing_and_shares_nothing_yet(owner, draft, sent, told):
    response = owner.browser.post(at("share", draft), sent)

    assert response.status_code == 400
    assert told in response.text
    assert Problem.objects.get().is_draft


def test_name_that_shall_not_stand_there_is_not_kept(owner, draft):
    sent = {"audience": "link", "shown_as": "nobody", "nickname": "Ann", "groups": ["provider"]}

    owner.browser.post(at("share", draft), sent)

    place = conversations.place_of(by=owner, conversation=draft.conversation)
    assert (place.nickname, place.groups, label(draft.words()[HARD])) == ("", {}, "")


def test_owner_makes_it_a_draft_again(owner, shared, client):
    problem = shared()

    owner.browser.post(at("keep", problem))

    assert client.get(at("problem", problem)).status_code == 404


def test_every_part_has_a_card_and_says_what_is_told(owner, draft):
    actions.tell(by=owner, problem=draft, part="tried", text="A van at the gate")

    page = owner.browser.get(at("more", draft)).text

    assert [part for part in PARTS if f'id="part-{part}"' not in page] == []
    assert "A van at the gate" in page
    assert (page.count(">Change<"), page.count(">Add<")) == (2, 6)


def test_part_is_told_and_comes_back_to_its_card(owner, draft):
    response = owner.browser.post(at("part", draft, "tried"), {"text": "A van", "sending": "k9"})

    assert response.url == f"{at('more', draft)}#part-tried"
    assert draft.words()["tried"].text == "A van"


def test_part_saved_as_it_was_is_not_said_again(owner, draft):
    actions.tell(by=owner, problem=draft, part="tried", text="A van")

    owner.browser.post(at("part", draft, "tried"), {"text": "A van"})

    assert draft.conversation.contributions.filter(part="tried").count() == 1


def test_part_that_nobody_asks_for_is_not_there(owner, draft):
    assert owner.browser.get(at("part", draft, "blame")).status_code == 404


def test_groups_that_are_ticked_are_added_to_who_should_be_there(owner, draft):
    part = "who-should-be-there"

    owner.browser.post(at("part", draft, part), {"suggested": ["commissioner", "clinician"], "text": "the chemist"})

    assert draft.words()[part].text == "Commissioner\nClinician\nthe chemist"
    offered = owner.browser.get(at("part", draft, part)).context["form"].fields["suggested"].choices
    assert "commissioner" not in dict(offered)


def test_nobody_ticked_and_nothing_written_is_refused(owner, draft):
    response = owner.browser.post(at("part", draft, "who-should-be-there"), {"text": ""})

    assert response.status_code == 400
    assert "Tick somebody, or write who should be there." in response.text


def test_all_that_the_owner_wrote_leads_back_to_the_problem(owner, draft):
    page = owner.browser.get(reverse("conversations:me", args=[draft.pk])).text

    assert f'href="{at("problem", draft)}">Go back to where it was said' in page


def test_empty_list_says_so(client, db):
    assert "Nobody has shared a problem with everyone yet." in client.get(at("all")).text


def test_list_shows_who_brought_it_as_they_chose(client, shared):
    shared("Fridays", shown_as="group", groups=["clinician"])

    page = client.get(at("all")).text

    assert "Fridays" in page
    assert '<span class="soft" data-words>Clinician</span>' in page


def test_own_list_holds_drafts_and_others_do_not_see_it(client, owner, draft):
    assert "What you brought" in owner.browser.get(at("all")).text
    assert "What you brought" not in client.get(at("all")).text


@pytest.mark.parametrize("whose", ["everybody's", "the owner's"])
def test_list_asks_the_database_as_often_for_one_as_for_many(client, owner, shared, whose):
    browser = owner.browser if whose == "the owner's" else client

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(at("all"))
        return len(found)

    shared("one", shown_as="name", nickname="Ann")
    with_one = queries()
    shared("two", shown_as="name", nickname="Ann")
    shared("three")

    assert queries() == with_one


def test_page_asks_the_database_as_often_for_one_part_as_for_three(client, owner, shared):
    problem = shared(shown_as="group", groups=["provider"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(at("problem", problem))
        return len(found)

    with_one = queries()
    actions.tell(by=owner, problem=problem, part="tried", text="A van")
    actions.tell(by=owner, problem=problem, part="good", text="A call")

    assert queries() == with_one


def test_first_page_offers_first_of_all_to_bring_a_problem(client, db):
    page = client.get("/").text

    first, *_others = [part.split('"')[0] for part in page.split('<h3 id="')[1:]]
    assert first == "bring-a-problem"
    assert page.count('class="button" ') == 1


def test_groups_of_the_account_are_suggested_for_a_draft_and_said_to_be(owner, draft):
    owner.groups = ["provider"]
    owner.save()

    suggested = owner.browser.get(at("share", draft))
    actions.share(by=owner, problem=draft, audience="link", shown_as="nobody")
    later = owner.browser.get(at("share", draft))

    assert (suggested.context["form"].initial["groups"], later.context["form"].initial["groups"]) == (["provider"], [])
    assert "Ticked are those of your account, as a suggestion." in suggested.text
