"""The states of rooms and of what they leave behind: planned, joined, held, closed, looked at again."""

from tests.states import State, opened, sent

RUNNING = {
    "not begun": "waiting",
    "arrive": "arrive",
    "owner tells": "problem",
    "questions": "questions",
    "nothing said yet": "quiet",
    "notes": "same_here",
    "options": "options",
    "deciding": "deciding",
    "decided": "decided",
    "promises": "promises",
    "hear back": "hear_back",
    "paused": "paused",
    "over time": "over_time",
    "ended": "ended",
    "closed": "closed",
}


def turned_twice(page, stage):
    """A turn that makes no sense, sent by a form: the page says why."""
    page.goto(stage.address("/rooms/{paused[id]}/console/"))
    page.evaluate("""() => { const form = document.createElement("form"); form.method = "post";
        form.action = document.querySelector("#turn").action; form.append(...document.querySelector("#turn").children);
        form.insertAdjacentHTML("beforeend", "<input name=verb value=pause>");
        document.body.append(form); HTMLFormElement.prototype.submit.call(form) }""")
    page.get_by_role("alert").filter(has_text="still").wait_for()


def all_open(path):
    """With everything that can be unfolded."""

    def reach(page, stage):
        page.goto(stage.address(path))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    return reach


def nothing_to_send(path):
    def reach(page, stage):
        all_open(path)(page, stage)
        page.locator("form[data-send] button").first.click()
        page.locator("[data-mine] [role=alert]").first.wait_for()

    return reach


def hiding(page, stage):
    page.goto(stage.address("/rooms/{questions[id]}/console/"))
    page.locator("a[href*=hide], button[formaction*=hide]").first.click()
    page.locator("dialog[open], h1").last.wait_for()


def hidden_without_a_reason(page, stage):
    page.goto(stage.address("/rooms/{paused[id]}/words/{paused[words]}/hide/"))
    page.locator("main form button").first.click()
    page.get_by_role("alert").wait_for()


def not_known_any_more(page, stage):
    """The cookie is gone while words are being written; nobody loses them."""
    page.goto(stage.address("/r/{same_here[code]}/"))
    page.locator("main textarea").first.fill("We tried a card with a number on it.")
    kept = [one for one in page.context.cookies() if not one["name"].startswith("here-")]
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    page.locator("form[data-send] button").first.click()
    page.locator("[name=join-again]").first.wait_for(state="attached")


def words_gone(page, stage):
    """Their author erases words while a reason to hide them is being chosen."""
    page.goto(stage.address("/rooms/{paused[id]}/words/{paused[words]}/hide/"))
    page.locator("main [name=reason]").first.check()
    gone = stage.address("/words/{paused[gone]}/hide/")
    page.evaluate("action => { document.querySelector('main form').action = action }", gone)
    page.locator("main form button").first.click()
    page.wait_for_url(gone)


def no_address_left(page, stage):
    page.goto(stage.address("/conversations/{quiet[id]}/me/"))
    page.locator("[name=way][value=mail]").check()
    page.get_by_role("button", name="Save how to reach me").click()
    page.get_by_role("alert").wait_for()


def comes_back_later(page, stage):
    page.goto(stage.address("/j/{waiting[code]}/"))
    page.locator("[name=comes_back]").check()
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def step_without_title(page, stage):
    page.goto(stage.address("/rooms/{before[id]}/steps/"))
    page.locator("main [name$=title]").first.fill("")
    page.locator("main form button").first.click()
    page.get_by_role("alert").wait_for()


HELD = "facilitator"
PLANNED = {
    "rooms": State(opened("/rooms/"), HELD),
    "rooms of somebody who may not hold any": State(opened("/rooms/"), "member"),
    "room: form": State(opened("/rooms/new/"), HELD),
    "room: form with a problem": State(opened("/rooms/new/?problem={problems[shared]}"), HELD),
    "room: no question": State(sent("/rooms/new/"), HELD),
    "room: may not be opened": State(opened("/rooms/new/"), "member"),
    "plan without seats": State(opened("/rooms/{bare[id]}/"), HELD),
    "plan with seats": State(opened("/rooms/{before[id]}/"), HELD),
    "plan of a meeting under way": State(opened("/rooms/{over_time[id]}/"), HELD),
    "plan of a meeting that is over": State(opened("/rooms/{closed[id]}/"), HELD),
    "plan: purpose": State(opened("/rooms/{before[id]}/purpose/"), HELD),
    "plan: purpose without a question": State(sent("/rooms/{bare[id]}/purpose/", question=""), HELD),
    "plan: place": State(opened("/rooms/{before[id]}/place/"), HELD),
    "plan: no such link": State(sent("/rooms/{bare[id]}/place/", video_link="nonsense:"), HELD),
    "plan: steps": State(opened("/rooms/{before[id]}/steps/"), HELD),
    "plan: a step without a title": State(step_without_title, HELD),
    "plan: steps once it has begun": State(opened("/rooms/{paused[id]}/steps/"), HELD),
    "plan: no seats": State(opened("/rooms/{bare[id]}/seats/"), HELD),
    "plan: seats": State(opened("/rooms/{before[id]}/seats/"), HELD),
    "plan: too many seats": State(sent("/rooms/{bare[id]}/seats/", "Add seats", number="999"), HELD),
    "plan: nobody invited": State(opened("/rooms/{bare[id]}/invitations/"), HELD),
    "plan: invitations": State(opened("/rooms/{invited[id]}/invitations/"), HELD),
    "plan: no such address": State(sent("/rooms/{bare[id]}/invitations/", "Invite", email="nobody"), HELD),
    "plan: invitation with its link": State(sent("/rooms/{waiting[id]}/invitations/", "Invite", name="Lee"), HELD),
    "plan: invitation by mail": State(
        sent("/rooms/{waiting[id]}/invitations/", "Invite", email="lee@westmarch.example"), HELD
    ),
    "plan: a new link": State(sent("/rooms/{invited[id]}/invitations/", "Make a new link"), HELD),
    "plan: people without a phone": State(opened("/rooms/{before[id]}/without-phone/"), HELD),
    "plan: a person without a name": State(sent("/rooms/{before[id]}/without-phone/"), HELD),
    "plan: guide": State(opened("/rooms/{before[id]}/guide/"), HELD),
    "paper": State(opened("/rooms/{before[id]}/paper/"), HELD),
    "paper of a meeting under way": State(opened("/rooms/{deciding[id]}/paper/"), HELD),
}
JOINED = {
    "invitation": State(opened("/invitation/{invited[open]}/")),
    "invitation of a member": State(opened("/invitation/{invited[open]}/"), "member"),
    "invitation: answered": State(opened("/invitation/{invited[answered]}/")),
    "invitation: declined before": State(opened("/invitation/{invited[declined]}/")),
    "invitation: taken back": State(opened("/invitation/none/")),
    "invitation: decline?": State(opened("/invitation/{invited[open]}/decline/")),
    "invitation: declined": State(sent("/invitation/{invited[declines]}/decline/", why="I am away.")),
    "invitation: whom to ask instead?": State(opened("/invitation/{invited[open]}/ask-someone-else/")),
    "invitation: no such address": State(sent("/invitation/{invited[open]}/ask-someone-else/", email="nobody")),
    "invitation: passed on": State(sent("/invitation/{invited[passes]}/ask-someone-else/", name="Alex")),
    "invitation: accepted": State(sent("/invitation/{invited[accepts]}/", "Yes, I will come")),
    "join: form": State(opened("/join/")),
    "join: no code": State(opened("/join/?code=")),
    "join: wrong code": State(opened("/join/?code=ZZZZZZ")),
    "join: no such room": State(opened("/j/ZZZZZZ/")),
    "welcome before it begins": State(opened("/j/{before[code]}/")),
    "welcome under way": State(opened("/j/{questions[code]}/")),
    "welcome to a member": State(opened("/j/{questions[code]}/"), "member"),
    "welcome when it is over": State(opened("/j/{closed[code]}/")),
    "joined": State(sent("/j/{before[code]}/")),
    "joined, to come back later": State(comes_back_later),
    "way back": State(opened("/j/{invited[code]}/back/{invited[back]}/")),
    "way back that is none": State(opened("/j/{invited[code]}/back/none/")),
}
HOLDING = {
    **{f"console: {name}": State(opened(f"/rooms/{{{room}[id]}}/console/"), HELD) for name, room in RUNNING.items()},
    "console: nobody in yet": State(opened("/rooms/{before[id]}/console/"), HELD),
    "console: all unfolded": State(all_open("/rooms/{over_time[id]}/console/"), HELD),
    "console: turn refused": State(turned_twice, HELD),
    "console: nothing to send": State(nothing_to_send("/rooms/{same_here[id]}/console/"), HELD),
    "console: hide words": State(hiding, HELD),
    "all words": State(opened("/rooms/{paused[id]}/words/"), HELD),
    "all words of a closed meeting": State(opened("/rooms/{closed[id]}/words/"), HELD),
    "hide words": State(opened("/rooms/{paused[id]}/words/{paused[words]}/hide/"), HELD),
    "hide words: no reason": State(hidden_without_a_reason, HELD),
    "hide words: gone meanwhile": State(words_gone, HELD),
    "close: too early": State(opened("/rooms/{promises[id]}/close/"), HELD),
    "close": State(opened("/rooms/{ended[id]}/close/"), HELD),
    **{f"wall: {name}": State(opened(f"{{{room}[wall]}}"), is_wall=True) for name, room in RUNNING.items()},
    "wall: nobody in yet": State(opened("{before[wall]}"), is_wall=True),
    "wall: too old": State(opened("/wall/none/")),
}
TAKING_PART = {
    **{f"phone: {name}": State(opened(f"/r/{{{room}[code]}}/"), "participant") for name, room in RUNNING.items()},
    "phone: all unfolded": State(all_open("/r/{paused[code]}/"), "participant"),
    "phone: nothing to send": State(nothing_to_send("/r/{same_here[code]}/"), "participant"),
    "phone: no promise to send": State(nothing_to_send("/r/{promises[code]}/"), "participant"),
    "phone: not known any more": State(not_known_any_more, "participant"),
    "phone: all that was said": State(opened("/r/{decided[code]}/said/"), "participant"),
    "my place": State(all_open("/conversations/{paused[id]}/me/"), "participant"),
    "my place, nothing said": State(opened("/conversations/{quiet[id]}/me/"), "participant"),
    "my place in a closed meeting": State(all_open("/conversations/{closed[id]}/me/"), "participant"),
    "my place: no address to reach me": State(no_address_left, "participant"),
    "my place: erase?": State(opened("/conversations/{arrive[id]}/me/erase/"), "participant"),
    "my place: erased": State(sent("/conversations/{options[id]}/me/erase/"), "participant"),
}
AFTERWARDS = {
    f"outcome{what} for {who}": State(opened(f"/agreements/{{{room}[id]}}/"), who)
    for what, room in {
        "": "closed",
        " with what came of it": "reviewed",
        " with gaps": "erased",
        " told": "told",
    }.items()
    for who in ("nobody", "participant", "facilitator")
} | {
    "outcome: what changed?": State(opened("/agreements/{reviewed[id]}/review/"), "participant"),
    "outcome: what changed for somebody?": State(opened("/agreements/{reviewed[id]}/review/"), HELD),
    "outcome: nothing said": State(sent("/agreements/{reviewed[id]}/review/"), "participant"),
    "outcome: what changed, by mail": State(opened("/reviews/{reviewed[mailed]}/")),
    "outcome: no such link of a review": State(opened("/reviews/none/")),
    "outcome: how a promise goes": State(opened("/promises/{closed[promise]}/")),
    "outcome: nothing said of a promise": State(sent("/promises/{closed[promise]}/")),
    "outcome: how somebody's promise goes": State(opened("/agreements/{reviewed[id]}/promises/1/"), HELD),
    "outcome: tell everybody?": State(opened("/agreements/{reviewed[id]}/tell/"), HELD),
    "outcome: everybody told": State(opened("/agreements/{told[id]}/tell/"), HELD),
}
OF_MEETINGS = PLANNED | JOINED | HOLDING | TAKING_PART | AFTERWARDS
