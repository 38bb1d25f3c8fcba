from pathlib import Path

import pytest

from wholeroom.web import environment
from wholeroom.web.environment import SettingError

NAME = "WHOLEROOM_TRIED"


@pytest.mark.parametrize(
    ("found", "read"),
    [
        ("perhaps", lambda: environment.flag(NAME, False)),
        ("ten", lambda: environment.whole_number(NAME, 1, least=1, most=20)),
        ("21", lambda: environment.whole_number(NAME, 1, least=1, most=20)),
        ("-5", lambda: environment.whole_number(NAME, 1, least=1, most=20)),
        ("²", lambda: environment.whole_number(NAME, 1, least=1, most=20)),
        ("fr", lambda: environment.choice(NAME, "en", allowed=("en", "cy"))),
        ("https://room.example.org", lambda: environment.hosts(NAME)),
        ("*", lambda: environment.hosts(NAME)),
        ("Europe/Westmarch", lambda: environment.time_zone(NAME, "Europe/London")),
        (__file__, lambda: environment.folder(NAME, "x")),
    ],
)
def test_bad_value_is_refused_with_what_was_found_and_what_to_do(monkeypatch, found, read):
    monkeypatch.setenv(NAME, found)

    with pytest.raises(SettingError) as refused:
        read()

    words = str(refused.value)
    assert words.startswith(f"The setting {NAME} is {found!r}. Expected: ")
    assert words.endswith(f"Change {NAME} in the environment, or remove it to use the default.")


@pytest.mark.parametrize(
    "url",
    ["mysql://me:secret@host/db", "postgresql://me:secret@host", "postgresql://me:secret@host:x/db", "me:secret@host"],
)
def test_bad_database_address_is_refused_without_showing_its_password(url):
    with pytest.raises(SettingError) as refused:
        environment.postgresql(NAME, url)

    assert "secret" not in str(refused.value)


def test_short_key_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv(NAME, "hunter2")

    with pytest.raises(SettingError, match=r"is 'too short'\. Expected: at least 32 letters"):
        environment.secret(NAME, least=32)


def test_postgresql_address_is_taken_apart():
    found = environment.postgresql(NAME, "postgresql://me:p%40ss@db.example.org:5433/rooms?sslmode=require")

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "rooms",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(("found", "value"), [("1", True), ("Yes", True), ("off", False), ("", True), ("  ", True)])
def test_flag_is_read_in_the_usual_spellings(monkeypatch, found, value):
    monkeypatch.setenv(NAME, found)

    assert environment.flag(NAME, True) is value


def test_folder_is_absolute_and_need_not_exist(monkeypatch):
    monkeypatch.setenv(NAME, "not/there")

    assert environment.folder(NAME, "x") == Path.cwd() / "not" / "there"
