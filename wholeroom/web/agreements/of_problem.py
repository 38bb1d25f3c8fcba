"""Back to a problem: everybody who brought it, answered it or has it too is told what its meetings came to."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wholeroom.web.agreements.models import Agreement
from wholeroom.web.people.models import Person
from wholeroom.web.problems import stages
from wholeroom.web.problems.models import Problem
from wholeroom.web.reminders import Reminder


def reminders_of(person: Person, *, today: date) -> Iterator[Reminder]:
    """For the daily message: once when a meeting is over, and once more when those affected have said what changed."""
    for agreement in on_what_is_theirs(person).select_related("room__problem__conversation"):
        problem = agreement.room.problem
        title, path = problem.conversation.title, f"{reverse('problems:problem', args=[problem.pk])}#outcome"
        over = _("The meeting about “{title}” is over. What it agreed stands on the page.").format(title=title)
        yield Reminder(f"outcome-{agreement.pk.hex}", over, path)
        if agreement.told:
            changed = _("Those affected said what changed about “{title}”.").format(title=title)
            yield Reminder(f"changed-{agreement.pk.hex}", changed, path)


def on_what_is_theirs(person: Person) -> QuerySet[Agreement]:
    """Agreements on problems where somebody is openly, as a member, and follows what comes of it."""
    here = Q(room__problem__conversation__followers__member=person)
    wants = Q(room__problem__conversation__followers__wants_mail=True)
    return Agreement.objects.filter(here & wants).order_by("closed", "pk").distinct()


def after_meeting(agreement: Agreement, *, promised: bool) -> None:
    """Where promises were made the problem is acted on; where none were, it is open as before."""
    if (problem := agreement.room.problem) is not None:
        stages.move_on(problem=problem, stage=Problem.Stage.ACTED_ON if promised else Problem.Stage.OPEN)


def looked_again(agreement: Agreement) -> None:
    """Those affected were heard, and everybody who spoke is told what changed."""
    if (problem := agreement.room.problem) is not None:
        stages.move_on(problem=problem, stage=Problem.Stage.LOOKED_AGAIN)
