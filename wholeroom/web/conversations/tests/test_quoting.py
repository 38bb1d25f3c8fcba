"""Lasting addresses of words, and quotes of them."""

import pytest
from django.urls import reverse

from wholeroom.web.conversations import actions, addresses, permissions
from wholeroom.web.conversations.quoting import LONGEST_QUOTE, asked_quote, quoted, quotes


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setitem(addresses._addresses, "test", lambda conversation: "/here/")


def permalink(words):
    return reverse("conversations:words", args=[words.pk])


@pytest.mark.usefixtures("address")
def test_lasting_address_leads_to_the_place_on_the_page(mary, say, reader):
    words = say(mary)

    assert reader.get(permalink(words)).url == f"/here/#words-{words.pk.hex}"


@pytest.mark.usefixtures("address")
def test_author_of_words_that_do_not_show_is_led_to_their_own_page(mary, say):
    words = say(mary)
    actions.withdraw(by=mary, contribution=words)

    assert mary.browser.get(permalink(words)).url == f"/conversations/{words.conversation_id}/me/#words-{words.pk.hex}"


@pytest.mark.parametrize("act", ["hide", "withdraw", "erase", "hold back", "nothing"])
@pytest.mark.usefixtures("address")
def test_lasting_address_is_not_there_for_who_may_not_read(client, mary, say, reader, moderator, monkeypatch, act):
    words = say(mary, part="held" if act == "hold back" else "")
    monkeypatch.setattr(permissions, "_held", {"test": lambda conversation: {"held"}})
    acts = {
        "hide": lambda: actions.hide(by=moderator, contribution=words, reason="danger"),
        "withdraw": lambda: actions.withdraw(by=mary, contribution=words),
        "erase": lambda: actions.erase(by=mary, contribution=words),
    }
    acts.get(act, lambda: None)()

    browser = client if act == "nothing" else reader
    assert browser.get(permalink(words)).status_code == 404


def test_whoever_owns_a_kind_says_who_reads_it(client, mary, say, monkeypatch):
    monkeypatch.setattr(permissions, "_reads", {"test": lambda conversation, request: True})

    assert client.get(permalink(say(mary))).status_code == 302


def test_draft_of_a_problem_is_read_by_its_owner_only(client, make_problem):
    problem = make_problem()
    words = problem.conversation.contributions.get()
    open_to_all = client.get(permalink(words)).status_code
    problem.conversation.state = "draft"
    problem.conversation.save()

    seen_by_others = client.get(permalink(words)).status_code
    client.force_login(problem.owner)

    assert (open_to_all, seen_by_others, client.get(permalink(words)).status_code) == (302, 404, 302)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("> We were\n> never asked\nWe were.", "<blockquote><p>We were<br>never asked</p></blockquote><p>We were.</p>"),
        ("Yes\n\nNo", "<p>Yes<br><br>No</p>"),
        ("> <b>a</b>\n<i>", "<blockquote><p>&lt;b&gt;a&lt;/b&gt;</p></blockquote><p>&lt;i&gt;</p>"),
        ("", ""),
    ],
)
def test_quoted_lines_show_as_quotes_and_nothing_is_html(text, shown):
    assert quotes(text) == shown


def test_quote_leaves_out_what_was_quoted_and_is_cut_where_it_is_long():
    assert quoted("> old\nnew\n\nwords") == "> new\n>\n> words\n\n"
    assert len(quoted("x" * 5000)) == LONGEST_QUOTE + len("> \n\n")


def test_reply_box_quotes_what_its_reader_may_read(rf, conversation, mary, say, make_person):
    shown, hidden = say(mary, "We were asked"), say(mary, "Her name is Ann")
    actions.withdraw(by=mary, contribution=hidden)
    person = make_person()
    actions.join(by=person, conversation=conversation)

    found = []
    for asked in (shown.pk, hidden.pk, "nonsense", ""):
        request = rf.get("/", {"quote": asked})
        request.user = person
        found.append(asked_quote(request, conversation))

    assert found == ["> We were asked\n\n", "", "", ""]
