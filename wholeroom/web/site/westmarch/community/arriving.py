"""The people and organisations of the example come: who they say they are, and who vouches for whom."""

from typing import TYPE_CHECKING

from wholeroom.web.people.models import Organisation, Person
from wholeroom.web.people.organisations import actions as organisations
from wholeroom.web.people.vouching import actions as vouching
from wholeroom.web.site.westmarch.community.rows import Row, groups

if TYPE_CHECKING:
    from wholeroom.web.site.westmarch.community.living import Living

VOUCHERS = 2


def come(living: "Living") -> None:
    for row in living.files.people:
        living.people[row["key"]] = person(living, row)
    hosts = [one for one in living.people.values() if one.is_host]
    found = {row["key"]: organisation(living, row, hosts[0]) for row in living.files.organisations}
    for row in living.files.people:
        if row["organisation"]:
            organisations.belong(
                by=living.people[row["key"]], organisation=found[row["organisation"]], is_employer=True
            )
        if row["vouched"]:
            vouch(living, row)


def person(living: "Living", row: Row) -> Person:
    return Person.objects.create_user(
        row["email"],
        name=row["name"],
        groups=groups(row),
        area=living.area(row["area"]),
        interests=row["interests"],
        funding=row["funding"],
        shows_page=bool(row["interests"] or row["funding"]),
        is_host=row["host"] == "yes",
    )


def organisation(living: "Living", row: Row, host: Person) -> Organisation:
    made = organisations.add(by=host, name=row["name"], kind=row["kind"], area=living.area(row["area"]))
    voice = next((one for one in living.files.people if one["organisation"] == row["key"]), None)
    if voice is not None:
        speaks = living.people[voice["key"]]
        organisations.name_voice(by=host, organisation=made, email=speaks.email)
        organisations.tell(by=speaks, organisation=made, does=row["about"], funding=row["funding"])
    return made


def vouch(living: "Living", row: Row) -> None:
    """Two others who know them say so."""
    known = living.people[row["key"]]
    others = [one for one in living.people.values() if one.pk != known.pk and one.name]
    for other in others[:VOUCHERS]:
        vouching.vouch(by=other, token=vouching.ask(by=known, group=row["vouched"]))
