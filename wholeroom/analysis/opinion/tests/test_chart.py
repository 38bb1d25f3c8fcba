"""The picture of an opinion map: groups told apart three ways, and every caveat printed on it."""

import re
from html import unescape

import pytest

from wholeroom.analysis.caveats import Caveat
from wholeroom.analysis.charts import svg
from wholeroom.analysis.opinion.chart import opinion_chart
from wholeroom.analysis.opinion.tests.maps import EXPLAINED, VOTERS_ONLY, large_room, opinion_map_of, three_groups
from wholeroom.analysis.tokens import GROUP_COLOURS


def words_of(text: str) -> str:
    return " ".join(unescape(line) for line in re.findall(r"<text[^>]*>(.*?)</text>", text))


def test_chart_says_what_it_shows_and_prints_every_caveat():
    long = Caveat("long", "This is a caveat of many words that has to run on to a second line. " * 3)

    words = words_of(svg(opinion_chart(opinion_map_of([], (40, 30), caveats=(VOTERS_ONLY, EXPLAINED, long)))))

    assert "Opinion map: 2 groups of people who vote alike" in words
    assert "Each mark is one person. People who vote alike stand close together." in words
    assert "Left and right, up and down have no names of their own." in words
    printed = words.replace(" • ", " ").replace("• ", "")
    for caveat in (VOTERS_ONLY, EXPLAINED, long):
        assert caveat.text().strip() in printed


def test_groups_differ_by_colour_by_shape_and_by_letter():
    text = svg(opinion_chart(three_groups()))

    shapes = {
        colour: {re.sub(r"[-\d.]+", "", path) for path in re.findall(rf'd="([^"]*)" fill="{colour}" stroke-w', text)}
        for colour in GROUP_COLOURS[:3]
    }
    assert [len(kinds) for kinds in shapes.values()] == [1, 1, 1]
    assert len(set().union(*shapes.values())) == 3
    assert {"A · 92", "B · 71", "C · 46"} <= set(re.findall(r">([A-E] · \d+)<", text))


def test_chart_of_people_in_no_group_names_none():
    words = words_of(svg(opinion_chart(opinion_map_of([], people=50))))

    assert "Opinion map: no groups were found" in words
    assert "pale shape" not in words


def test_large_room_stays_light_and_says_that_it_is_a_sample():
    text = svg(opinion_chart(large_room(statements=1)))

    assert "To keep the picture light, it draws one person in 20." in words_of(text)
    assert len(text) < 200_000


def test_chart_is_the_same_each_time():
    assert svg(opinion_chart(three_groups())) == svg(opinion_chart(three_groups()))


def test_chart_has_no_names_of_people():
    assert re.findall(r"p\d{5}", svg(opinion_chart(three_groups()))) == []


def test_fewer_than_thirty_people_are_never_drawn():
    with pytest.raises(ValueError, match=r"There is no map: 29 people are counted, and a map needs 30\."):
        opinion_chart(opinion_map_of([], people=29))


def test_chart_speaks_the_language_it_is_given():
    welsh = {
        "Each mark is one person.": "Un person yw pob marc.",
        EXPLAINED.words: "Mae'r map yn dangos {share} o bob 100.",
    }

    words = words_of(svg(opinion_chart(three_groups(), translate=lambda text: welsh.get(text, text))))

    assert "Un person yw pob marc." in words
    assert "Mae'r map yn dangos 31 o bob 100." in words
