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


@pytest.fixture
def device(browser, site):
    """A browser on a device that makes passkeys and unlocks by itself; what its console says is in ``said``."""
    context = browser.new_context(**LOOKS["phone, light"])
    page = context.new_page()
    page.said = []
    page.on("console", lambda told: page.said.append(told.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.keys = context.new_cdp_session(page)
    page.keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    page.keys.number = page.keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )["authenticatorId"]
    page.site = site.replace("127.0.0.1", "localhost")
    yield page
    context.close()


def unlocks(page, *, is_theirs):
    page.keys.send("WebAuthn.setUserVerified", {"authenticatorId": page.keys.number, "isUserVerified": is_theirs})


def sign_in_by_code(page, data, email):
    page.goto(f"{page.site}/sign-in/?next=/account/")
    page.get_by_label("Your e-mail address").fill(email)
    send(page)
    page.get_by_label("The code from the mail").fill(newest_code(data))
    send(page)
    look(page, "Your account")


def test_passkey_is_made_signs_in_and_is_removed(device, data):
    sign_in_by_code(device, data, "passkey@westmarch.example")
    device.get_by_role("link", name="your passkeys").click()
    look(device, "Your passkeys")
    device.get_by_role("link", name="Add a passkey").click()
    look(device, "Add a passkey")
    device.get_by_label("What shall we call it?").fill("my phone")
    device.get_by_role("button", name="Make the passkey").click()
    device.get_by_text("my phone", exact=True).wait_for()
    look(device, "Your passkeys")
    device.goto(f"{device.site}/account/")
    device.get_by_role("button", name="Sign out").click()

    device.goto(f"{device.site}/sign-in/?next=/account/")
    look(device, "Sign in")
    device.get_by_role("button", name="Sign in with a passkey").click()
    device.get_by_role("heading", name="Your account").wait_for()
    assert "passkey@westmarch.example" in device.locator("main").inner_text()

    device.goto(f"{device.site}/account/passkeys/")
    device.get_by_role("link", name="Change its name").click()
    look(device, "Name your passkey")
    device.goto(f"{device.site}/account/passkeys/")
    device.get_by_role("button", name="Remove it").click()
    device.get_by_text("You have none yet.").wait_for()
    device.goto(f"{device.site}/account/")
    device.get_by_role("button", name="Sign out").click()
    device.goto(f"{device.site}/sign-in/")
    device.get_by_role("button", name="Sign in with a passkey").click()
    device.get_by_role("heading", name="That did not sign you in").wait_for()
    look(device, "That did not sign you in")
    assert [told for told in device.said if "403" not in told] == []


def test_device_that_makes_no_passkey_leaves_the_way_by_code(device, data):
    sign_in_by_code(device, data, "refuses@westmarch.example")
    device.goto(f"{device.site}/account/passkeys/add/")
    unlocks(device, is_theirs=False)

    device.get_by_role("button", name="Make the passkey").click()
    device.get_by_text("Your device did not make one.").wait_for()

    look(device, "Add a passkey")


def test_browser_without_scripts_is_told_that_it_makes_no_passkey(browser, device, data):
    sign_in_by_code(device, data, "plain@westmarch.example")
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(device.context.cookies())
    page = context.new_page()
    page.goto(f"{device.site}/account/passkeys/add/")

    assert page.get_by_text("This browser cannot make a passkey").is_visible()
    assert not page.get_by_role("button", name="Make the passkey").is_visible()
    context.close()
