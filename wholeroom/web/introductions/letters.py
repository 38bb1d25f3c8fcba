"""The one letter about an introduction: to both, once both said yes."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wholeroom.web.introductions.models import Introduction, Side
from wholeroom.web.people.addresses import absolute
from wholeroom.web.problems.models import HARD, Problem


def put_in_touch(introduction: Introduction, both: Iterable[Side]) -> None:
    one, other = both
    for own, theirs in ((one, other), (other, one)):
        _write(introduction, own, theirs)


def _write(introduction: Introduction, own: Side, theirs: Side) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        values = {
            "introduction": introduction,
            "title": introduction.problem.conversation.title,
            "own": own,
            "theirs": theirs,
            "address": absolute(reverse("introductions:talk", args=[introduction.pk])),
        }
        EmailMessage(
            subject=_("You both said yes to a talk"),
            body=render_to_string("introductions/mail/both-said-yes.txt", values),
            to=[own.person.email],
            headers={"X-About": ",".join(sorted({own.person.key, theirs.person.key, *keys_of(introduction.problem)}))},
        ).send()


def keys_of(problem: Problem) -> set[str]:
    """Of the words that the title is made of, and of whoever brought them."""
    words = problem.conversation.contributions.filter(part=HARD).values_list("pk", flat=True)
    owner = {problem.owner.key} if problem.owner else set()
    return owner | {key.hex for key in words}
