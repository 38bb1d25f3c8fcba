"""The site with its worked example, for a first look on one machine or across a room."""

from collections.abc import Callable
from pathlib import Path

from wholeroom.web.running import preparation, serving
from wholeroom.web.running.announcing import Links, of_demo


def demo(
    *,
    make_report: Callable[[], str],
    make_meeting: Callable[[], Links],
    data: Path | str | None = None,
    host: str = "0.0.0.0",  # noqa: S104 -- people in the room open it on their phones
    port: int = 8000,
    announce: Callable[[str], None] = print,
) -> None:
    """Write the example if it is not there yet, and run the site.

    ``make_report`` gives an HTML page, ``make_meeting`` the ways into a meeting that has not begun; ``announce`` is
    called with what the terminal is to say.
    """
    folder = preparation.use_data_folder(data)
    keep_report(folder / "example" / "report.html", make_report)
    links: list[Links] = []
    serving.serve(
        data=folder,
        host=host,
        port=port,
        before=lambda: links.append(make_meeting()),
        announce=lambda addresses: announce(of_demo(addresses, links[0])),
    )


def keep_report(file: Path, make_report: Callable[[], str]) -> None:
    """Whole or not at all: a start that breaks off leaves no half report."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.write_text(make_report(), encoding="utf-8")
    unfinished.replace(file)
