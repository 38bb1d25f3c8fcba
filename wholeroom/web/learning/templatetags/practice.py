"""Practice that fits, on the page of a problem and in the list of notes."""

from django import template
from django.http import HttpRequest
from django.template import Context

from wholeroom.web.areas.models import Area
from wholeroom.web.learning.fitting import fitting, fitting_area
from wholeroom.web.problems.models import Problem

WORDS_ALONE = "words"

register = template.Library()


@register.inclusion_tag("learning/fitting.html", takes_context=True)
def practice_that_fits(context: Context, problem: Problem) -> dict[str, object]:
    """Put in order by the reader's area, or by that of the problem where they have none; a link switches it off."""
    request: HttpRequest = context["request"]
    own = request.user.area if request.user.is_authenticated else None
    area = own or problem.area
    by_words = request.GET.get("practice") == WORDS_ALONE
    found = fitting(problem, None if by_words else area)
    return {
        "found": found,
        "problem": problem,
        "is_own_area": own is not None,
        "can_switch": area is not None and len(found.notes) > 1,
        "switch": "?" if by_words else f"?practice={WORDS_ALONE}",
    }


@register.inclusion_tag("learning/fitting.html")
def practice_that_fits_area(area: Area) -> dict[str, object]:
    return {"found": fitting_area(area), "area": area}
