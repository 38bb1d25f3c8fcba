"""What members are told of papers: that one would like to tell of their problem; and what is kept of them here."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholeroom.web.papers.models import Paper, Told
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row
from wholeroom.web.reminders import Reminder

SIGNATURE = gettext_lazy("Signature")


def reminders_of(person: Person, *, today: date) -> Iterator[Reminder]:
    """For the daily message: each paper that asks for a problem of theirs, until they answer."""
    asked = Told.objects.filter(problem__owner=person, is_answered=False)
    for told in asked.select_related("paper__conversation", "problem__conversation").order_by("pk"):
        text = _("The paper “{paper}” would like to tell of your problem “{problem}”. You say if it may.")
        yield Reminder(
            key=f"paper-{told.paper_id.hex}-{told.problem_id.hex}",
            text=text.format(paper=told.paper.conversation.title, problem=told.problem.conversation.title),
            path=reverse("papers:agree", args=[told.paper_id, told.problem_id]),
        )


def rows(person: Person) -> Iterator[Row]:
    for paper in Paper.objects.filter(author=person).select_related("conversation"):
        yield {"a paper you wrote": paper.conversation.title, "shared on": paper.shared_on}
    for told in Told.objects.filter(problem__owner=person).select_related(
        "paper__conversation", "problem__conversation"
    ):
        yield {
            "a paper that asked for your problem": told.paper.conversation.title,
            "your problem": told.problem.conversation.title,
            "what it may tell": ", ".join(told.parts),
        }
