"""The opinion map as a picture: people as marks, groups by letter, shape and colour, and the caveats printed on it."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import altair

from wholeroom.analysis.caveats import Sentence, Translate, plain
from wholeroom.analysis.charts import GROUP_SHAPES, themed
from wholeroom.analysis.opinion.points import Picture, picture
from wholeroom.analysis.tokens import GROUP_COLOURS, TOKENS

if TYPE_CHECKING:
    from wholeroom.analysis.opinion.result import OpinionMap

LINE = 18  # points from one printed line to the next
READING_LETTERS, CAVEAT_LETTERS = 98, 106  # that fit on a line


def opinion_chart(result: "OpinionMap", translate: Translate = plain) -> altair.VConcatChart:
    """The map with its title, how to read it, and every caveat, ready for SVG, PNG or a notebook.

    Raises ValueError where fewer than 30 people are counted: so few marks would point at persons.
    """
    drawing = drawn(result, translate)
    title = {
        "text": heading(result).text(translate),
        "subtitle": wrap(" ".join(one.text(translate) for one in reading(drawing)), READING_LETTERS),
    }
    labels = [f"{one.opinion_group} · {one.size:,}" for one in result.groups]
    map_part = plot(result, drawing, labels, 16).properties(title=title)
    chart: altair.VConcatChart = themed(altair.vconcat(map_part, printed(result, drawing.width, translate), spacing=18))
    return chart


def bare_chart(result: "OpinionMap", drawing: Picture) -> altair.LayerChart:
    """The map alone, for a page that says title, reading and caveats beside it in its own words and size."""
    chart: altair.LayerChart = themed(
        plot(result, drawing, [one.opinion_group for one in result.groups], 30), padding=0
    )
    return chart


def drawn(result: "OpinionMap", translate: Translate = plain) -> Picture:
    """Where everything stands, or ValueError where there are too few people for a picture."""
    if not result.drawn:
        words = plain("There is no map: {counted} people are counted, and a map needs 30.")
        raise ValueError(Sentence("map_too_few", words, {"counted": result.counted}).text(translate))
    return picture(result)


def heading(result: "OpinionMap") -> Sentence:
    """What the picture shows, in one line."""
    if not result.groups:
        return Sentence("map_no_groups", "Opinion map: no groups were found")
    return Sentence(
        "map_groups", "Opinion map: {groups} groups of people who vote alike", {"groups": len(result.groups)}
    )


def reading(drawing: Picture) -> tuple[Sentence, ...]:
    """How to read the picture: what a mark is, what nearness means, and that the directions have no names."""
    mark = Sentence("map_mark", "Each mark is one person.")
    if drawing.one_in > 1:
        mark = Sentence(
            "map_sample", "To keep the picture light, it draws one person in {one_in}.", {"one_in": drawing.one_in}
        )
    near = Sentence("map_near", "People who vote alike stand close together.")
    held = Sentence("map_held", "Each pale shape holds 8 in 10 people of its group.")
    axes = Sentence("map_axes", "Left and right, up and down have no names of their own.")
    return (mark, near, held, axes) if drawing.outlines else (mark, near, axes)


def plot(result: "OpinionMap", drawing: Picture, labels: list[str], size: int) -> Any:
    """The layers of the map: outlines, people, and a label at the middle of each group (``size`` in points)."""
    letters = [one.opinion_group for one in result.groups]
    layers = [people(drawing, letters)]
    if letters:
        layers = [outlines(drawing, letters), *layers, *names(drawing, labels, size)]
    return altair.layer(*layers).properties(width=drawing.width, height=drawing.height)


def placed(rows: list[dict[str, object]]) -> Any:
    """Rows with x and y in points of the sheet, drawn just there: the directions have neither scale nor name."""
    across, down = altair.X("x:Q", axis=None, scale=None), altair.Y("y:Q", axis=None, scale=None)
    return altair.Chart(altair.InlineData(values=rows)).encode(across, down)


def outlines(drawing: Picture, letters: list[str]) -> Any:
    edges = [
        {"x": x, "y": y, "group": letter, "step": step}
        for letter, corners in zip(letters, drawing.outlines, strict=True)
        for step, (x, y) in enumerate((*corners, corners[0]))
    ]
    fill = altair.Fill("group:N", legend=None, scale=altair.Scale(domain=letters, range=list(GROUP_COLOURS)))
    shape = placed(edges).mark_line(filled=True, fillOpacity=0.14, strokeOpacity=0, aria=False)
    return shape.encode(fill, order="step:Q")


def people(drawing: Picture, letters: list[str]) -> Any:
    """A mark each, smaller where there are many; colour and shape both say the group."""
    size = min(55, max(16, 14_000 / max(1, len(drawing.dots))))
    mark = {"filled": True, "aria": False, "opacity": 0.8, "size": size}
    if not letters:
        return placed([{"x": dot.x, "y": dot.y} for dot in drawing.dots]).mark_point(**mark, color=TOKENS["accent"])
    colour = altair.Scale(domain=letters, range=list(GROUP_COLOURS))
    shape = altair.Scale(domain=letters, range=list(GROUP_SHAPES))
    return (
        placed([{"x": dot.x, "y": dot.y, "group": letters[dot.group]} for dot in drawing.dots])
        .mark_point(**mark)
        .encode(altair.Color("group:N", legend=None, scale=colour), altair.Shape("group:N", legend=None, scale=shape))
    )


def names(drawing: Picture, labels: list[str], size: int) -> list[Any]:
    """A label at the middle of each group, on a band of card colour so that marks do not hide it."""
    chart = placed([{"x": x, "y": y, "label": label} for label, (x, y) in zip(labels, drawing.middles, strict=True)])
    text = {"fontSize": size, "fontWeight": "bold", "aria": False}
    return [
        chart.mark_text(**text, stroke=TOKENS["card"], strokeWidth=6, strokeJoin="round").encode(text="label:N"),
        chart.mark_text(**text, color=TOKENS["ink"]).encode(text="label:N"),
    ]


def printed(result: "OpinionMap", width: int, translate: Translate) -> Any:
    """The caveats as lines of text under the map, each with a mark in the margin where it begins."""
    rows: list[dict[str, object]] = []
    for caveat in result.caveats:
        for number, line in enumerate(wrap(caveat.text(translate), CAVEAT_LETTERS)):
            rows.append({"x": 14, "y": LINE * len(rows) + LINE / 2, "line": line, "mark": "" if number else "•"})
    text = {"align": "left", "baseline": "middle", "fontSize": 13}
    return altair.layer(
        placed(rows).mark_text(**text, color=TOKENS["ink"]).encode(text="line:N"),
        placed(rows).mark_text(**text, dx=-14, color=TOKENS["warn"], fontWeight="bold").encode(text="mark:N"),
    ).properties(width=width, height=max(1, LINE * len(rows)))
