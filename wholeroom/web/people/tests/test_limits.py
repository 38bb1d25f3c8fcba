from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from wholeroom.web.people import limits
from wholeroom.web.people.models import Allowance

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=15, seconds=1)


def allowed(times, who="a", what="guess"):
    return [limits.allow(what, who, most=3, seconds=900) for _ in range(times)]


def test_so_many_are_allowed_and_no_more():
    assert allowed(5) == [True, True, True, False, False]


def test_each_and_each_thing_is_counted_apart():
    allowed(4)

    assert allowed(1, who="b") == [True]
    assert allowed(1, what="code") == [True]


def test_count_begins_again_when_the_time_is_over():
    allowed(4)
    Allowance.objects.update(ends=timezone.now() - timedelta(seconds=1))

    assert allowed(4) == [True, True, True, False]


def test_looking_does_not_count():
    assert [limits.is_used_up("guess", "a", most=3) for _ in range(5)] == [False] * 5

    allowed(3)
    assert limits.is_used_up("guess", "a", most=3) is True


def test_used_up_only_while_its_time_lasts():
    allowed(3)
    Allowance.objects.update(ends=timezone.now() - timedelta(seconds=1))

    assert limits.is_used_up("guess", "a", most=3) is False


def test_who_it_was_is_not_kept():
    limits.allow("guess", "jo@westmarch.example", most=3, seconds=900)

    kept = Allowance.objects.values_list("key", flat=True).get()
    assert (len(kept), "westmarch" in kept) == (64, False)


def test_counts_that_are_over_are_forgotten():
    allowed(1, who="a")
    Allowance.objects.update(ends=timezone.now() - timedelta(seconds=1))
    allowed(1, who="b")

    limits.forget_what_is_over()

    assert Allowance.objects.count() == 1


def test_browser_is_known_by_the_cookie_of_its_forms(client):
    request = RequestFactory().get("/")
    cookie = limits.browser_of(request)

    assert len(cookie) == 32
    assert limits.browser_of(request) == cookie


def test_several_limits_are_asked_together(db):
    for _ in range(2):
        limits.allow("guess", "a", most=2, seconds=60)

    assert [
        limits.is_any_used_up("guess", most)
        for most in ({"a": 2}, {"a": 3}, {"b": 2, "c": 2}, {"b": 2, "a": 2}, {"b": 2, "a": 3})
    ] == [True, False, False, True, False]
    assert limits.is_any_used_up("other", {"a": 2}) is False
