import time

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from wholeroom.web.history.models import Entry
from wholeroom.web.people import sign_in as limits_of_sign_in
from wholeroom.web.people.models import Person

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, ACCOUNT = "/sign-in/", "/sign-in/code/", "/account/"


def who_is(client):
    page = client.get(ACCOUNT)
    return page.context["request"].user if page.status_code == 200 else None


def a_wrong(code):
    return "1" + code[1:] if code[0] != "1" else "2" + code[1:]


def test_newcomer_is_in_after_one_field_and_one_code(client, sign_in):
    response = sign_in(client, "Jo@Westmarch.example")

    person = Person.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert (person.email, person.name, person.is_confirmed) == ("jo@westmarch.example", "", True)
    assert person.may_facilitate is False
    assert who_is(client) == person


def test_member_signs_in_the_same_way_and_stays_one_person(client, make_person, sign_in):
    member = make_person("jo@westmarch.example", name="Jo")

    sign_in(client, "jo@westmarch.example")

    assert who_is(client) == member
    assert Person.objects.count() == 1


def test_pages_are_the_same_whether_the_address_is_known_or_not(make_person, ask_for_code):
    make_person("known@westmarch.example")
    pages = []

    for name in ("known", "other"):
        client = Client()
        answer, _ = ask_for_code(client, f"{name}@westmarch.example")
        page = client.get(answer.headers["Location"])
        pages.append((answer.status_code, answer.headers["Location"], page.text.replace(name, "")))

    token = lambda text: text.split('csrfmiddlewaretoken" value="')[1][:64]  # noqa: E731
    known, other = [(status, place, text.replace(token(text), "")) for status, place, text in pages]
    assert known == other


def test_code_mail_is_short_plain_and_in_both_languages(client, ask_for_code, mailoutbox):
    _, code = ask_for_code(client, "jo@westmarch.example")

    mail = mailoutbox[0]
    assert (mail.to, mail.message().get_content_type()) == (["jo@westmarch.example"], "text/plain")
    assert mail.subject == f"Your code: {code}"
    assert mail.body.count(code) == 2
    assert "Did you not ask for this? Then do nothing." in mail.body
    assert len(mail.body) < 900


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{0[0]}{0[1]}{0[2]}{0[3]} {0[5]}{0[6]}{0[7]}{0[8]}"])
def test_code_may_be_typed_with_or_without_its_dash(client, ask_for_code, spelling):
    _, code = ask_for_code(client, "jo@westmarch.example")

    client.post(CODE, {"code": spelling.format(code)})

    assert who_is(client).email == "jo@westmarch.example"


def test_what_is_no_address_is_refused_with_what_to_do(client, ask_for_code):
    response, code = ask_for_code(client, "jo")

    assert (response.status_code, code) == (400, None)
    assert "Write it as in: name@example.org." in response.text


def test_wrong_code_can_be_put_right(client, ask_for_code):
    _, code = ask_for_code(client, "jo@westmarch.example")

    wrong = client.post(CODE, {"code": a_wrong(code)})
    right = client.post(CODE, {"code": code})

    assert wrong.status_code == 400
    assert "This is not the code we sent." in wrong.text
    assert right.status_code == 302


def test_five_wrong_codes_are_the_end_of_a_code(client, ask_for_code):
    _, code = ask_for_code(client, "jo@westmarch.example")

    answers = [client.post(CODE, {"code": a_wrong(code)}).status_code for _ in range(5)]
    late = client.post(CODE, {"code": code})

    assert answers == [400, 400, 400, 400, 410]
    assert late.status_code == 410
    assert who_is(client) is None


def test_code_is_too_old_after_fifteen_minutes(client, ask_for_code, monkeypatch):
    _, code = ask_for_code(client, "jo@westmarch.example", next="/privacy/")
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    response = client.post(f"{CODE}?next=/privacy/", {"code": code})

    assert response.status_code == 410
    assert 'href="/sign-in/?next=%2Fprivacy%2F"' in response.text
    assert who_is(client) is None


def test_code_works_only_in_the_browser_that_asked(client, ask_for_code):
    _, code = ask_for_code(client, "jo@westmarch.example")
    elsewhere = Client()

    response = elsewhere.post(CODE, {"code": code})

    assert response.status_code == 410
    assert who_is(elsewhere) is None


def test_second_code_takes_the_place_of_the_first(client, ask_for_code):
    _, first = ask_for_code(client, "jo@westmarch.example")
    _, second = ask_for_code(client, "jo@westmarch.example")

    assert client.post(CODE, {"code": first}).status_code == 400
    assert client.post(CODE, {"code": second}).status_code == 302


def test_address_can_be_put_right_before_the_code(client, ask_for_code):
    ask_for_code(client, "jp@westmarch.example")

    again = client.get(SIGN_IN)
    _, code = ask_for_code(client, "jo@westmarch.example")
    client.post(CODE, {"code": code})

    assert again.status_code == 200
    assert who_is(client).email == "jo@westmarch.example"


def test_way_back_is_kept_through_both_pages(client, sign_in):
    assert sign_in(client, "jo@westmarch.example", next="/privacy/?a=1").headers["Location"] == "/privacy/?a=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "http://localhost:9/",
        "javascript:go()",
        "/\\elsewhere.example",
    ],
)
def test_way_back_never_leads_to_another_site(client, sign_in, elsewhere):
    assert sign_in(client, "jo@westmarch.example", next=elsewhere).headers["Location"] == "/"


def test_who_is_signed_in_already_goes_straight_on(client, make_person):
    client.force_login(make_person())

    assert client.get(f"{SIGN_IN}?next=/privacy/").headers["Location"] == "/privacy/"


def test_page_for_members_asks_to_sign_in_and_comes_back(client, sign_in):
    asked = client.get(ACCOUNT)

    assert asked.headers["Location"] == f"{SIGN_IN}?next={ACCOUNT}"
    assert sign_in(client, "jo@westmarch.example", next=ACCOUNT).headers["Location"] == ACCOUNT


def test_draft_in_the_session_survives_signing_in_under_a_new_key(client, sign_in):
    session = client.session
    session["draft"] = "People leave in the first twelve weeks"
    session.save()
    before = session.session_key

    sign_in(client, "jo@westmarch.example")

    assert client.session["draft"] == "People leave in the first twelve weeks"
    assert client.session.session_key != before
    assert client.session.get_expiry_age() > 29 * 24 * 3600


def test_unfinished_sign_in_is_kept_for_a_day_only(client, ask_for_code):
    ask_for_code(client, "jo@westmarch.example")

    assert client.session.get_expiry_age() == 24 * 3600


def test_signing_in_keeps_the_session_for_thirty_days(client, sign_in):
    sign_in(client, "jo@westmarch.example")

    assert client.session.get_expiry_age() == 30 * 24 * 3600


def test_forty_people_behind_one_address_all_get_in(sign_in):
    statuses = [sign_in(Client(), f"p{number}@westmarch.example").status_code for number in range(40)]

    assert statuses == [302] * 40


def test_sixth_code_to_one_address_is_refused_known_or_not(make_person, ask_for_code):
    make_person("known@westmarch.example")

    for name in ("known", "other"):
        answers = [ask_for_code(Client(), f"{name}@westmarch.example") for _ in range(6)]
        assert [answer.status_code for answer, _ in answers] == [302] * 5 + [429]
        assert answers[5][1] is None


def test_one_browser_gets_ten_codes(client, ask_for_code):
    statuses = [ask_for_code(client, f"p{number}@westmarch.example")[0].status_code for number in range(11)]

    assert statuses == [302] * 10 + [429]


def test_codes_in_all_have_a_ceiling(ask_for_code, monkeypatch):
    monkeypatch.setattr(limits_of_sign_in, "CODES_IN_ALL", 2)

    statuses = [ask_for_code(Client(), f"p{number}@westmarch.example")[0].status_code for number in range(3)]

    assert statuses == [302, 302, 429]


def test_history_knows_when_somebody_joined_and_nothing_of_later_visits(client, sign_in):
    sign_in(client, "jo@westmarch.example")
    client.post("/sign-out/")
    sign_in(client, "jo@westmarch.example")

    key = Person.objects.get().key
    assert list(Entry.objects.values_list("verb", "actor")) == [("asked to join", None), ("joined", key)]


def test_signing_out_forgets_the_session(client, sign_in):
    sign_in(client, "jo@westmarch.example")

    response = client.post("/sign-out/")

    assert response.headers["Location"] == "/"
    assert who_is(client) is None
    assert client.get("/sign-out/").status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_logout",
        "socialaccount_signup",
        "mfa_index",
        "mfa_authenticate",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
        "mfa_signup_webauthn",
    ],
)
def test_other_pages_of_the_package_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/login/", "/login/", "/signup/", "/oidc/own/login/", "/3rdparty/", "/2fa/"])
def test_no_page_of_the_package_answers_at_its_usual_address(client, path):
    assert client.get(path).status_code == 404


def test_masthead_shows_the_way_in_and_then_the_account(client, make_person):
    outside = client.get("/").text
    client.force_login(make_person())
    inside = client.get("/").text

    assert (f'href="{SIGN_IN}"' in outside, f'href="{ACCOUNT}"' in outside) == (True, False)
    assert (f'href="{SIGN_IN}"' in inside, f'href="{ACCOUNT}"' in inside) == (False, True)


@pytest.mark.parametrize(("server", "hint"), [("", True), ("smtp://mail.example.org", False)])
def test_page_says_where_the_code_is_only_while_no_mail_can_be_sent(client, ask_for_code, settings, server, hint):
    settings.SMTP_URL = server
    ask_for_code(client, "jo@westmarch.example")

    assert ("This site cannot send mail yet." in client.get(CODE).text) is hint
