"""What ``wholeroom load-areas`` does once the table is read."""

from collections.abc import Sequence
from pathlib import Path

from wholeroom.analysis.retrieval.areas import Area
from wholeroom.web.running.at_the_terminal import site_at_hand


def load_areas(*, areas: Sequence[Area], replace: bool, data: Path | None = None) -> list[str]:
    """Gives sentences for the person at the terminal."""
    with site_at_hand(data):
        from wholeroom.web.areas.actions import load  # models can be read only now

        loaded = load(areas=areas, replace=replace)
    told = [f"Areas loaded: {loaded.kept}. New here: {loaded.new}."]
    return [*told, f"Areas removed, as nothing refers to them: {loaded.gone}."] if replace else told
