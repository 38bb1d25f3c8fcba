import os
import subprocess
import sys

import pytest

from wholeroom.web.history.models import Entry
from wholeroom.web.people import actions, naming_hosts

EMAIL = "hana@westmarch.example"


MAKE = f"""
from wholeroom.web.running import preparation
preparation.use_data_folder(None); preparation.start_django(); preparation.update_tables()
from wholeroom.web.people.models import Person
Person.objects.create_user({EMAIL!r})
"""


def run(*arguments, data):
    """Python in a process of its own, on a site that is one file in a folder."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("WHOLEROOM_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**plain, "WHOLEROOM_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def command(*arguments, data):
    return run("-m", "wholeroom.cli", "host", *arguments, "--data", str(data), data=data)


@pytest.mark.parametrize("no_longer", [False, True])
def test_member_is_a_host_or_no_longer(make_person, no_longer):
    hana = make_person(EMAIL, is_host=no_longer)

    naming_hosts.change(" Hana@Westmarch.example", no_longer=no_longer)

    hana.refresh_from_db()
    verb = "ended a host" if no_longer else "named a host"
    assert hana.is_host is not no_longer
    assert list(Entry.objects.values_list("verb", "actor")) == [(verb, None)]


def test_who_never_typed_a_code_is_no_member_yet(db):
    person = actions.begin_sign_in(email=EMAIL)

    with pytest.raises(naming_hosts.NoSuchMember, match="Ask them to sign in once"):
        naming_hosts.change(EMAIL, no_longer=False)

    person.refresh_from_db()
    assert person.is_host is False


def test_host_reads_on_the_account_page_that_they_are_one(client, make_person):
    client.force_login(make_person(is_host=True))

    assert "You are a community host." in client.get("/account/").text


def test_command_names_a_host_and_ends_it(data_folder):
    data = data_folder / "data"
    made = run("-c", MAKE, data=data)

    done = [command(EMAIL, *flags, data=data) for flags in ([], ["--no-longer"])]

    assert made.returncode == 0, made.stderr
    assert [one.returncode for one in done] == [0, 0], done[0].stderr
    assert f"{EMAIL} is a community host now" in done[0].stdout
    assert done[1].stdout == f"{EMAIL} is no longer a community host.\n"


@pytest.mark.parametrize("email", ["hana", EMAIL])
def test_command_refuses_who_is_no_member(data_folder, email):
    done = command(email, data=data_folder / "data")

    assert done.returncode == 2
    assert f"'{email}'" in done.stderr
