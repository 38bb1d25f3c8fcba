"""What is kept here of a member, for the one who asks for all of it. Their words are told where words are kept."""

from collections.abc import Iterator

from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import labels
from wholeroom.web.personal_data import Row
from wholeroom.web.problems.models import Problem, SameHere


def problems_of(person: Person) -> Iterator[Row]:
    for problem in Problem.objects.filter(owner=person).select_related("conversation", "area").order_by("pk"):
        yield {
            "title": problem.conversation.title,
            "state": problem.conversation.get_state_display(),
            "who can read it": problem.conversation.get_audience_display(),
            "stage": problem.get_stage_display(),
            "shared on": problem.shared_on,
            "service": problem.get_service_display(),
            "area": problem.area.name if problem.area else "",
            "area by name": problem.shows_area,
            "kind of area": problem.get_kind_of_area_display(),
            "answer by": problem.answer_by,
            "asks for ideas": problem.asks_for_ideas,
        }


def same_here_of(person: Person) -> Iterator[Row]:
    said = SameHere.objects.filter(participant__member=person).select_related("problem__conversation")
    for one in said.order_by("pk"):
        yield {
            "problem": one.problem.conversation.title,
            "groups": labels(one.groups),
            "kind of area": one.get_kind_of_area_display(),
            "appears": one.get_appears_display(),
            "may be asked": one.may_be_asked,
            "day": one.day,
            "counted": one.counted_in is not None,
            "taken back": one.is_taken_back,
        }
