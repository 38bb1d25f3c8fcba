"""The site with its worked example, for a first look on one machine or across a room."""

import io
from collections.abc import Callable
from pathlib import Path

import segno

from wholeroom.web.running import preparation, serving


def demo(
    *,
    make_report: Callable[[], str],
    data: Path | str | None = None,
    host: str = "0.0.0.0",  # noqa: S104 -- people in the room open it on their phones
    port: int = 8000,
    announce: Callable[[list[str]], None] | None = None,
) -> None:
    """Write the example's report (an HTML page from ``make_report``) if it is not there yet, and run the site."""
    folder = preparation.use_data_folder(data)
    keep_report(folder / "example" / "report.html", make_report)
    serving.serve(data=folder, host=host, port=port, announce=announce)


def keep_report(file: Path, make_report: Callable[[], str]) -> None:
    """Whole or not at all: a start that breaks off leaves no half report."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.write_text(make_report(), encoding="utf-8")
    unfinished.replace(file)


def announcement(addresses: list[str]) -> str:
    """What the terminal says: where the site is, and a code for phones if it is on the network.

    >>> print(announcement(["http://localhost:8000/"]))
    The site is at http://localhost:8000/
    To stop it, press Ctrl-C.
    """
    here, *elsewhere = addresses
    lines = [f"The site is at {here}"]
    if elsewhere:
        lines += [f"On other machines of this network: {elsewhere[0]}", qr_code(elsewhere[0])]
    return "\n".join([*lines, "To stop it, press Ctrl-C."])


def qr_code(address: str) -> str:
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    return drawn.getvalue().rstrip("\n")
