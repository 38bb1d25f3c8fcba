"""A small made-up community in the data folder of a site: ``make`` is called in a process of its own."""

import json
from datetime import timedelta

from django.utils import timezone

from tests.stage import session_of
from wholeroom.web.areas.models import Area
from wholeroom.web.people.models import Person
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems.models import Problem

MEMBERS = {
    "Rosa": {"groups": ["front-line-worker"]},
    "Nell": {"groups": ["carer-or-family"]},
    "Omar": {"groups": ["clinician"]},
    "Pia": {"groups": ["provider"]},
    "Hana": {"is_host": True},
    "Finn": {"may_facilitate": True},
}
LETTERS = "Appointment letters arrive after the appointment is over"
PRISON = "We lose people between prison and the first appointment"
PROBLEMS = {
    "same here": ("Rosa", "The clinic closes before people finish work"),
    "tried": ("Rosa", "Nobody answers the phone on a Friday afternoon"),
    "a yes": ("Rosa", "The night bus does not go to the hostel"),
    "a no": ("Rosa", "A crisis bed is always one county away"),
    "unanswered": ("Rosa", "The form asks for an address from people who have none"),
    "met on": ("Rosa", PRISON),
    "told 1": ("Rosa", "Three services ask the same questions"),
    "told 2": ("Nell", "A carer hears of the discharge on the day itself"),
    "told 3": ("Omar", "The list of who may prescribe is a year old"),
    "letters": ("Nell", LETTERS),
}
LONG_AGO = timedelta(days=9)


def make(layouts: list[str]) -> None:
    """For each layout its own members and problems, so that no journey meets another."""
    area = Area.objects.create(code="westmarch", name="Westmarch", share_urban=0.2, share_highly_rural=0.1)
    print(json.dumps({layout: of_layout(number, area) for number, layout in enumerate(layouts)}))


def of_layout(number: int, area: Area) -> dict[str, dict[str, str]]:
    people = {
        name: Person.objects.create_user(f"{name.lower()}.{number}@westmarch.example", name=name, **fields)
        for name, fields in MEMBERS.items()
    }
    shared = {name: share(people[owner], hard, area) for name, (owner, hard) in PROBLEMS.items()}
    problems.tell(by=people["Rosa"], problem=shared["told 1"], part="happens", text="In Westmarch they ask it twice.")
    Problem.objects.filter(pk=shared["unanswered"].pk).update(shared_on=timezone.localdate() - LONG_AGO)
    return {
        "sessions": {name: session_of(person) for name, person in people.items()},
        "addresses": {name: person.email for name, person in people.items()},
        "problems": {name: f"/problems/{problem.pk}/" for name, problem in shared.items()},
    }


def share(owner: Person, hard: str, area: Area) -> Problem:
    """Open to everyone, with neither name nor group; of its area the name shows."""
    problem = problems.bring(by=owner, hard=hard)
    problems.say_about(by=owner, problem=problem, service="drug-and-alcohol", area=area)
    problems.share(by=owner, problem=problem, audience="everyone", shown_as="nobody", shows_area=True)
    return problem
