from pathlib import Path

import pytest

from wholeroom.web import environment
from wholeroom.web.environment import SettingError, Smtp

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
        ("room.example.org", lambda: environment.address(NAME)),
        ("https://room.example.org/?a=1", lambda: environment.address(NAME)),
        ("Rooms", lambda: environment.sender(NAME, needed=False)),
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


def test_folder_that_must_be_there_is_refused_where_it_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, str(tmp_path / "gone"))

    with pytest.raises(SettingError, match="a folder that is there"):
        environment.folder_that_exists(NAME, tmp_path)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("", Smtp()),
        ("smtp://me:p%40ss@mail.example.org", Smtp("mail.example.org", 587, "me", "p@ss", starttls=True)),
        ("smtp://mail.example.org:2525", Smtp("mail.example.org", 2525, starttls=True)),
        ("smtps://me:pass@mail.example.org", Smtp("mail.example.org", 465, "me", "pass", tls=True)),
        ("smtp://localhost:25?tls=none", Smtp("localhost", 25)),
    ],
)
def test_address_of_a_mail_server_is_read(url, read):
    assert environment.smtp(NAME, url) == read


@pytest.mark.parametrize("url", ["mail.example.org", "http://x", "smtp://", "smtp://x:y", "smtp://me:secret@x?tls=no"])
def test_bad_address_of_a_mail_server_is_refused_without_its_password(url):
    with pytest.raises(SettingError) as refused:
        environment.smtp(NAME, url)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("hosts", "https", "address"),
    [
        ([], False, "http://localhost:8000/"),
        (["room.example.org", "10.0.0.5"], True, "https://room.example.org/"),
        ([".example.org", "10.0.0.5"], False, "http://10.0.0.5/"),
    ],
)
def test_site_is_called_by_its_first_host_where_nobody_says_otherwise(hosts, https, address):
    assert environment.first_address(hosts, https=https) == address


def test_address_of_a_site_ends_with_a_slash(monkeypatch):
    monkeypatch.setenv(NAME, "https://room.example.org")

    assert environment.address(NAME) == "https://room.example.org/"
