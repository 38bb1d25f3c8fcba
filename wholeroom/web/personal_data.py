"""All that is kept of a member, for the one who asks for it: each app that keeps something hands over plain rows.

A row is a dictionary of what is kept, under names that the person understands. Files hand over their bytes.
Nobody else's words or names belong in it.
"""

from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]
Rows = Callable[..., Iterable[Row]]

_registered: dict[str, Rows] = {}


def register(name: str, rows: Rows) -> None:
    """Have ``rows(person)`` give what is kept under a name such as "problems". Call it in ``AppConfig.ready``."""
    _registered[name] = rows


def of(person: object) -> dict[str, list[Row]]:
    """Everything that any app keeps of a member, by name; names with nothing are there too, and empty."""
    return {name: [dict(row) for row in rows(person)] for name, rows in _registered.items()}
