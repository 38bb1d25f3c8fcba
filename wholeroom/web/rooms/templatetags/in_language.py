from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def in_language(text: str) -> str:
    """A text of a method, in the reader's language. What a facilitator wrote instead is shown as it is."""
    return gettext(text) if text else ""
