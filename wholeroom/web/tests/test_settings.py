import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from wholeroom.web import settings as module
from wholeroom.web.environment import SettingError
from wholeroom.web.running.addresses import LOCAL

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"WHOLEROOM_[A-Z_]+")


@pytest.fixture
def read_settings(monkeypatch, tmp_path):
    """The settings as a fresh process would read them."""

    def read(**environment: str) -> dict[str, Any]:
        for name in NAME.findall(Path(module.__file__).read_text()):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("WHOLEROOM_DATA", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(module.__file__)

    return read


def test_every_setting_is_documented_and_nothing_else_is():
    code = [file for file in (ROOT / "wholeroom").rglob("*.py") if "tests" not in file.parts]
    code.append(ROOT / "conftest.py")
    used = {name for file in code for name in NAME.findall(file.read_text())}
    documented = set(NAME.findall((ROOT / "docs" / "reference" / "settings.md").read_text()))

    assert documented == used


def test_settings_need_no_environment(read_settings):
    found = read_settings()

    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["DEBUG"] is False
    assert len(found["SECRET_KEY"]) >= 50


def test_key_comes_from_the_environment_before_the_file(read_settings, tmp_path):
    (tmp_path / "secret-key").write_text("from the file\n")

    assert read_settings()["SECRET_KEY"] == "from the file"
    assert read_settings(WHOLEROOM_SECRET_KEY="e" * 32)["SECRET_KEY"] == "e" * 32


def test_plain_http_on_the_own_network_works_without_a_setting(read_settings):
    found = read_settings()

    assert set(LOCAL) <= set(found["ALLOWED_HOSTS"])
    assert (found["CSRF_COOKIE_NAME"], found["CSRF_COOKIE_SECURE"]) == ("csrf", False)
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_https_binds_cookies_to_the_host_and_asks_for_https_ever_after(read_settings):
    found = read_settings(WHOLEROOM_HTTPS="1", WHOLEROOM_HOSTS="room.example.org")

    assert found["ALLOWED_HOSTS"] == ["room.example.org", *LOCAL]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://room.example.org"]
    assert found["ADDRESS"] == "https://room.example.org/"
    for cookie in ("CSRF_COOKIE", "LANGUAGE_COOKIE", "SESSION_COOKIE"):
        assert found[f"{cookie}_NAME"].startswith("__Host-")
        assert found[f"{cookie}_SECURE"] is True
        assert found[f"{cookie}_HTTPONLY"] is True
        assert found[f"{cookie}_SAMESITE"] == "Lax"
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000


def test_sqlite_keeps_its_connection_and_takes_turns_at_writing(read_settings):
    found = read_settings(WHOLEROOM_SQLITE_SYNC="FULL")["DATABASES"]["default"]

    assert found["CONN_MAX_AGE"] is None
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA journal_mode = WAL;PRAGMA synchronous = FULL;" in found["OPTIONS"]["init_command"]
    assert "PRAGMA secure_delete = ON" in found["OPTIONS"]["init_command"]


def test_policy_allows_no_inline_code_and_no_other_host(read_settings):
    policy = read_settings()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_mail_goes_into_files_until_a_server_is_set(read_settings):
    found = read_settings()

    assert found["EMAIL_BACKEND"] == "wholeroom.web.mail.outbox.Outbox"
    assert found["MAIL_CARRIER"] == "wholeroom.web.mail.files.Files"


def test_mail_server_is_told_to_django(read_settings):
    url = "smtp://me:p%40ss@mail.example.org"
    found = read_settings(WHOLEROOM_SMTP_URL=url, WHOLEROOM_MAIL_FROM="Rooms <rooms@example.org>")

    told = [found[f"EMAIL_{name}"] for name in ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")]
    assert told == ["mail.example.org", 587, "me", "p@ss", True, False]
    assert found["MAIL_CARRIER"] == "django.core.mail.backends.smtp.EmailBackend"
    assert found["DEFAULT_FROM_EMAIL"] == "Rooms <rooms@example.org>"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"WHOLEROOM_SMTP_URL": "smtp://mail.example.org"}, "WHOLEROOM_MAIL_FROM"),
        ({"WHOLEROOM_OIDC_URL": "https://login.example.org"}, "WHOLEROOM_OIDC_CLIENT"),
        ({"WHOLEROOM_OIDC_URL": "https://login.example.org", "WHOLEROOM_OIDC_CLIENT": "x"}, "WHOLEROOM_OIDC_SECRET"),
    ],
)
def test_setting_that_needs_another_says_which(read_settings, environment, named):
    with pytest.raises(SettingError, match=f"The setting {named} is ''. Expected: "):
        read_settings(**environment)


def test_sign_on_is_named_only_where_it_is_set(read_settings):
    without = read_settings()
    given = {"URL": "https://login.example.org/council", "CLIENT": "x", "SECRET": "s", "NAME": "Westmarch Council"}
    found = read_settings(**{f"WHOLEROOM_OIDC_{name}": value for name, value in given.items()})

    assert (without["SIGN_ON_NAME"], without["SOCIALACCOUNT_PROVIDERS"]) == ("", {})
    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (found["SIGN_ON_NAME"], app["client_id"]) == ("Westmarch Council", "x")
    assert app["settings"] == {"server_url": "https://login.example.org/council"}
