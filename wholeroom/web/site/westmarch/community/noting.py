"""Practice notes of the example, who signs them, and who tried it elsewhere with what outcome."""

from typing import TYPE_CHECKING

from wholeroom.web.learning import actions, answering
from wholeroom.web.learning.models import ALL_PARTS, DONE
from wholeroom.web.site.westmarch.community.rows import Row, groups

if TYPE_CHECKING:
    from wholeroom.web.site.westmarch.community.living import Living

OF_A_NEW_THING = {"benefits": "who-benefits", "displaces": "displaces", "basics": "basics"}
CAME_OUT = {"same": "same", "partly": "partly", "not": "not"}


def write(living: "Living", row: Row) -> None:
    author = living.people[row["by"]]
    note = actions.write(by=author, done=f"{row['title']}\n{row['done']}")
    told = {**row, **{part: row[column] for part, column in OF_A_NEW_THING.items()}}
    told["happened"] = "\n".join(text for text in (row["happened"], row["numbers"]) if text)
    for part in ALL_PARTS:
        if part != DONE and told.get(part):
            actions.tell(by=author, note=note, part=part, text=told[part])
    actions.say_how_it_came_out(by=author, note=note, outcome=row["outcome"])
    actions.say_where(
        by=author,
        note=note,
        area=living.area(row["area"]),
        service=row["service"],
        is_new=row["is_new"] == "yes",
        about=[living.problems[row["about"]]] if row["about"] in living.problems else (),
    )
    actions.share(by=author, note=note, audience="everyone", shown_as="name", nickname=author.name, groups=groups(row))
    living.notes[row["key"]] = note


def counter_sign(living: "Living", row: Row) -> None:
    by = living.people[row["by"]]
    spoken = answering.Spoken(text=row["text"], shown_as="name", nickname=by.name, groups=(row["group"],))
    answering.counter_sign(by=by, note=living.notes[row["note"]], found="so", spoken=spoken)


def try_here(living: "Living", row: Row) -> None:
    by, area = living.people[row["by"]], living.area(row["area"])
    answering.say_tried_here(
        by=by,
        note=living.notes[row["note"]],
        outcome=CAME_OUT[row["outcome"]],
        spoken=answering.Spoken(text=row["text"], shown_as="name", nickname=by.name, groups=tuple(by.groups)),
        kind_of_area=area.kind if area else "",
    )
