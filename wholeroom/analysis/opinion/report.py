"""The report of an opinion map: the map, every statement, what is missing and how each figure was worked out."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from wholeroom.analysis.caveats import Sentence, Translate, plain
from wholeroom.analysis.charts import GROUP_SHAPES, repaint, svg
from wholeroom.analysis.opinion import findings
from wholeroom.analysis.opinion.chart import bare_chart, drawn, heading, reading
from wholeroom.analysis.opinion.doubts import place_of
from wholeroom.analysis.opinion.result import OpinionGroup, OpinionMap
from wholeroom.analysis.reading.bad_rows import BadRow
from wholeroom.analysis.report import page

TEMPLATES = Path(__file__).parent / "templates"
FIRST_BAD_ROWS = 20
FIRST_SELDOM_HEARD = 12


def report(
    result: OpinionMap,
    *,
    title: str | None = None,
    bad_rows: Sequence[BadRow] = (),
    bad_count: int | None = None,
    translate: Translate = plain,
    language: str = "en",
) -> str:
    """The whole answer as one HTML page that needs nothing else and fetches nothing.

    ``title`` is the question people voted on. ``bad_rows`` are rows left out when the votes were read (the first are
    shown), ``bad_count`` how many there were in all. ``language`` is the code of the language ``translate`` speaks.
    The same result always gives the same page.
    """
    context = {
        "title": title or translate("Opinion map"),
        "result": result,
        "caveats": lambda place: [one for one in result.caveats if place_of(one) == place],
        "picture": _picture(result, translate),
        "where": lambda group: where(group, result),
        "shape": lambda letter: GROUP_SHAPES[_position(result, letter)],
        "number": lambda letter: _position(result, letter) + 1,
        "agreed": findings.shared(result, "agree"),
        "turned_down": findings.shared(result, "disagree"),
        "most_agree": findings.said_by_most(result, "agree"),
        "most_disagree": findings.said_by_most(result, "disagree"),
        "divided": findings.divided(result),
        "split": findings.split(result),
        "listed": findings.LISTED,
        "seldom": findings.seldom_heard(result)[:FIRST_SELDOM_HEARD],
        "seldom_in_all": len(findings.seldom_heard(result)),
        "in_hundred": findings.in_hundred,
        "by_id": {one.statement: one for one in result.statements},
        "marks_off": findings.marks_off,
        "elsewhere": elsewhere,
        "missing": missing(result),
        "bad_rows": bad_rows[:FIRST_BAD_ROWS],
        "bad_rows_in_all": len(bad_rows) if bad_count is None else bad_count,
    }
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8") + repaint(".map")
    return page(TEMPLATES / "report.html", context, style=style, language=language, translate=translate)


def _position(result: OpinionMap, letter: str) -> int:
    return [one.opinion_group for one in result.groups].index(letter)


def _picture(result: OpinionMap, translate: Translate) -> dict[str, object] | None:
    if not result.drawn:
        return None
    drawing = drawn(result, translate)
    return {"svg": svg(bare_chart(result, drawing)), "heading": heading(result), "reading": reading(drawing)}


def where(group: OpinionGroup, result: OpinionMap) -> Sentence:
    """Where a group's middle stands on the map, in words: a third of the usual spread from the middle is a side."""
    x, y = result.places.x[np.isfinite(result.places.x)], result.places.y[np.isfinite(result.places.y)]
    across, up = (group.x - x.mean()) / (x.std() or 1), (group.y - y.mean()) / (y.std() or 1)
    side = "left" if across < -1 / 3 else "right" if across > 1 / 3 else "middle"
    height = "top" if up > 1 / 3 else "bottom" if up < -1 / 3 else "middle"
    return WHERE[height, side]


WHERE = {
    ("top", "left"): Sentence("top_left", "top left"),
    ("top", "middle"): Sentence("top", "top"),
    ("top", "right"): Sentence("top_right", "top right"),
    ("middle", "left"): Sentence("left", "left"),
    ("middle", "middle"): Sentence("middle", "middle"),
    ("middle", "right"): Sentence("right", "right"),
    ("bottom", "left"): Sentence("bottom_left", "bottom left"),
    ("bottom", "middle"): Sentence("bottom", "bottom"),
    ("bottom", "right"): Sentence("bottom_right", "bottom right"),
}


def elsewhere(result: OpinionMap, statement: str, letter: str, direction: str) -> int:
    """In 100 of everyone in the other groups who answer a statement in one direction."""
    groups = next(one for one in result.statements if one.statement == statement).groups
    others = [tally for other, tally in groups.items() if other != letter]
    return findings.in_hundred(sum(getattr(one, direction) for one in others), sum(one.votes for one in others))


def missing(result: OpinionMap) -> dict[str, object]:
    """Figures about what is not there: votes nobody gave, and how many votes people gave each."""
    votes = np.sort(result.places.votes)
    there = [one for one in result.statements if not one.moderated_out]
    given = sum(one.room.votes for one in there)
    return {
        "not_counted": len(result.places) - result.counted,
        "given": findings.in_hundred(given, len(result.places) * len(there)),
        "tenth": int(votes[len(votes) // 10]) if len(votes) else 0,
        "half": int(votes[len(votes) // 2]) if len(votes) else 0,
        "most": int(votes[-1]) if len(votes) else 0,
        "unvoted": [one for one in result.statements if not one.room.votes],
    }
