"""Codewords, links and names: what they are made of tells nothing of anybody."""

import math
from datetime import date, timedelta

import pytest
from django.test import override_settings

from wholeroom.web.pseudonyms import codewords, names, tickets
from wholeroom.web.pseudonyms.tickets import Kind

TODAY = date(2027, 3, 1)


def test_codeword_holds_at_least_75_random_bits():
    assert math.log2(len(codewords.SYLLABLES) ** (codewords.GROUPS * codewords.IN_A_GROUP)) > 75
    assert len(set(codewords.SYLLABLES)) == len(codewords.SYLLABLES) == 80
    assert len({codewords.new_codeword() for _ in range(50)}) == 50


@pytest.mark.parametrize("typed", ["BADOKI-MELUTA", "badoki meluta", " Badoki Meluta", "badoki\u2013meluta"])
def test_codeword_is_the_same_however_it_is_typed(typed):
    assert codewords.hash_of(typed) == codewords.hash_of("badoki-meluta")


def test_stolen_hash_cannot_be_tried_without_the_key_of_the_site():
    with override_settings(SECRET_KEY="one"):
        one = codewords.hash_of("badoki")
    with override_settings(SECRET_KEY="other"):
        assert codewords.hash_of("badoki") != one


@pytest.mark.parametrize(("kind", "days"), [(Kind.MEMBER, 2), (Kind.HOST, 14)])
def test_link_works_for_some_days(kind, days):
    link = tickets.ticket(kind, None, day=TODAY)

    for later in range(days):
        assert tickets.read(link, today=TODAY + timedelta(days=later)) is None
    for day in (TODAY + timedelta(days=days), TODAY - timedelta(days=1)):
        with pytest.raises(tickets.NotGood):
            tickets.read(link, today=day)


@pytest.mark.parametrize(
    "change", [lambda link: link.replace("m.", "h.", 1), lambda link: link[:-1], lambda _link: "x"]
)
def test_link_that_somebody_changed_does_not_work(change):
    with pytest.raises(tickets.NotGood):
        tickets.read(change(tickets.ticket(Kind.MEMBER, None, day=TODAY)), today=TODAY)


def test_name_is_not_given_twice_in_a_problem():
    taken = {f"{colour} {bird}" for colour in names.COLOURS for bird in names.BIRDS}

    assert names.new_name(taken=taken) not in taken
    assert names.new_name(taken=taken - {"Grey Heron"}) not in taken - {"Grey Heron"}
