"""What this app keeps of a member, in plain rows."""

from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def account(person: Person) -> list[Row]:
    return [
        {
            "e-mail address": person.email,
            "name": person.name,
            "day you joined": person.joined,
            "area": str(person.area or ""),
            "you may open rooms": person.may_facilitate,
            "you are a community host": person.is_host,
        }
    ]
