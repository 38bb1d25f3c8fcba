"""The states of the site, of files handed over, of people and of problems. Each is reached as a person reaches it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.conftest import ROOT
from tests.letters import letters_to

WESTMARCH = ROOT / "examples" / "westmarch"


@dataclass(frozen=True)
class State:
    """``reach`` leads from the address of a site to the page to look at; ``who`` opens it."""

    reach: Callable
    who: str = "nobody"  # or one of the stage's: facilitator, member, host, voice, leaves; or participant
    is_wall: bool = False
    is_sandboxed: bool = False  # its policy forbids every script, the one that looks for barriers too: set aside


@dataclass(frozen=True)
class opened:
    """Only opens an address: what the browser keeps stays as it was, so that the next can use the same page."""

    path: str

    def __call__(self, page, stage):
        page.goto(stage.address(self.path))


def sent(path, button=None, **fields):
    """The form at a path, filled in and sent; the first button of the main part unless another is named."""

    def reach(page, stage):
        page.goto(stage.address(path))
        for name, value in fields.items():
            page.locator(f"main [name={name}]").first.fill(value)
        chosen = page.locator("main").get_by_role("button", name=button) if button else page.locator("main form button")
        with page.expect_navigation():
            chosen.first.click()

    return reach


def followed(page, stage):
    """Also where a state before this one made them follow it."""
    page.goto(stage.address("/problems/{problems[talked]}/"))
    button = page.locator("main").get_by_role("button", name="Follow this problem")
    if button.count():
        with page.expect_navigation():
            button.click()


def in_welsh(page, stage):
    page.goto(stage.site)
    page.get_by_role("button", name="Cymraeg").click()


def handed_over(votes, statements=None):
    def reach(page, stage):
        page.goto(f"{stage.site}/opinion-map/")
        page.locator("input[name=votes]").set_input_files(votes)
        if statements:
            page.locator("input[name=statements]").set_input_files(statements)
        page.locator("main button").first.click()
        page.locator("form[action*=fetch]").first.wait_for(timeout=60_000)

    return reach


def bad_file(page, stage):
    page.goto(f"{stage.site}/opinion-map/")
    file = {"name": "votes.csv", "mimeType": "text/csv", "buffer": b"person,liked\nann,1\n"}
    page.locator("input[name=votes]").set_input_files(file)
    page.locator("main button").first.click()
    page.get_by_role("alert").wait_for()


def a_small_room(page, stage):
    rows = [
        "participant,statement,vote",
        "ann,1,yes",
        *(f"p{person},{statement},1" for person in range(9) for statement in range(8)),
    ]
    handed_over({"name": "votes.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()})(page, stage)


def a_safe_table(page, stage):
    page.goto(f"{stage.site}/protect/")
    table = "area,group,people\nnorth,carers,3\nnorth,staff,12\nsouth,carers,9\nsouth,staff,14\n"
    page.locator("input[name=table]").set_input_files(
        {"name": "t.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.locator("input[name=rule][value=measures]").check()
    page.locator("main button").first.click()
    page.locator("form[action*=fetch]").first.wait_for(timeout=60_000)


def deleted(page, stage):
    a_safe_table(page, stage)
    page.locator("form[action*=delete] button").click()
    page.wait_for_load_state()


def fetched_before(page, stage):
    a_safe_table(page, stage)
    with page.expect_download():
        page.locator("form[action*='safe-table.csv'] button").click()
    page.goto(f"{page.url.split('#')[0]}report/")


def failed(page, stage):
    page.goto(f"{stage.site}/opinion-map/")
    rows = b"participant,statement,vote\n" + b"ann,1,perhaps\n" * 40_000
    page.locator("input[name=votes]").set_input_files({"name": "v.csv", "mimeType": "text/csv", "buffer": rows})
    page.locator("main button").first.click()
    page.get_by_role("heading", level=1).filter(has_not_text="map").wait_for(timeout=60_000)
    page.locator("progress").wait_for(state="detached", timeout=60_000)


def form_too_old(page, stage):
    page.goto(f"{stage.site}/protect/")
    page.context.clear_cookies()
    page.locator("main button").first.click()
    page.wait_for_load_state()


def read_here(page, stage):
    FULL(page, stage)
    page.goto(page.url.split("#")[0] + "report/")


def code_sent(page, stage):
    stage.addresses += 1
    sent("/sign-in/?next=/account/", email=f"jo{stage.addresses}@westmarch.example")(page, stage)


def code_wrong(page, stage):
    code_sent(page, stage)
    page.get_by_label("The code from the mail").fill("no")
    page.locator("main form button").first.click()
    page.get_by_role("alert").wait_for()


def signed_in_by_code(page, stage):
    code_sent(page, stage)
    newest = letters_to(f"jo{stage.addresses}@westmarch.example", stage.data)[-1]
    code = re.search(r"\b\d{4}-\d{4}\b", newest).group()
    page.get_by_label("The code from the mail").fill(code)
    page.locator("main form button").first.click()
    page.get_by_role("heading", name="Your account").wait_for()


FULL = handed_over(WESTMARCH / "votes.csv", WESTMARCH / "statements.csv")
OF_THE_SITE = {
    "home": State(opened("/")),
    "home of a facilitator": State(opened("/"), "facilitator"),
    "home in Welsh": State(in_welsh),
    "worked example": State(opened("/example/")),
    "accessibility": State(opened("/accessibility/")),
    "privacy": State(opened("/privacy/")),
    "health": State(opened("/health/")),
    "no such page": State(opened("/nothing-here/")),
    "rules": State(opened("/rules/")),
}
OF_FILES = {
    "votes: form": State(opened("/opinion-map/")),
    "votes: nothing chosen": State(sent("/opinion-map/")),
    "votes: a file that cannot be read": State(bad_file),
    "votes: answer": State(FULL),
    "votes: answer for a small room with bad rows": State(a_small_room),
    "table: form": State(opened("/protect/")),
    "table: nothing chosen": State(sent("/protect/")),
    "table: answer": State(a_safe_table),
    "table: deleted": State(deleted),
    "table: asked for what is gone": State(fetched_before),
    "votes: a large file that cannot be read": State(failed),
    "votes: report read here": State(read_here, is_sandboxed=True),
    "form kept open too long": State(form_too_old),
}
OF_AIM = {
    "aim: sets to choose from": State(opened("/aim/")),
    "aim: limits": State(opened("/aim/limits/")),
    "aim: page of a talk": State(opened("/aim/alcohol/")),
    "aim: paper": State(opened("/aim/alcohol/paper/")),
    "aim: Easy Read paper": State(opened("/aim/alcohol/paper/easy/")),
    "aim: all words and rules": State(opened("/aim/alcohol/wording/")),
    "aim: no such talk": State(opened("/aim/nothing/")),
}
OF_PEOPLE = {
    "sign in: form": State(opened("/sign-in/")),
    "sign in: no address": State(sent("/sign-in/")),
    "sign in: code sent": State(code_sent),
    "sign in: wrong code": State(code_wrong),
    "sign in: code over": State(opened("/sign-in/code/")),
    "sign in: done": State(signed_in_by_code),
    "sign on that is not there": State(opened("/sign-on/westmarch/")),
    "sign on that failed": State(opened("/sign-on/westmarch/back/")),
    "invited to hold rooms": State(opened("/invited/{people[invited]}/")),
    "invited to hold rooms: used": State(opened("/invited/{people[used]}/")),
    "account of a member": State(opened("/account/"), "member"),
    "account of a facilitator": State(opened("/account/"), "facilitator"),
    "account: erase?": State(opened("/account/erase/"), "member"),
    "account: erased": State(sent("/account/erase/"), "leaves"),
    "account of a community host": State(opened("/account/"), "host"),
    "account: all my data": State(opened("/account/data/"), "member"),
    "account: who pays you": State(opened("/account/page/"), "member"),
    "account: passkeys": State(opened("/account/passkeys/"), "member"),
    "account: add a passkey where none works": State(opened("/account/passkeys/add/"), "member"),
    "account: name a passkey": State(opened("/account/passkeys/{said[passkey]}/"), "member"),
    "sign in: with a passkey where none works": State(opened("/sign-in/passkey/")),
    "page of a member": State(opened("/people/{said[member]}/")),
    "page of one's own, not switched on": State(opened("/people/{said[facilitator]}/"), "facilitator"),
    "vouching": State(opened("/account/vouching/"), "member"),
    "vouching: no group": State(opened("/account/vouching/"), "facilitator"),
    "vouching: what one says of others, and a new link": State(sent("/account/vouching/", "Make a link"), "voice"),
    "vouching: link opened": State(opened("/vouch/{said[asked]}/"), "voice"),
    "vouching: as whom?": State(sent("/vouch/{said[asked]}/", "Say that I know it"), "host"),
    "vouching: one's own link": State(opened("/vouch/{said[asked]}/"), "member"),
    "vouching: link over": State(opened("/vouch/none/"), "member"),
    "organisations": State(opened("/organisations/")),
    "organisations of a host": State(opened("/organisations/"), "host"),
    "organisation": State(opened("/organisations/{said[carers]}/")),
    "organisation of a member": State(opened("/organisations/{said[carers]}/"), "member"),
    "organisation of its voice": State(opened("/organisations/{said[carers]}/"), "voice"),
    "organisation: tell": State(opened("/organisations/{said[carers]}/tell/"), "voice"),
    "organisation: add": State(opened("/organisations/add/"), "host"),
    "organisation: nothing written": State(sent("/organisations/add/"), "host"),
    "organisation: voices": State(opened("/organisations/{said[carers]}/voices/"), "host"),
    "signed out": State(sent("/account/", "Sign out"), "leaves_too"),
}
OF_PROBLEMS = {
    "problems": State(opened("/problems/")),
    "problems with one's own": State(opened("/problems/"), "facilitator"),
    "problem: form": State(opened("/problems/bring/")),
    "problem: nothing written": State(sent("/problems/bring/")),
    "problem: to sign in first": State(sent("/problems/bring/", text="We never see the same person twice.")),
    "problem: brought": State(sent("/problems/bring/", text="Nobody answers after five."), "member"),
    "problem: nothing kept": State(opened("/problems/bring/kept/"), "member"),
    "problem: draft": State(opened("/problems/{problems[draft]}/"), "facilitator"),
    "problem: tell more": State(opened("/problems/{problems[draft]}/more/"), "facilitator"),
    "problem: part": State(opened("/problems/{problems[draft]}/more/happens/"), "facilitator"),
    "problem: part without words": State(sent("/problems/{problems[draft]}/more/happens/"), "facilitator"),
    "problem: part on who should be there": State(
        opened("/problems/{problems[draft]}/more/who-should-be-there/"), "facilitator"
    ),
    "problem: share": State(opened("/problems/{problems[draft]}/share/"), "facilitator"),
    "problem: share what is shared": State(opened("/problems/{problems[all]}/share/"), "facilitator"),
    "problem: one's own for people with the link": State(opened("/problems/{problems[link]}/"), "facilitator"),
    "problem: one's own for everyone": State(opened("/problems/{problems[all]}/"), "facilitator"),
    "problem: opened by its link": State(opened("/problems/{problems[link]}/")),
    "problem: with meetings": State(opened("/problems/{problems[shared]}/")),
    "problem: with meetings, for a facilitator": State(opened("/problems/{problems[shared]}/"), "facilitator"),
    "problem: what I wrote": State(opened("/conversations/{problems[all]}/me/"), "facilitator"),
    "problems: some of them": State(opened("/problems/?only=needs-answer&service=drug-and-alcohol")),
    "problems: none of them": State(opened("/problems/?stage=looked-again")),
    "problem: talked about": State(opened("/problems/{problems[talked]}/")),
    "problem: talked about, for a member": State(opened("/problems/{problems[talked]}/"), "member"),
    "problem: talked about, for a host": State(opened("/problems/{problems[talked]}/"), "host"),
    "problem: followed": State(followed, "member"),
    "problem: closed": State(opened("/problems/{problems[closed]}/")),
    "problem: one's own that is closed": State(opened("/problems/{problems[closed]}/"), "facilitator"),
    "problem: what it is about": State(opened("/problems/{problems[draft]}/about/"), "facilitator"),
    "problem: a day that is over": State(
        sent("/problems/{problems[draft]}/about/", "Save", answer_by="2020-01-01"), "facilitator"
    ),
    "problem: where it stands": State(opened("/problems/{problems[all]}/stage/"), "facilitator"),
    "problem: where it stands, closed": State(opened("/problems/{problems[closed]}/stage/"), "facilitator"),
    "problem: close it": State(opened("/problems/{problems[all]}/close/"), "facilitator"),
    "problem: closed without words": State(sent("/problems/{problems[all]}/close/"), "facilitator"),
    "problem: what somebody said": State(opened("/problems/{problems[talked]}/words/{problems[question]}/")),
    "reply: nothing kept": State(opened("/problems/{problems[talked]}/reply/question/kept/"), "member"),
    "same here: nothing kept": State(opened("/problems/{problems[talked]}/same-here/kept/"), "member"),
    "reply: a question": State(opened("/problems/{problems[talked]}/reply/question/")),
    "reply: a question with a quote": State(
        opened("/problems/{problems[talked]}/reply/question/?quotes={problems[tried]}"), "member"
    ),
    "reply: an answer": State(opened("/problems/{problems[talked]}/reply/answer/?to={problems[question]}"), "member"),
    "reply: an answer to nothing": State(opened("/problems/{problems[talked]}/reply/answer/"), "member"),
    "reply: what was tried": State(opened("/problems/{problems[talked]}/reply/tried/"), "member"),
    "reply: an idea": State(opened("/problems/{problems[talked]}/reply/idea/"), "member"),
    "reply: an idea that is not asked for": State(opened("/problems/{problems[all]}/reply/idea/"), "member"),
    "reply: nothing written": State(sent("/problems/{problems[talked]}/reply/question/"), "member"),
    "reply: to a closed problem": State(opened("/problems/{problems[closed]}/reply/question/"), "member"),
    "reply: to sign in first": State(sent("/problems/{problems[all]}/reply/question/", text="How many?")),
    "same here: form": State(opened("/problems/{problems[talked]}/same-here/")),
    "same here: to a closed problem": State(opened("/problems/{problems[closed]}/same-here/"), "member"),
    "same here: pressed": State(sent("/problems/{problems[talked]}/", "Same here"), "member"),
    "same here: take it back": State(opened("/problems/{problems[talked]}/same-here/take-back/"), "member"),
}
