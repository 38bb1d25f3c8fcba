"""A no tells nothing: not to who asked, not to anybody else, not in what is stored. Whole sites are compared."""

import random
import re

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from wholeroom.web import reminders
from wholeroom.web.history.models import Entry
from wholeroom.web.introductions import actions, drawing
from wholeroom.web.introductions.models import Side
from wholeroom.web.introductions.tests.people import (
    ask,
    asked_now,
    days_pass,
    everything_stored,
    say_same_here,
    say_yes,
)

OVER = "This request is over."
LOOKED_AT = {0, 1, 5, 6, 15, 17}  # days of a request
NOTHING = "No talk came of it this time."
RANDOM = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|csrfmiddlewaretoken\" value=\"\w+\"")


def says_no(bea):
    actions.say_no(by=bea, side=asked_now(bea)[0])


def does_nothing(bea):
    pass


def pages_for(person, problem, introduction):
    """Everything that a reader can open around a request, without what is random on any page."""
    browser = person.browser if person else Client()
    addresses = (
        f"/problems/{problem.pk}/",
        "/introductions/",
        f"/introductions/requests/{introduction.pk}/",
        f"/introductions/talks/{introduction.pk}/",
        f"/introductions/propose/{problem.pk}/",
        "/introductions/did-it-help/",
        "/problems/",
    )
    return [(RANDOM.sub("", page.text), page.status_code) for page in map(browser.get, addresses)]


def told_of(world, bea, problem, ann, others):
    """What the asker, somebody else who has it, a host and a stranger see each day; history, mail and reminders."""
    asked = ask(ann, problem)
    seen, entries, letters = [], [], []
    for day in range(18):
        if asked_now(bea):
            world(bea)
        if day in LOOKED_AT:
            seen.append([pages_for(reader, problem, asked) for reader in (ann, *others, None)])
        days_pass()
        entries.append([(entry.actor, entry.verb, entry.target_kind) for entry in Entry.objects.order_by("pk")])
        letters.append([(message.to, message.subject, message.body) for message in mail.outbox])
    return {
        "pages": seen,
        "history": entries,
        "mail": letters,
        "for the asker": reminders.of(ann, today=asked.ends),
    }


def live_through(world, problem, ann, bea, others):
    """One world, lived through and then undone."""
    drawing.CHANCE = random.Random(1)
    with transaction.atomic():
        mail.outbox.clear()
        told = told_of(world, bea, problem, ann, others)
        transaction.set_rollback(True)
    return told


@pytest.fixture(autouse=True)
def chance_of_its_own(monkeypatch):
    monkeypatch.setattr(drawing, "CHANCE", drawing.CHANCE)


@pytest.mark.parametrize("one_more", [True, False], ids=["another may be asked", "nobody else may be asked"])
def test_world_with_a_no_looks_like_the_world_with_silence(problem, ann, bea, host, member, one_more):
    cy = member("Cy")
    say_same_here(cy, problem, may_be_asked=False)
    if one_more:
        say_same_here(member("Di"), problem)
    others = (cy, host, problem.owner)

    said_no, silent = (live_through(world, problem, ann, bea, others) for world in (says_no, does_nothing))

    assert said_no == silent
    assert len(silent["pages"]) == len(LOOKED_AT)


def test_world_without_anybody_to_ask_looks_the_same_to_who_asks(problem, ann, bea, host):
    others = (host,)
    with_bea = live_through(does_nothing, problem, ann, bea, others)
    actions.let_be_asked(by=bea, problem=problem, may=False)

    without = live_through(does_nothing, problem, ann, bea, others)

    assert (without["pages"], without["mail"]) == (with_bea["pages"], with_bea["mail"])
    switched = (None, "may not be asked", "problems.problem")
    assert [[one for one in day if one != switched] for day in without["history"]] == with_bea["history"]


def test_no_leaves_nothing_stored_of_who_said_it(problem, ann, bea):
    ask(ann, problem)
    before = everything_stored("introductions", "mail", "django_tasks_database").replace("-", "")
    entries = Entry.objects.count()

    actions.say_no(by=bea, side=asked_now(bea)[0])

    after = everything_stored("introductions", "mail", "django_tasks_database").replace("-", "")
    assert (bea.key in before, bea.key in after) == (True, False)
    assert Entry.objects.count() == entries


def test_no_by_the_page_and_what_stands_there_after(problem, ann, bea):
    ask(ann, problem)
    address = f"/introductions/asked/{asked_now(bea)[0].pk}/"

    response = bea.browser.post(address, {"answer": "no"}, follow=True)

    assert (OVER in response.text, asked_now(bea)) == (True, [])


def test_over_reads_the_same_after_a_no_silence_a_yes_of_another_and_for_anybody(problem, ann, bea, member):
    cy = member("Cy")
    say_same_here(cy, problem)
    ask(ann, problem)
    first, second = (bea, cy) if asked_now(bea) else (cy, bea)
    address = f"/introductions/asked/{asked_now(first)[0].pk}/"
    first.browser.post(address, {"answer": "no"})
    after_no = first.browser.get(address).text
    days_pass(5)
    later = asked_now(second)[0]
    after_silence = first.browser.get(address).text
    say_yes(second, later)
    after_yes_of_another = first.browser.get(address).text

    pages = {RANDOM.sub("", page) for page in (after_no, after_silence, after_yes_of_another)}

    assert len(pages) == 1
    assert OVER in pages.pop()
    assert OVER in ann.browser.get(address).text
    assert OVER in ann.browser.get("/introductions/asked/00000000-0000-4000-8000-000000000000/").text


def test_end_reads_the_same_after_withdrawing_a_no_and_silence(problem, ann, bea):
    asked = ask(ann, problem)
    days_pass(15)
    silent = ann.browser.get(f"/introductions/requests/{asked.pk}/").text
    again = ask(ann, problem)
    actions.withdraw(by=ann, introduction=again)

    taken_back = ann.browser.get(f"/introductions/requests/{again.pk}/").text

    assert RANDOM.sub("", silent) == RANDOM.sub("", taken_back)
    assert NOTHING in silent


def test_yes_of_another_has_the_asked_before_leave_the_rows(problem, ann, bea):
    asked = ask(ann, problem)

    say_yes(bea, asked_now(bea)[0])

    assert sorted(asked.sides.values_list("person__name", flat=True)) == ["Ann", "Bea"]


def test_silence_is_let_go_of_when_its_days_are_over(problem, ann, bea):
    ask(ann, problem)

    days_pass(5)

    assert not Side.objects.filter(person=bea).exists()


def test_history_names_nobody(problem, ann, bea):
    ask(ann, problem)
    say_yes(bea, asked_now(bea)[0])

    entries = Entry.objects.filter(target_kind__startswith="introductions")

    assert list(entries.values_list("actor", "verb")) == [(None, "asked to talk"), (None, "made an introduction")]


def test_who_declined_is_not_reminded_and_the_next_not_before_their_day(problem, ann, bea, member):
    cy = member("Cy")
    say_same_here(cy, problem)
    ask(ann, problem)
    first, second = (bea, cy) if asked_now(bea) else (cy, bea)
    actions.say_no(by=first, side=asked_now(first)[0])
    days_pass()

    said = [len(reminders.of(person, today=timezone.localdate())) for person in (first, second)]
    days_pass(4)

    assert said == [0, 0]
    assert len(reminders.of(second, today=timezone.localdate())) == 1
