import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from wholeroom.web.site import error_pages
from wholeroom.web.urls import handler400, handler403, handler404, handler500
from wholeroom.web.urls import urlpatterns as site_patterns
from wholeroom.web.whole_requests import TOO_LARGE

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def failing(error):
    def view(request, **arguments):
        raise error

    return view


urlpatterns = [
    *site_patterns,
    path("try/400/", failing(SuspiciousOperation("x"))),
    path("try/403/", failing(PermissionDenied)),
    path("try/500/<str:token>/", failing(ZeroDivisionError("x"))),
]
with_failing_pages = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@with_failing_pages
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/try/400/", 400, "We could not read what was sent"),
        ("/try/403/", 403, "You may not see this page"),
        ("/try/404/", 404, "There is no page here"),
        ("/try/500/secret/", 500, "Something broke on our side"),
    ],
)
def test_error_has_a_human_page_and_needs_no_database(visitor, address, status, heading):
    """No database is set up for this test, so that any use of one would fail it."""
    response = visitor.get(address)

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_unknown_host_is_told_which_setting_to_change(visitor):
    response = visitor.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "WHOLEROOM_HOSTS" in response.text


def test_request_marked_too_large_is_refused_with_the_limit(visitor, settings):
    settings.UPLOAD_BYTES = 7_000_000

    response = visitor.post("/opinion-map/", **{"asgi.scope": {TOO_LARGE: True}})

    assert response.status_code == 413
    assert "You can send up to 7 megabytes at once." in response.text


def test_form_without_its_token_is_told_to_load_the_page_again():
    response = Client(enforce_csrf_checks=True).post("/opinion-map/")

    assert response.status_code == 403
    assert "Go back, load the page again, and send it once more." in response.text


def test_too_many_at_once_has_a_page():
    assert "Please wait a minute, then try again." in render_to_string("429.html")


def test_broken_templates_leave_plain_words(monkeypatch):
    monkeypatch.setattr(error_pages, "render", failing(ZeroDivisionError))

    response = error_pages.broken(RequestFactory().get("/"))

    assert (response.status_code, response.text) == (500, error_pages.PLAIN)


@with_failing_pages
def test_log_of_an_error_does_not_hold_the_address(visitor, caplog):
    visitor.get("/try/500/secret-token/")

    assert [record.getMessage() for record in caplog.records] == ["Internal Server Error: try/500/<str:token>/"]


def test_nothing_is_printed_of_a_form_without_its_token_or_of_a_request_that_is_not_ours(capfd):
    Client(enforce_csrf_checks=True).post("/speak/a-link-that-nobody-else-knows/")
    Client(headers={"host": "elsewhere.example"}).get("/speak/a-link-that-nobody-else-knows/")

    assert "nobody-else-knows" not in "".join(capfd.readouterr())
