import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.utils import timezone

from wholeroom.web.history.models import Entry
from wholeroom.web.people import actions as people
from wholeroom.web.people.passkeys import actions, availability, views
from wholeroom.web.people.tests.software_key import SoftwareKey

pytestmark = pytest.mark.django_db
PAGE, ADD, SIGN_IN = "/account/passkeys/", "/account/passkeys/add/", "/sign-in/passkey/"
SAFE = {"secure": True}


@pytest.fixture
def jo(make_person):
    return make_person("jo@westmarch.example", name="Jo")


@pytest.fixture
def inside(jo):
    client = Client()
    client.force_login(jo)
    return client


def add(client, key, name="my phone"):
    options = json.loads(client.get(ADD, **SAFE).context["options"])
    return client.post(ADD, {"name": name, "credential": json.dumps(key.make(options))}, **SAFE)


def what_to_sign(client):
    return client.get(SIGN_IN, headers={"accept": "application/json"}, **SAFE)


def sign_in(client, key, path=SIGN_IN):
    options = what_to_sign(client).json()["request_options"]
    return client.post(path, {"credential": json.dumps(key.sign(options))}, **SAFE)


def who_is(client):
    page = client.get("/account/")
    return page.context["request"].user if page.status_code == 200 else None


def test_passkey_is_added_and_signs_in_without_a_code(inside, jo, mailoutbox):
    key = SoftwareKey()
    browser = Client()

    added = add(inside, key)
    mails = len(mailoutbox)
    response = sign_in(browser, key)

    assert added.headers["Location"] == PAGE
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert (who_is(browser), len(mailoutbox)) == (jo, mails)
    assert browser.session.get_expiry_age() == 30 * 24 * 3600


def test_person_is_told_by_mail_that_one_was_added(inside, mailoutbox):
    add(inside, SoftwareKey(), name="my tablet")

    (mail,) = mailoutbox
    assert mail.to == ["jo@westmarch.example"]
    assert mail.body.count("my tablet") == 2


def test_no_time_is_kept_of_when_it_was_made_or_used(inside):
    key = SoftwareKey()
    add(inside, key)
    sign_in(Client(), key)

    kept = Authenticator.objects.get()
    made = timezone.localtime(kept.created_at)
    assert (made.date(), made.hour, made.minute, kept.last_used_at) == (timezone.localdate(), 0, 0, None)
    assert [verb for verb in Entry.objects.values_list("verb", flat=True) if "passkey" in verb] == ["added a passkey"]


def test_way_back_is_kept_and_never_leads_to_another_site(inside):
    key = SoftwareKey()
    add(inside, key)

    ways = [sign_in(Client(), key, f"{SIGN_IN}?next={way}") for way in ("/privacy/", "https://elsewhere.example/")]

    assert [response.headers["Location"] for response in ways] == ["/privacy/", "/"]


def test_code_by_mail_still_works_alone(inside, sign_in, jo):
    add(inside, SoftwareKey())
    browser = Client()

    response = sign_in(browser, "jo@westmarch.example")

    assert (response.status_code, who_is(browser)) == (302, jo)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://elsewhere.example"},
        {"name_of_site": "elsewhere.example"},
        {"verifies_user": False},
    ],
    ids=str,
)
def test_passkey_made_for_another_site_or_without_its_owner_is_refused(inside, wrong):
    response = add(inside, SoftwareKey(**wrong))

    assert (response.status_code, Authenticator.objects.count()) == (400, 0)
    assert "Please try once more." in response.text


@pytest.mark.parametrize("sent", ["", "null", "[]", "{}", '{"response": 1}', '{"id": "a", "response": {}}', "no json"])
def test_what_is_no_passkey_is_refused_in_words(inside, sent):
    inside.get(ADD, **SAFE)
    browser = Client()
    what_to_sign(browser)

    made = inside.post(ADD, {"name": "", "credential": sent}, **SAFE)
    used = browser.post(SIGN_IN, {"credential": sent}, **SAFE)

    assert (made.status_code, used.status_code) == (400, 403)
    assert "You can sign in with a code." in used.text


def test_other_passkey_does_not_open_the_account(inside, jo):
    key, other = SoftwareKey(), SoftwareKey()
    add(inside, key)
    other.id, other.user = key.id, key.user
    browser = Client()

    response = sign_in(browser, other)

    assert (response.status_code, who_is(browser)) == (403, None)


def test_answer_works_once(inside):
    key = SoftwareKey()
    add(inside, key)
    browser, listener = Client(), Client()
    options = what_to_sign(browser).json()["request_options"]
    answer = {"credential": json.dumps(key.sign(options))}
    browser.post(SIGN_IN, answer, **SAFE)
    what_to_sign(listener)

    again = [client.post(SIGN_IN, answer, **SAFE).status_code for client in (listener, Client())]

    assert again == [403, 403]


def test_passkey_is_named_and_removed_by_its_owner_only(inside, make_person):
    key = SoftwareKey()
    add(inside, key, name="")
    kept = Authenticator.objects.get()
    stranger = Client()
    stranger.force_login(make_person())

    refused = [stranger.get(f"{PAGE}{kept.pk}/").status_code, stranger.post(f"{PAGE}{kept.pk}/remove/").status_code]
    inside.post(f"{PAGE}{kept.pk}/", {"name": "my phone"})
    named = inside.get(PAGE).text
    inside.post(f"{PAGE}{kept.pk}/remove/")

    assert refused == [404, 404]
    assert "my phone" in named
    assert sign_in(Client(), key).status_code == 403


def test_one_person_keeps_ten(inside, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)

    statuses = [add(inside, SoftwareKey()).status_code for _ in range(2)]

    assert statuses == [302, 400]


def test_asking_what_to_sign_has_a_limit_and_is_kept_for_a_day_only(client, monkeypatch):
    monkeypatch.setattr(views, "FOR_ONE_BROWSER", 1)

    statuses = [what_to_sign(client).status_code for _ in range(2)]

    assert statuses == [200, 429]
    assert client.session.get_expiry_age() == 24 * 3600


def test_address_of_the_script_is_the_sign_in_page_to_everything_else(client):
    assert client.get(SIGN_IN, **SAFE).headers["Location"] == "/sign-in/"


@pytest.mark.parametrize(
    ("host", "secure", "there"),
    [
        ("room.westmarch.example", True, True),
        ("room.westmarch.example", False, False),
        ("localhost:8000", False, True),
        ("192.168.1.7:8000", False, False),
        ("192.168.1.7", True, False),
        ("[::1]:8000", True, False),
    ],
)
def test_passkeys_need_a_safe_connection_and_a_name(settings, host, secure, there):
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/", headers={"host": host}, secure=secure)

    assert availability.are_there(request) is there


def test_on_plain_http_they_are_not_there_and_the_pages_say_why(client, inside):
    pages = [client.get("/sign-in/").text, inside.get(PAGE).text]

    assert all("(https)" in page for page in pages)
    assert not any("data-passkey" in page for page in pages)
    assert inside.get(ADD).headers["Location"] == PAGE
    assert client.get(SIGN_IN, headers={"accept": "application/json"}).status_code == 302


def test_passkeys_go_with_the_account(inside, jo):
    key = SoftwareKey()
    add(inside, key)

    people.erase(by=jo)

    assert Authenticator.objects.count() == 0
    assert sign_in(Client(), key).status_code == 403
