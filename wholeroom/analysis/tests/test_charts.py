"""The chart theme: the same picture each time, nothing in it that a strict page would refuse or fetch."""

import re
import struct

import altair
import pytest

from wholeroom.analysis.charts import GROUP_SHAPES, png, repaint, svg, themed
from wholeroom.analysis.tokens import GROUP_COLOURS, TOKENS


@pytest.fixture
def chart() -> altair.Chart:
    rows = [{"x": number, "y": number % 3, "group": "AB"[number % 2]} for number in range(12)]
    return themed(altair.Chart(altair.InlineData(values=rows)).mark_point().encode(x="x:Q", y="y:Q", color="group:N"))


def test_svg_is_the_same_each_time(chart):
    assert svg(chart) == svg(chart)


def test_svg_holds_no_style_attribute_no_script_and_no_address(chart):
    text = svg(chart)

    assert re.findall(r"style=|<style|<script|href=|url\(", text) == []
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_svg_uses_the_fonts_and_the_card_of_the_theme(chart):
    text = svg(chart)

    assert set(re.findall(r'font-family="([^"]+)"', text)) == {"Liberation Sans, Arial, Helvetica, sans-serif"}
    assert f'fill="{TOKENS["card"]}"' in text


def test_png_is_as_large_as_its_scale_says(chart):
    once, twice = png(chart, scale=1), png(chart, scale=2)

    assert once[:8] == twice[:8] == b"\x89PNG\r\n\x1a\n"
    assert [side * 2 for side in struct.unpack(">II", once[16:24])] == list(struct.unpack(">II", twice[16:24]))


def test_five_groups_have_five_colours_and_five_shapes():
    assert (len(set(GROUP_COLOURS)), len(set(GROUP_SHAPES))) == (5, 5)


def test_repaint_maps_every_colour_back_to_its_token():
    rules = repaint(".map").splitlines()

    assert [rule for rule in rules if "#0072b2" in rule] == [
        '.map [fill="#0072b2"] { fill: var(--g1); } .map [stroke="#0072b2"] { stroke: var(--g1); }'
    ]
    assert len(rules) == len(set(TOKENS.values()))
