"""What is kept of a member here, as plain rows for their own copy of it."""

from collections.abc import Iterator

from django.utils import timezone

from wholeroom.web.introductions import actions
from wholeroom.web.introductions.models import NotAgain, OwnerMayBeAsked, Side
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def rows(person: Person) -> Iterator[Row]:
    own = Side.objects.filter(person=person, said_yes=True).select_related("introduction__problem__conversation")
    for side in own:
        yield _row("asked to talk" if side.is_asker else "said yes to a talk", side)
    for side in actions.asked_of(person, today=timezone.localdate()):
        yield _row("is asked to talk", side)
    for owner in OwnerMayBeAsked.objects.filter(problem__owner=person).select_related("problem__conversation"):
        yield {"what": "may be asked", "problem": owner.problem.conversation.title, "day": owner.day.isoformat()}
    for stopped in NotAgain.objects.filter(person=person):
        yield {"what": "taken out of introductions by a community host", "day": stopped.day.isoformat()}


def _row(what: str, side: Side) -> Row:
    introduction = side.introduction
    return {
        "what": what,
        "problem": introduction.problem.conversation.open_title,
        "day": side.begins.isoformat(),
        "until": side.ends.isoformat(),
        "state": introduction.state,
        "wants": introduction.wants if side.is_asker else "",
        "how": introduction.how if side.is_asker else "",
        "when": introduction.when if side.is_asker else "",
        "groups": introduction.groups if side.is_asker else [],
        "name for the other": side.name,
        "how the other reaches them": side.reach,
    }
