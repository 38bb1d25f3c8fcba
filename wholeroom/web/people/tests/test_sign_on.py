"""Signing in through an organisation, against a small provider of our own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from wholeroom.web import environment
from wholeroom.web.people.models import Person

pytestmark = pytest.mark.django_db
SIGN_ON, BACK = "/sign-on/own/", "/sign-on/own/back/"


class Provider(BaseHTTPRequestHandler):
    """Says who somebody is, as the provider of an organisation would."""

    def do_GET(self):
        address = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known/"):
            names = {"issuer": "", "authorization_endpoint": "/ask", "token_endpoint": "/token", "jwks_uri": "/keys"}
            return self.say({name: address + path for name, path in {**names, "userinfo_endpoint": "/who"}.items()})
        return self.say(self.server.person)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.say({"access_token": "t", "token_type": "Bearer"})

    def say(self, words):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(words).encode())

    def log_message(self, *arguments):
        """Quietly."""


@pytest.fixture
def provider(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.person = {"sub": "7", "email": "Jo@Westmarch.example", "email_verified": True, "name": "Jo Harper"}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        settings.SIGN_ON_NAME = "Westmarch Council"
        server.configure = lambda **options: setattr(
            settings,
            "SOCIALACCOUNT_PROVIDERS",
            environment.sign_on("own", address, client="wholeroom", secret="s", **options),
        )
        server.configure(checks_mail=False)
        yield server
        server.shutdown()


@pytest.fixture
def sign_on(client):
    """There and back; gives the answer to the way back."""

    def go(query=""):
        there = client.get(f"{SIGN_ON}{query}")
        asked = parse_qs(urlsplit(there.headers["Location"]).query)
        assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
        return client.get(BACK, {"code": "c", "state": asked["state"][0]})

    return go


def test_button_stands_only_where_an_organisation_is_named(client, provider, settings):
    with_it = client.get("/sign-in/?next=/privacy/").text
    settings.SIGN_ON_NAME = ""
    without = client.get("/sign-in/").text

    assert "Sign in with Westmarch Council" in with_it
    assert f'href="{SIGN_ON}?next=%2Fprivacy%2F"' in with_it
    assert "sign-on" not in without


@pytest.mark.parametrize("path", [SIGN_ON, BACK, "/sign-on/other/"])
def test_nothing_is_there_where_no_organisation_is_named(client, path):
    assert client.get(path).status_code == 404


def test_organisation_signs_in_a_newcomer_without_rights(client, provider, sign_on):
    response = sign_on("?next=/privacy/")

    person = Person.objects.get()
    assert response.headers["Location"] == "/privacy/"
    assert (person.email, person.name, person.is_confirmed) == ("jo@westmarch.example", "", True)
    assert person.may_facilitate is False
    assert client.get("/account/").context["request"].user == person


def test_organisation_signs_in_a_member_as_who_they_are(client, provider, sign_on, make_person):
    member = make_person("jo@westmarch.example", may_facilitate=True)

    sign_on()

    assert Person.objects.get() == member
    assert client.get("/account/").context["request"].user == member


def test_way_back_of_a_sign_on_never_leads_to_another_site(provider, sign_on):
    assert sign_on("?next=https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize("verified", [False, "false", None])
def test_address_that_the_organisation_did_not_check_lets_nobody_in(client, provider, sign_on, make_person, verified):
    make_person("jo@westmarch.example", may_facilitate=True)
    provider.person["email_verified"] = verified

    response = sign_on()

    assert response.status_code == 403
    assert "did not tell us that your e-mail address is really yours" in response.text
    assert client.get("/account/").status_code == 302


def test_address_without_a_word_on_checking_counts_where_the_settings_say_so(client, provider, sign_on):
    provider.configure(checks_mail=True)
    del provider.person["email_verified"]

    sign_on()

    assert client.get("/account/").status_code == 200


def test_nothing_else_of_what_the_organisation_tells_is_kept(provider, sign_on):
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialAccount, SocialToken

    sign_on()

    assert [kind.objects.count() for kind in (EmailAddress, SocialAccount, SocialToken)] == [0, 0, 0]


@pytest.mark.parametrize("query", [{"error": "access_denied"}, {"code": "c", "state": "made-up"}, {}])
def test_sign_on_that_fails_says_so_and_shows_the_other_way(client, provider, query):
    response = client.get(BACK, query)

    assert response.status_code == 403
    assert "You can use a code by mail." in response.text


@pytest.mark.parametrize("path", [SIGN_ON, BACK])
def test_provider_that_does_not_answer_does_not_break_the_page(client, provider, settings, path):
    there = client.get(SIGN_ON)
    state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
    settings.SOCIALACCOUNT_PROVIDERS = environment.sign_on(
        "own", "http://127.0.0.1:9/", client="wholeroom", secret="s", checks_mail=False
    )

    response = client.get(path, {"code": "c", "state": state})

    assert response.status_code == 403
    assert "the other site did not answer in time" in response.text


def test_stopping_half_way_says_so(client, provider):
    there = client.get(SIGN_ON)
    state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]

    response = client.get(BACK, {"error": "access_denied", "state": state})

    assert response.status_code == 403
    assert "You may have stopped half way" in response.text
