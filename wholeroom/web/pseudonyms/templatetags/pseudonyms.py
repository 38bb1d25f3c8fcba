"""What pages of other apps tell of pseudonyms."""

from django import template

from wholeroom.web.people.fitting import labels
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.pseudonyms import hosts
from wholeroom.web.pseudonyms.models import Pseudonym

register = template.Library()


@register.simple_tag
def also_under_pseudonyms(problem: Problem) -> list[str]:
    """Groups that say "same here" under pseudonyms, each once: no number of them is told anywhere."""
    has_it = Pseudonym.objects.filter(participant__conversation=problem.pk, has_it=True)
    shown = [groups["pseudonym"] for groups in has_it.values_list("participant__groups", flat=True)]
    pairs = {(one["group"], one["place"]) for one in shown if one}
    return sorted(set(labels(pairs).values())) if pairs else []


@register.simple_tag
def to_read(host: Person) -> int:
    return len(hosts.readable(host))
