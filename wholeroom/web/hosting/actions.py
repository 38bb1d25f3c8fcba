"""Every change that hosting makes: greeting a newcomer, reporting words, and laying a report aside."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wholeroom.web.conversations.actions import NoSuchReason
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.reasons import RULES
from wholeroom.web.errors import WebError
from wholeroom.web.history.actions import record
from wholeroom.web.hosting.models import Greeting, Report
from wholeroom.web.people import limits
from wholeroom.web.people.addresses import absolute
from wholeroom.web.people.models import Person

MOST_REPORTS = 20
DAY = 24 * 3600


class GreetedAlready(WebError):
    def __init__(self) -> None:
        super().__init__(_("Somebody has greeted this person already. One greeting is enough."))


class TooManyReports(WebError):
    def __init__(self) -> None:
        super().__init__(_("You reported a lot today. Hosts read it first. Come back tomorrow, or write to them."))


class NotThere(WebError):
    def __init__(self) -> None:
        super().__init__(_("These words do not show any more, so there is nothing to report."))


@transaction.atomic
def greet(*, by: Person, person: Person, words: str) -> None:
    """Write to a newcomer, in the host's own words, which go into the mail and nowhere else."""
    Person.objects.select_for_update().get(pk=person.pk)
    _greeting, is_new = Greeting.objects.get_or_create(person=person, defaults={"day": timezone.localdate()})
    if not is_new:
        raise GreetedAlready
    with translation.override(settings.LANGUAGE_CODE):
        values = {"words": words, "host": by.name, "address": absolute(reverse("site:home"))}
        EmailMessage(
            subject=_("Welcome"),
            body=render_to_string("hosting/greeting.txt", values),
            to=[person.email],
            headers={"X-About": f"{by.key},{person.key}"},
        ).send()
    record(by=by.key, verb="greeted", target=person)


@transaction.atomic
def report_words(*, by: Person, words: Contribution, reason: str) -> None:
    """Tell the hosts that words break a rule. Neither they nor the author learn who said so."""
    if reason not in RULES:
        raise NoSuchReason(reason)
    if words.state != Contribution.State.SHOWN:
        raise NotThere
    if not limits.allow("report words", by.key, most=MOST_REPORTS, seconds=DAY):
        raise TooManyReports
    _report, is_new = Report.objects.get_or_create(words=words, reason=reason)
    if is_new:
        record(by=None, verb="reported words", target=words)


@transaction.atomic
def lay_aside(*, by: Person, words: Contribution) -> None:
    """A host has read what was reported, and the words stay as they are. Only these reports go."""
    if Report.objects.filter(words=words).delete()[0]:
        record(by=by.key, verb="laid reports aside", target=words)
