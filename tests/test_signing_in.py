"""Signing in as people do it, on a site without a mail server: every page on the way, on a phone and on a desk."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, environment_for, running
from tests.looking import LOOKS, barriers, scrolls_sideways


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("members")


@pytest.fixture(scope="module")
def site(data):
    with running("serve", data=data) as address:
        yield address


@pytest.fixture(params=LOOKS)
def page(request, browser):
    context = browser.new_context(**LOOKS[request.param])
    yield context.new_page()
    context.close()


def newest_code(data):
    newest = max((data / "outbox").glob("*.eml"))
    return re.search(r"\b\d{4}-\d{4}\b", newest.read_text()).group()


def send(page):
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def look(page, heading):
    assert page.locator("h1").inner_text() == heading
    assert barriers(page) == []
    assert not scrolls_sideways(page)


def test_newcomer_signs_in_by_the_code_in_the_outbox_and_erases_themselves(page, site, data):
    page.goto(f"{site}/sign-in/?next=/account/")
    look(page, "Sign in")
    send(page)
    look(page, "Sign in")
    page.get_by_label("Your e-mail address").fill("jo@westmarch.example")
    send(page)
    look(page, "Type the code we sent")
    page.get_by_label("The code from the mail").fill("no")
    send(page)
    look(page, "Type the code we sent")
    page.get_by_label("The code from the mail").fill(newest_code(data))
    send(page)
    look(page, "Your account")
    page.get_by_role("link", name="Erase my account").click()
    look(page, "Erase my account")
    send(page)
    look(page, "Your account is erased")

    page.goto(f"{site}/account/")
    assert page.locator("h1").inner_text() == "Sign in"


def test_link_from_the_terminal_makes_a_facilitator_once(page, site, data):
    done = subprocess.run(
        [sys.executable, "-m", "wholeroom.cli", "invite", "sam@westmarch.example", "--data", data, "--address", site],
        cwd=ROOT,
        env=environment_for(),
        capture_output=True,
        text=True,
        check=True,
    )
    link = re.search(r"^http\S+/invited/\S+$", done.stdout, re.MULTILINE).group()

    page.goto(link)
    look(page, "You are invited to hold rooms")
    send(page)
    page.goto(f"{site}/account/")
    look(page, "Your account")
    assert "You may open rooms and hold them." in page.locator("main").inner_text()

    page.goto(link)
    look(page, "This link no longer works")


@pytest.mark.parametrize(
    ("path", "heading"), [("/sign-in/code/", "You need a new code"), ("/invited/none/", "This link no longer works")]
)
def test_page_off_the_way_has_no_barriers(page, site, path, heading):
    page.goto(site + path)

    look(page, heading)


def test_sign_on_that_does_not_answer_leads_back_to_the_code_by_mail(page, tmp_path):
    nowhere = "http://127.0.0.1:9"
    settings = {"WHOLEROOM_OIDC_URL": nowhere, "WHOLEROOM_OIDC_CLIENT": "id", "WHOLEROOM_OIDC_SECRET": "secret"}
    with running("serve", "--no-worker", data=tmp_path, **settings) as site:
        page.goto(f"{site}/sign-in/")
        look(page, "Sign in")
        page.get_by_role("link", name="your organisation").click()

        look(page, "That did not sign you in")
        assert page.locator("main a[href*=sign-in]").count() == 1
