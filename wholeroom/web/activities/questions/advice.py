"""Tells when words in a round of questions may be advice. It suggests; it never refuses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPENINGS = (
    gettext_lazy("Have you tried"),
    gettext_lazy("Have you thought of"),
    gettext_lazy("Have you considered"),
    gettext_lazy("Did you try"),
    gettext_lazy("Why don’t you"),
    gettext_lazy("Why not"),
    gettext_lazy("Could you not"),
    gettext_lazy("Couldn’t you"),
    gettext_lazy("Shouldn’t you"),
    gettext_lazy("What if you"),
    gettext_lazy("How about"),
    gettext_lazy("You should"),
    gettext_lazy("You could"),
    gettext_lazy("I would"),
    gettext_lazy("We should"),
)
MARKS = ("?", "？", "؟")  # also as Chinese and Arabic write them


def suggestion(text: str) -> str:
    """What to say beside a question that begins like advice, or does not ask; empty for one that asks.

    >>> suggestion("When do people leave?")
    ''
    """
    if _begins_like_advice(text):
        return _(
            "A suggestion: this begins like advice. Questions come first, because the problem is often not what it "
            "seems. You can leave it, or take it back and ask what you want to know."
        )
    if not any(mark in text for mark in MARKS):
        return _(
            "A suggestion: this has no question mark. Only a question gets an answer here. What do you want to know? "
            "You can leave it as it is."
        )
    return ""


def _begins_like_advice(text: str) -> bool:
    said = _plain(text)
    return any(said.startswith(_plain(str(opening))) for opening in OPENINGS)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()) + " "
