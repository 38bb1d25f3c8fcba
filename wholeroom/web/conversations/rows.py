"""What was said, as plain rows: the export. No participant, no time; who said it as each chose to appear."""

import csv
import io
import json

from wholeroom.analysis.reading.bad_rows import safe_in_spreadsheet
from wholeroom.web.conversations import permissions
from wholeroom.web.conversations.appearance import label
from wholeroom.web.conversations.models import Contribution, Conversation

State = Contribution.State
COLUMNS = ("number", "part", "kind", "text", "shown as", "state", "parent")
SEEN_BY_MODERATORS = (State.SHOWN, State.WAITING, State.HIDDEN)
Row = dict[str, str | int | None]


def words_as_rows(conversation: Conversation, *, for_moderators: bool = False) -> list[Row]:
    """One row for each contribution, in its order. ``parent`` is the number of the row it answers, if that is here.

    Moderators also get what waits, is hidden, or is held back. What was withdrawn or erased is nobody's any more.
    """
    if for_moderators:
        said = conversation.contributions.filter(state__in=SEEN_BY_MODERATORS)
    else:
        said = conversation.contributions.read_by_all().exclude(part__in=permissions.held_parts(conversation))
    said = said.select_related("participant__member")
    numbers = {one.pk: number for number, one in enumerate(said, start=1)}
    return [
        {
            "number": numbers[one.pk],
            "part": one.part,
            "kind": one.kind,
            "text": one.text,
            "shown as": label(one),
            "state": one.state,
            "parent": numbers.get(one.parent_id),
        }
        for one in said
    ]


def as_csv(rows: list[Row]) -> str:
    """The rows as CSV text that a spreadsheet reads as text, whatever people wrote."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _cell(value) for column, value in row.items()})
    return text.getvalue()


def as_json(rows: list[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _cell(value: str | int | None) -> str | int:
    return safe_in_spreadsheet(value) if isinstance(value, str) else "" if value is None else value
