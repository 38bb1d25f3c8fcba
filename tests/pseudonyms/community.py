"""Members enough to hide among, and a problem for each journey: ``make`` is called in a process of its own."""

import json

from tests.exchange.community import share
from tests.stage import session_of
from wholeroom.web.areas.models import Area
from wholeroom.web.people.models import Person

MEMBERS = {
    "Rosa": {"groups": ["front-line-worker"]},
    "Pia": {"groups": ["provider"]},
    "Hana": {"is_host": True},
}
CLINICIANS = 5
PROBLEMS = {
    "asked back": "Nobody knows who is on call",
    "lost": "The rota comes on the day itself",
    "by keyboard": "The van comes on another day each week",
}


def make(layouts: list[str]) -> None:
    """For each layout its own members and problems, so that no journey meets another."""
    area = Area.objects.create(code="westmarch", name="Westmarch", share_urban=0.2, share_highly_rural=0.1)
    print(json.dumps({layout: of_layout(number, area) for number, layout in enumerate(layouts)}))


def of_layout(number: int, area: Area) -> dict[str, dict[str, str]]:
    clinicians = {f"Clin{each}": {"groups": ["clinician"]} for each in range(CLINICIANS)}
    people = {
        name: Person.objects.create_user(
            f"{name.lower()}.{number}@westmarch.example", name=name, area=area, is_confirmed=True, **fields
        )
        for name, fields in {**MEMBERS, **clinicians}.items()
    }
    shared = {name: share(people["Rosa"], hard, area) for name, hard in PROBLEMS.items()}
    return {
        "sessions": {name: session_of(person) for name, person in people.items()},
        "addresses": {name: person.email for name, person in people.items()},
        "problems": {name: f"/problems/{problem.pk}/" for name, problem in shared.items()},
    }
