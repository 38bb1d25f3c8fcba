"""The published rules of a conversation, and the reasons for which words may be hidden. Each names one rule."""

from django.utils.translation import gettext_lazy as _

AFTER_CLOSE = "after-close"  # not a breach: the words came when the room was closed, and wait to be read

RULES = {
    "names-somebody": _("It says who somebody else is, or makes it easy to guess."),
    "attacks-somebody": _("It attacks a person or a group of people."),
    "not-theirs-to-tell": _("It tells something that is somebody else’s to tell."),
    "danger": _("It could put somebody in danger."),
    "against-the-law": _("It may break the law."),
    "advert": _("It sells something, or is the same thing sent many times."),
    "nothing-to-do": _("It has nothing to do with what is asked here."),
}

TWO_THINGS = "two-things"  # not a breach either: a statement to vote on, which goes back to be made two
SENT_BACK = {TWO_THINGS: _("It says two things at once, so nobody can vote on it. Its author can make two of it.")}
IN_WORDS = RULES | SENT_BACK  # every reason for which words can be hidden
