from django import template
from django.conf import settings

from wholeroom.web.conversations import appearance, attaching, following, rewording
from wholeroom.web.conversations.forms import ShowAsForm
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.quoting import quotes
from wholeroom.web.conversations.reasons import AFTER_CLOSE, IN_WORDS

register = template.Library()
register.filter("label", appearance.label)
register.filter("is_new", following.is_new)
register.filter("quotes", quotes)
register.filter("takes_files", attaching.takes_files)
register.filter("may_have_files", attaching.may_have_files)
register.filter("may_be_reworded", rewording.may_be_reworded)
register.filter("page_of", appearance.page_of)
register.filter("page_of_place", appearance.page_of_place)


@register.filter
def rule(words: Contribution) -> str:
    """The published rule for which words are hidden, or were before they wait to be read again."""
    return "" if words.reason == AFTER_CLOSE else str(IN_WORDS.get(words.reason, ""))


@register.simple_tag
def retention_months() -> int:
    """How long words are kept after the last ones; 0 where it is for good."""
    return int(settings.RETENTION_MONTHS)


@register.simple_tag
def show_as_form(words: Contribution) -> ShowAsForm:
    return ShowAsForm(words=words)
