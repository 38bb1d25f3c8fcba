from django import template

from wholeroom.web.conversations import appearance
from wholeroom.web.conversations.forms import ShowAsForm
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import AFTER_CLOSE, RULES

register = template.Library()
register.filter("label", appearance.label)
register.filter("page_of", appearance.page_of)
register.filter("page_of_place", appearance.page_of_place)


@register.filter
def rule(words: Contribution) -> str:
    """The published rule for which words are hidden, or were before they wait to be read again."""
    return "" if words.reason == AFTER_CLOSE else str(RULES.get(words.reason, ""))


@register.simple_tag
def show_as_form(words: Contribution) -> ShowAsForm:
    return ShowAsForm(words=words)
