"""The list of problems: what may stand in it, by plain links, and a page of it. Nothing here counts what it finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import SERVICES, Problem, ProblemQuerySet

ON_A_PAGE = 50
NO_REPLY, NEEDS_ANSWER, NEW = "no-reply", "needs-answer", "new"
FACETS: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "only": (
        _("Only those"),
        {NO_REPLY: _("with no reply yet"), NEEDS_ANSWER: _("that need an answer by a day"), NEW: _("new for me")},
    ),
    "service": (_("Service"), dict(SERVICES)),
    "area": (_("Kind of area"), dict(Area.Kind.choices)),
    "stage": (_("Where it stands"), dict(Problem.Stage.choices)),
}


@dataclass(frozen=True)
class Choice:
    label: str | Promise
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str | Promise
    choices: list[Choice]


@dataclass(frozen=True)
class Page:
    problems: list[Problem]
    newer: str  # addresses; empty where there is no such page
    older: str


def chosen_in(query: QueryDict) -> dict[str, str]:
    """What is asked for; what no link of ours says is passed over."""
    return {name: query[name] for name, (_label, choices) in FACETS.items() if query.get(name) in choices}


def facets(chosen: dict[str, str], person: Person) -> Iterator[Facet]:
    for name, (label, choices) in FACETS.items():
        offered = {code: text for code, text in choices.items() if code != NEW or person.is_authenticated}
        rest = {other: code for other, code in chosen.items() if other != name}
        everything = Choice(_("all"), address(rest), name not in chosen)
        found = [
            Choice(text, address({**rest, name: code}), chosen.get(name) == code) for code, text in offered.items()
        ]
        yield Facet(name, label, [everything, *found])


def address(chosen: dict[str, str], page: int = 1) -> str:
    asked = {**chosen, "page": page} if page > 1 else chosen
    return f"?{urlencode(asked)}"


def page(chosen: dict[str, str], person: Person, number: int) -> Page:
    """One more than fits is asked for, to know whether there is another page: nothing is counted."""
    start = (number - 1) * ON_A_PAGE
    found = list(_asked_for(chosen, person)[start : start + ON_A_PAGE + 1])
    older = address(chosen, number + 1) if len(found) > ON_A_PAGE else ""
    return Page(found[:ON_A_PAGE], address(chosen, number - 1) if number > 1 else "", older)


def page_number(asked: str | None) -> int:
    """The first page where what is asked for is no number."""
    return max(int(asked), 1) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _asked_for(chosen: dict[str, str], person: Person) -> ProblemQuerySet:
    fields = {"service": "service", "area": "kind_of_area", "stage": "stage"}
    asked = Q(**{fields[name]: code for name, code in chosen.items() if name in fields})
    only = chosen.get("only")
    if only == NO_REPLY:
        asked &= Q(newest_position=None) & ~Q(stage=Problem.Stage.CLOSED)
    elif only == NEEDS_ANSWER:
        asked &= Q(answer_by__gte=timezone.localdate()) & ~Q(stage=Problem.Stage.CLOSED)
    elif only == NEW:
        if not person.is_authenticated:
            return Problem.objects.none()
        asked &= Q(conversation__followers__member=person, newest_position__gt=F("conversation__followers__read_up_to"))
    return Problem.objects.listed().filter(asked)
