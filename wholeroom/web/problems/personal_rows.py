"""What is kept of a member in problems, in plain rows: theirs, what they said to others, and where they have it too."""

from wholeroom.web.conversations.own_data import where
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import labels
from wholeroom.web.personal_data import Row
from wholeroom.web.problems.models import REPLIES, Problem, Reply, SameHere


def problems(person: Person) -> list[Row]:
    """Their words are among the words; here stands what is kept beside them."""
    brought = Problem.objects.of(person).select_related("area")
    return [
        {
            **where(one.conversation),
            "day you began": one.conversation.begun,
            "day you shared it": one.shared_on,
            "who can read it": "" if one.is_draft else one.conversation.get_audience_display(),
            "stage": one.get_stage_display(),
            "area": str(one.area or ""),
            "service": one.get_service_display(),
            "you ask for ideas": one.asks_for_ideas,
            "you want answers by": one.answer_by,
        }
        for one in brought
    ]


def replies(person: Person) -> list[Row]:
    said = Reply.objects.filter(words__participant__member=person).order_by("day", "words__position")
    return [
        {
            **where(one.words.conversation),
            "day": one.day,
            "kind": str(REPLIES.get(one.words.kind, one.words.kind)),
            "words": one.words.text,
        }
        for one in said.select_related("words__conversation")
    ]


def same_here(person: Person) -> list[Row]:
    said = SameHere.objects.filter(participant__member=person).order_by("day", "pk")
    return [
        {
            **where(one.problem.conversation),
            "day": one.day,
            "groups you named": labels(one.groups),
            "kind of area": one.get_kind_of_area_display(),
            "how you appear": one.get_appears_display(),
            "others may ask to talk to you": one.may_be_asked,
            "counted in a figure": one.counted_in is not None,
            "taken back": one.is_taken_back,
        }
        for one in said.select_related("problem__conversation")
    ]
