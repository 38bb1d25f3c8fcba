"""Why something was not taken: it stays in sight while a page comes anew, until its reader has done something."""

from html import escape
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.conftest import running
from tests.vote_phone import ADD, LINE, REFUSED, STATEMENT, WAITING, Phone, in_hand
from tests.vote_room import begin_vote, hide_statement, take_no_more, turn, votes_kept

NOT_THERE = "This statement is no longer there"
MAY_NOT = "In this vote only the facilitator puts in statements."
MINE, OTHER = "Buses cost too much", "Buses come late"
REASON = "This could not be put in just now."
WITH_WORDS = """<div class="error-summary stack" role="alert"><h3>Your words did not go in</h3><p>{reason}</p>
<div class="field"><label for="kept-words">Your words</label><textarea id="kept-words" readonly>{text}</textarea></div>
</div>"""
WITHOUT_WORDS = """<div class="error-summary stack" role="alert"><p>{reason}</p></div>"""
LATEST_TRY = 30_000  # milliseconds until what waits has been sent again at the latest
FOCUSES = "window.focuses = 0; document.addEventListener('focusin', () => (window.focuses += 1))"
READ_ALOUD = """() => {
  window.alerts = 0;
  const isAlert = node => node.nodeType === 1 && (node.matches("[role=alert]") || node.querySelector("[role=alert]"));
  const added = changes => changes.flatMap(one => Array.from(one.addedNodes));
  const count = changes => (window.alerts += added(changes).filter(isAlert).length);
  new MutationObserver(count).observe(document.querySelector("[data-mine]"), { childList: true, subtree: true });
}"""


@pytest.fixture
def hall(tmp_path):
    """A site with a vote on three statements: its address, room and data."""
    room = begin_vote(data=tmp_path)
    with running("serve", "--no-worker", data=tmp_path) as site:
        yield site, room, tmp_path


class Refused(Phone):
    """A phone whose words are refused, once it is told so: they come back beside the reason, as any step may do."""

    is_offline = False
    summary = WITH_WORDS

    def goes_offline(self):
        self.is_offline = True
        self.context.set_offline(True)

    def comes_back(self):
        self.is_offline = False
        self.context.set_offline(False)

    def is_refused_from_now_on(self):
        self.part = self.page.request.get(self.page.url + "mine/").text()
        self.page.route("**/say/**", self.refuse)

    def refuse(self, route):
        fields = parse_qs(route.request.post_data)
        if self.is_offline:
            route.abort()
        elif "text" not in fields:
            route.fallback()
        else:
            summary = self.summary.format(reason=REASON, text=escape(fields["text"][0]))
            route.fulfill(status=422, content_type="text/html", body=summary + self.part)


@pytest.fixture
def phone(browser, hall):
    site, room, _ = hall
    with in_hand(Refused(browser, site, room.code)) as opened:
        yield opened


@pytest.fixture
def refused(phone):
    return phone.page.locator(REFUSED)


def hide_what_is_asked(phone, data):
    phone.sees_what_is_asked_change(lambda: hide_statement(phone.number_asked(), data=data))


def vote_in_vain(phone, data):
    """Vote on a statement that was hidden meanwhile: the reason stands in the part, without words to keep."""
    hide_what_is_asked(phone, data)
    phone.press()
    expect(phone.page.locator(REFUSED)).to_contain_text(NOT_THERE)


def add_in_vain(phone):
    """Put in a statement that is refused: the reason stands in the part with its words."""
    phone.is_refused_from_now_on()
    phone.add(MINE)
    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)


def test_refusal_is_read_aloud_once_and_keeps_its_words_and_the_focus(phone, hall, refused):
    phone.page.evaluate(READ_ALOUD)
    add_in_vain(phone)
    expect(refused).to_be_focused()
    phone.page.evaluate("document.querySelector('#kept-words').select()")
    phone.page.evaluate(FOCUSES)

    phone.comes_anew()
    phone.comes_anew()

    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)
    assert phone.page.evaluate("document.activeElement.selectionEnd") == len(MINE)
    assert phone.page.evaluate("[window.alerts, window.focuses]") == [1, 0]


def test_refusal_without_words_goes_with_its_step(phone, hall, refused):
    vote_in_vain(phone, hall[2])

    turn("next", data=hall[2])

    expect(refused).to_have_count(0)


def test_refusal_with_words_stays_on_top_in_the_next_step_until_something_is_sent(phone, hall, refused):
    add_in_vain(phone)
    phone.page.unroute("**/say/**")
    turn("next", "next", data=hall[2])
    expect(phone.page.get_by_label("Who promises?")).to_be_visible()
    expect(phone.page.locator(f"[data-mine] > :first-child{REFUSED.removeprefix('[data-mine] ')}")).to_be_visible()
    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)

    phone.page.get_by_label("Who promises?").fill("Ada")
    phone.page.get_by_role("textbox", name="What?", exact=True).fill("I ring the chemist")
    phone.page.get_by_label("Who will judge it?").fill("Bo")
    phone.page.locator("[data-mine] form .button").first.click()

    expect(phone.page.locator("[data-mine]").get_by_text("I ring the chemist").first).to_be_visible()
    expect(refused).to_have_count(0)


def test_vote_cast_after_a_refusal_takes_it_away_also_when_it_arrives_late(phone, hall, refused):
    vote_in_vain(phone, hall[2])
    phone.goes_offline()
    phone.press()
    expect(phone.page.locator(WAITING)).to_contain_text("Waiting to be sent")
    expect(refused).to_have_count(1)

    phone.comes_back()

    expect(refused).to_have_count(0, timeout=LATEST_TRY)
    assert len(votes_kept(data=hall[2])) == 1


def test_vote_that_goes_the_long_way_takes_a_refusal_away_too(phone, hall, refused):
    vote_in_vain(phone, hall[2])
    phone.page.evaluate("document.querySelector('[data-mine] [name=ticket]').value = 'old'")

    phone.vote()

    expect(refused).to_have_count(0)
    assert phone.posts[-1].endswith(f"/say/{hall[1].step}/")


def test_refusal_that_came_after_something_was_sent_is_not_taken_away_by_it(phone, hall, refused):
    hide_what_is_asked(phone, hall[2])
    phone.goes_offline()
    phone.press()
    phone.add(MINE)

    phone.comes_back()

    expect(phone.page.locator(".own-words")).to_contain_text(MINE, timeout=LATEST_TRY)
    expect(refused).to_contain_text(NOT_THERE)


def test_second_refusal_that_nobody_could_have_heeded_goes_to_the_list_with_its_words_and_reason(phone):
    phone.is_refused_from_now_on()
    phone.goes_offline()
    phone.add(MINE)
    phone.add(OTHER)

    phone.comes_back()

    expect(phone.page.locator(f"{WAITING} li")).to_have_text([f"{OTHER}\n{REASON}"], timeout=LATEST_TRY)
    expect(phone.page.locator(WAITING)).to_contain_text("These words were not taken. Copy them")
    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)


def test_words_that_may_no_longer_go_in_come_back_beside_the_reason_and_stay(phone, hall, refused):
    take_no_more(data=hall[2])

    phone.add(MINE)
    expect(refused).to_contain_text(MAY_NOT)
    phone.comes_anew()

    expect(refused).to_contain_text(MAY_NOT)
    expect(refused.locator("textarea")).to_have_value(MINE)


def test_words_that_an_answer_does_not_show_again_go_to_the_list_with_the_reason(phone, refused):
    phone.summary = WITHOUT_WORDS
    phone.is_refused_from_now_on()

    phone.add(MINE)

    expect(phone.page.locator(f"{WAITING} li")).to_have_text(f"{MINE}\n{REASON}")
    expect(phone.page.locator(f"{ADD} textarea")).to_have_value(MINE)
    expect(refused).to_have_count(0)


def test_vote_refused_where_a_refusal_stands_leaves_it_and_no_words_to_copy(phone, hall):
    hide_what_is_asked(phone, hall[2])
    gone = phone.asked()
    phone.is_refused_from_now_on()
    phone.goes_offline()
    phone.add(MINE)
    phone.press()

    phone.comes_back()

    expect(phone.page.locator(STATEMENT)).not_to_have_text(gone, timeout=LATEST_TRY)
    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)
    expect(phone.page.locator(WAITING)).to_be_empty()
    expect(phone.page.locator(LINE)).not_to_contain_text("Copy them")


def test_vote_refused_after_it_waited_is_told_why_in_place_and_typed_words_stay(phone, hall, refused):
    hide_what_is_asked(phone, hall[2])
    phone.goes_offline()
    phone.press()
    phone.page.locator("#add > summary").click()
    phone.page.locator(f"{ADD} textarea").fill(MINE)

    phone.comes_back()

    expect(refused).to_contain_text(NOT_THERE, timeout=LATEST_TRY)
    expect(phone.page.locator(f"{ADD} textarea")).to_have_value(MINE)
    expect(phone.page.locator(WAITING)).to_be_empty()


def test_vote_turned_away_without_a_reason_says_that_it_was_not_taken(phone):
    phone.page.route("**/votes/", lambda route: route.fulfill(status=409))
    phone.page.route("**/say/**", lambda route: route.fulfill(status=403))

    phone.press()

    expect(phone.page.locator(LINE)).to_have_text("This was not taken. Load this page again.")
    expect(phone.page.locator(WAITING)).to_be_empty()


def test_phone_that_is_no_longer_known_is_told_that_alone(phone, hall, refused):
    vote_in_vain(phone, hall[2])
    phone.context.clear_cookies()

    phone.comes_anew()

    expect(phone.page.locator("[data-mine] [role=alert]")).to_have_count(1)
    expect(phone.page.locator("[data-mine]")).to_contain_text("This phone is no longer known in this meeting.")


def test_vote_refused_beside_words_that_did_not_go_in_leaves_them_and_asks_another(phone, hall):
    add_in_vain(phone)
    hide_what_is_asked(phone, hall[2])
    gone = phone.asked()

    phone.press()

    expect(phone.page.locator(STATEMENT)).not_to_have_text(gone)
    expect(phone.page.locator(f"{REFUSED} textarea")).to_have_value(MINE)
    expect(phone.page.locator(WAITING)).to_be_empty()


def test_list_shows_at_once_what_waits_until_it_has_arrived(phone):
    held, items = [], phone.page.locator(f"{WAITING} li")
    phone.page.route("**/say/**", lambda route: route.abort())
    phone.add(MINE)
    expect(items).to_have_text([MINE])
    phone.page.unroute("**/say/**")
    phone.page.route("**/say/**", lambda route: route.fallback() if held else held.append(route))

    phone.add(OTHER)
    expect(items).to_have_text([MINE, OTHER])
    while not held:
        phone.page.wait_for_timeout(50)
    held[0].abort()

    expect(phone.page.locator(".own-words")).to_have_count(2, timeout=LATEST_TRY)
    expect(phone.page.locator(WAITING)).to_be_empty()


def test_item_of_the_list_is_not_read_again_at_each_try(phone):
    phone.page.route("**/say/**", lambda route: route.abort())
    phone.add(MINE)
    item = phone.page.locator(f"{WAITING} li")
    item.evaluate("one => (one.dataset.same = 'yes')")

    with phone.page.expect_event("requestfailed", lambda request: "/say/" in request.url):
        phone.add(OTHER)

    expect(item).to_have_text([MINE, OTHER])
    expect(phone.page.locator(f"{WAITING} li[data-same]")).to_have_text(MINE)
