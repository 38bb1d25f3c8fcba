"""Real processes: what one of them brings is found by the others, within two seconds."""

import contextlib
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest

SERVE = """
from wholeroom.web.running import serving
serving.serve(port=0, with_worker={worker}, announce=lambda addresses: print(addresses[0], flush=True))
"""
BRING = """
import django
django.setup()
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions
owner = Person.objects.create_user("{name}@westmarch.example")
problem = actions.bring(by=owner, hard="{hard}")
actions.share(by=owner, problem=problem, audience="everyone", shown_as="nobody")
"""
ERASE = """
import django
django.setup()
from wholeroom.web.people import actions
from wholeroom.web.people.models import Person
actions.erase(by=Person.objects.get())
"""
LATE = """
import threading
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
import uuid
from django.db import connection, transaction
from wholeroom.web.search import notes
early, late = uuid.UUID(int=1), uuid.UUID(int=2)
noted, may_commit = threading.Event(), threading.Event()
def slow():
    with transaction.atomic():
        notes.write([early], waits=True)
        noted.set()
        may_commit.wait(10)
    connection.close()
reader = notes.Reader()
reader.begin()
thread = threading.Thread(target=slow)
thread.start()
noted.wait(10)
notes.write([late], waits=True)
first = reader.newer()
again = reader.newer()
may_commit.set()
thread.join()
print([[one.int for one in some] for some in (first, again, reader.newer(), reader.newer())])
"""
SOON = 2.0  # seconds from the commit until it is found


@pytest.fixture
def start_site(data_folder, monkeypatch, settings, own_database):
    monkeypatch.setenv("WHOLEROOM_DATA", str(data_folder / "data"))
    monkeypatch.setenv("WHOLEROOM_SECRET_KEY", settings.SECRET_KEY)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "wholeroom.web.settings")
    with contextlib.ExitStack() as stack:

        def start(*, meaning="off", worker=False):
            monkeypatch.setenv("WHOLEROOM_MEANING", meaning)
            code = SERVE.format(worker=worker)
            process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            stack.callback(process.stdout.close)
            stack.callback(process.wait, 30)
            stack.callback(process.terminate)
            return process.stdout.readline().strip()

        yield start


def page(site, text):
    with urllib.request.urlopen(f"{site}search/?{urllib.parse.urlencode({'q': text})}", timeout=20) as answer:
        return answer.read().decode()


def seconds_until(site, text, found, *, most=30):
    began = time.monotonic()
    while ("/problems/" in page(site, text).partition('id="found-')[2]) is not found:
        assert time.monotonic() - began < most
        time.sleep(0.05)
    return time.monotonic() - began


def wait_until_gathered(site):
    while "still being gathered" in page(site, "anything"):
        time.sleep(0.05)


def test_problem_brought_in_one_process_is_found_by_another_and_gone_once_erased(start_site, run_python):
    site = start_site()
    wait_until_gathered(site)

    brought = run_python(BRING.format(name="ann", hard="Letters come too late"))
    until_found = seconds_until(site, "late letters", True)
    erased = run_python(ERASE)
    until_gone = seconds_until(site, "late letters", False)

    assert (brought.returncode, erased.returncode) == (0, 0), brought.stderr + erased.stderr
    assert max(until_found, until_gone) < SOON


def test_problem_in_other_words_is_found_as_soon_as_the_worker_has_seen_it(start_site, run_python):
    site = start_site(meaning="auto", worker=True)
    wait_until_gathered(site)
    first = run_python(BRING.format(name="ann", hard="Letters from the hospital arrive after the appointment"))
    asked = "The post comes too late and patients miss their visit to the clinic"
    seconds_until(site, asked, True)  # the worker has loaded the model by now
    run_python(ERASE)
    seconds_until(site, asked, False)

    second = run_python(BRING.format(name="bo", hard="Letters from the hospital arrive after the appointment"))

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert seconds_until(site, asked, True) < SOON


def test_note_that_is_committed_late_is_not_passed_over(postgresql_url, monkeypatch, request, run_python):
    monkeypatch.setenv("WHOLEROOM_DATABASE_URL", postgresql_url)
    monkeypatch.setenv("WHOLEROOM_MEANING", "off")
    request.getfixturevalue("own_database")

    done = run_python(LATE)

    assert done.stdout.strip() == "[[2], [], [1], []]", done.stderr
