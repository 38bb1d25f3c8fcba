"""The list of problems: what stands in it, in which order, and what its links ask for."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations.following import follow
from wholeroom.web.problems import actions, listing, replying, stages

LIST = reverse("problems:all")


@pytest.fixture
def westmarch(db):
    return Area.objects.create(code="W1", name="Westmarch", share_urban=0.2, share_highly_rural=0.7)


def found(client, asked=""):
    return [problem.conversation.title for problem in client.get(f"{LIST}{asked}").context["page"].problems]


def ask(problem, by):
    return replying.reply(by=by, problem=problem, kind="question", text="Why?")


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["three", "two", "one"]),
        ("?service=homelessness", ["two"]),
        ("?area=countryside", ["one"]),
        ("?stage=acted-on", ["three"]),
        ("?only=no-reply", ["two", "one"]),
        ("?only=needs-answer", ["one"]),
        ("?service=homelessness&area=countryside", []),
        ("?service=nonsense&only=popular", ["three", "two", "one"]),
    ],
)
def test_links_ask_for_some_problems(client, owner, shared, make_person, westmarch, asked, titles):
    one, two, three = shared("one"), shared("two"), shared("three")
    actions.say_about(by=owner, problem=one, area=westmarch, answer_by=timezone.localdate() + timedelta(3))
    actions.say_about(by=owner, problem=two, service="homelessness", answer_by=date(2020, 1, 1))
    stages.set_stage(by=owner, problem=three, stage="acted-on")
    ask(three, make_person())

    assert found(client, asked) == titles


def test_newest_reply_stands_first_and_within_a_day_the_order_stays(client, shared, make_person, on_day):
    one, two, three = shared("one"), shared("two"), shared("three")
    on_day(1)
    for problem in (one, two, one):
        ask(problem, make_person())

    assert found(client) == ["two", "one", "three"]
    assert three.newest_day < timezone.localdate()


def test_new_for_me_is_what_i_follow_and_have_not_read(client, shared, make_person):
    pat, one, two = make_person(), shared("one"), shared("two")
    client.force_login(pat)
    follow(by=pat, conversation=one.conversation)
    for problem in (one, two):
        ask(problem, make_person())
    assert found(client, "?only=new") == ["one"]

    client.get(reverse("problems:problem", args=[one.pk]))

    assert found(client, "?only=new") == []


def test_new_for_me_is_offered_to_who_is_signed_in_only(client, shared, make_person):
    shared()
    assert "only=new" not in client.get(LIST).text
    assert found(client, "?only=new") == []
    client.force_login(make_person())
    assert "only=new" in client.get(LIST).text


@pytest.mark.parametrize("asked", ["", "?only=no-reply", "?service=carers", "?stage=open"])
def test_what_is_for_people_with_the_link_and_drafts_stand_in_no_list(client, owner, shared, draft, asked):
    link = shared("link", audience="link")
    again = shared("again a draft")
    actions.keep_to_oneself(by=owner, problem=again)
    for problem in (link, draft, again):
        actions.say_about(by=owner, problem=problem, service="carers")

    assert found(client, asked) == []


def test_chosen_links_say_so_and_keep_the_others(client, shared):
    shared()
    page = client.get(f"{LIST}?service=carers&stage=open").text

    assert 'href="?stage=open&amp;service=carers" aria-current="true"' in page
    assert 'href="?service=carers&amp;stage=closed"' in page


def test_no_link_has_a_number_beside_it(client, shared):
    shared()

    labels = [choice.label for facet in client.get(LIST).context["facets"] for choice in facet.choices]

    assert [str(label) for label in labels if any(letter.isdigit() for letter in str(label))] == []


def test_pages_follow_each_other_without_counting(client, shared, monkeypatch):
    monkeypatch.setattr(listing, "ON_A_PAGE", 2)
    for title in ("one", "two", "three", "four", "five"):
        shared(title)

    with CaptureQueriesContext(connection) as queries:
        pages = [client.get(f"{LIST}?page={number}") for number in (1, 2, 3)]

    assert [[one.conversation.title for one in page.context["page"].problems] for page in pages] == [
        ["five", "four"],
        ["three", "two"],
        ["one"],
    ]
    last = pages[-1].context["page"]
    assert (last.newer, last.older) == ("?page=2", "")
    assert [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()] == []


@pytest.mark.parametrize("number", ["x", "0", "-1", "1" * 30, "²"])
def test_page_that_is_none_is_the_first(client, shared, number):
    shared("one")

    assert found(client, f"?page={number}") == ["one"]


def test_area_is_shown_as_its_kind_unless_its_name_is_chosen(client, owner, westmarch, shared):
    problem = shared()
    actions.say_about(by=owner, problem=problem, area=westmarch)
    page = reverse("problems:problem", args=[problem.pk])
    for address in (LIST, page):
        assert ("mostly countryside" in client.get(address).text, "Westmarch" in client.get(address).text) == (
            True,
            False,
        )

    actions.share(by=owner, problem=problem, audience="everyone", shown_as="nobody", shows_area=True)

    for address in (LIST, page):
        assert "Westmarch" in client.get(address).text


def test_sharing_says_what_the_area_reveals(owner, draft, westmarch):
    share = reverse("problems:share", args=[draft.pk])
    assert "How will the area appear?" not in owner.browser.get(share).text
    about = reverse("problems:about", args=[draft.pk])
    sent = {"area": "W1", "kind_of_area": "city", "service": "carers", "answer_by": "", "asks_for_ideas": "on"}
    owner.browser.post(about, sent)
    page = owner.browser.get(share).text
    assert "All who can read this see: mostly countryside." in page
    assert "All who can read this see: Westmarch. People there may guess who you are." in page

    owner.browser.post(share, {"audience": "everyone", "shown_as": "nobody", "shows_area": "name"})

    draft.refresh_from_db()
    assert (draft.shows_area, draft.kind_of_area, draft.asks_for_ideas) == (True, "countryside", True)


def test_day_that_is_over_is_refused_unless_it_stood_there(owner, draft):
    about = reverse("problems:about", args=[draft.pk])

    response = owner.browser.post(about, {"answer_by": "2020-01-01"})

    assert (response.status_code, "That day is over." in response.text) == (400, True)
    actions.say_about(by=owner, problem=draft, answer_by=date(2020, 1, 1))
    assert owner.browser.post(about, {"answer_by": "2020-01-01"}).status_code == 302


@pytest.mark.parametrize("asked", ["", "?only=new", "?only=no-reply"])
def test_list_asks_the_database_as_often_for_three_as_for_one(client, owner, shared, make_person, westmarch, asked):
    pat = make_person()
    client.force_login(pat)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(f"{LIST}{asked}")
        return len(made)

    def one_more(title):
        problem = shared(title, shown_as="group", groups=["provider"])
        actions.say_about(by=owner, problem=problem, area=westmarch)
        follow(by=pat, conversation=problem.conversation)
        if asked == "?only=new":
            ask(problem, make_person())

    one_more("one")
    with_one = queries()
    one_more("two")
    one_more("three")

    assert queries() == with_one
