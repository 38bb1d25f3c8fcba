from django import template
from django.template import Context

from wholeroom.web.search.alike import Alike, alike

register = template.Library()


@register.simple_tag(takes_context=True)
def alike_to(context: Context) -> Alike | None:
    """What may be the same as the ``conversation`` of the page, for its reader."""
    return alike(context["conversation"], context["user"])
