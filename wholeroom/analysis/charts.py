"""The one chart theme, and how a chart becomes SVG or PNG: on this machine, nothing fetched, the same each time."""

from typing import Any

import altair
import vl_convert

from wholeroom.analysis.tokens import TOKENS

Chart = altair.Chart | altair.LayerChart | altair.HConcatChart | altair.VConcatChart

# Liberation Sans travels inside vl-convert, and Arial has the same widths: text is as wide on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
VEGA_LITE = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])

GROUP_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


def themed(chart: Any, padding: int = 16) -> Any:
    """The same chart in the house style: card, ink, the fonts every machine has, quiet axes; ``padding`` in points."""
    text = {"labelColor": TOKENS["soft"], "titleColor": TOKENS["ink"], "labelFontSize": 13, "titleFontSize": 13}
    return (
        chart.configure(font=FONT, background=TOKENS["card"], padding=padding)
        .configure_view(stroke=None)
        .configure_axis(grid=False, domainColor=TOKENS["line"], tickColor=TOKENS["line"], **text)
        .configure_legend(**text)
        .configure_title(
            anchor="start",
            color=TOKENS["ink"],
            fontSize=19,
            subtitleColor=TOKENS["soft"],
            subtitleFontSize=14,
            subtitleLineHeight=19,
            subtitlePadding=8,
            offset=14,
        )
    )


def svg(chart: Chart) -> str:
    """The chart as SVG text: no script, no style attribute, no address to fetch anything from."""
    return str(vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGA_LITE, allowed_base_urls=[]))


def png(chart: Chart, scale: float = 2) -> bytes:
    """The chart as a PNG picture; ``scale`` is picture dots per point, 2 for a sharp screen or print."""
    return bytes(vl_convert.vegalite_to_png(chart.to_dict(), vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]))


def repaint(selector: str) -> str:
    """Style rules that let an inlined chart follow the page's tokens, so that it turns dark with the page.

    Colours in SVG are attributes, and any style rule outranks them: each token's colour is mapped back to the token.

    >>> repaint(".map").splitlines()[0]
    '.map [fill="#fbf9f4"] { fill: var(--paper); } .map [stroke="#fbf9f4"] { stroke: var(--paper); }'
    """
    names: dict[str, str] = {}
    for name, colour in TOKENS.items():
        names.setdefault(colour, name)
    return "\n".join(
        f'{selector} [fill="{colour}"] {{ fill: var(--{name}); }} '
        f'{selector} [stroke="{colour}"] {{ stroke: var(--{name}); }}'
        for colour, name in names.items()
    )
