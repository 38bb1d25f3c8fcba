"""Where each person stands in the picture of an opinion map: one list of points for every drawing of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from wholeroom.analysis.opinion.result import OpinionMap


MOST_DOTS = 1_000
MARGIN = 24.0
HELD = 0.8  # the share of its group that an outline holds
CORNERS = 48


@dataclass(frozen=True, slots=True)
class Dot:
    """One person in the picture, in points from its top left corner; ``group`` counts from 0, -1 without groups."""

    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a drawing needs: its size in points, people, and each group's outline and middle (in group order).

    ``one_in`` is how many people stand behind each dot: 1, or more where a large room is drawn by a sample.
    """

    width: int
    height: int
    dots: tuple[Dot, ...]
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    middles: tuple[tuple[float, float], ...]
    one_in: int


def picture(result: "OpinionMap", width: int = 640, most: int = MOST_DOTS) -> Picture:
    """Lay the map out on a sheet ``width`` points wide, both directions to the same scale.

    A large room is drawn by every n-th person of each group from left to right: the choice depends on places alone,
    never on names or on chance. Takes O(P log P) for P people.
    """
    placed = np.isfinite(result.places.x)
    x, y, group = result.places.x[placed], result.places.y[placed], result.places.group[placed]
    one_in = max(1, -(-len(x) // most))
    chosen = np.lexsort((y, x, group))[one_in // 2 :: one_in]
    outlines = [outline(x[group == number], y[group == number]) for number in range(len(result.groups))]
    middles = np.array([(one.x, one.y) for one in result.groups]).reshape(-1, 2)

    everything = np.vstack([np.column_stack([x, y]), *outlines])
    low, high = everything.min(axis=0), everything.max(axis=0)
    spread = np.maximum(high - low, 1e-9)
    room = width - 2 * MARGIN
    tall = float(np.clip(room * spread[1] / spread[0], 0.45 * width, 0.8 * width))
    scale = min(room / spread[0], tall / spread[1])
    corner = np.array([width, tall + 2 * MARGIN]) / 2 - scale * (low + high) / 2 * (1, -1)

    def on_sheet(places: np.ndarray) -> list[tuple[float, float]]:
        return [(round(float(a), 1), round(float(b), 1)) for a, b in places * (scale, -scale) + corner]

    dots = zip(on_sheet(np.column_stack([x[chosen], y[chosen]])), group[chosen].tolist(), strict=True)
    return Picture(
        width=width,
        height=round(tall + 2 * MARGIN),
        dots=tuple(Dot(*place, number) for place, number in dots),
        outlines=tuple(tuple(on_sheet(line)) for line in outlines),
        middles=tuple(on_sheet(middles)),
        one_in=one_in,
    )


def outline(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The ellipse of a group's spread that just holds 8 in 10 of its people, as corners (CORNERS x 2)."""
    places = np.column_stack([x, y])
    middle = places.mean(axis=0)
    away = places - middle
    lengths, directions = np.linalg.eigh(away.T @ away / len(places))
    stretch = np.sqrt(np.maximum(lengths, 1e-12))
    reach = np.quantile(np.linalg.norm(away @ directions / stretch, axis=1), HELD)
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    corners: np.ndarray = middle + reach * (circle * stretch) @ directions.T
    return corners
