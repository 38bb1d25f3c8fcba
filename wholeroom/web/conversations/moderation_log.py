"""The public log of moderation: how often, for which rule, in which month. Only months that are over are told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from wholeroom.web.conversations.kind_names import name_of_kind
from wholeroom.web.conversations.models import Contribution, Moderation
from wholeroom.web.conversations.reasons import AFTER_CLOSE, IN_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, and how often it happened in that month."""

    month: date
    conversation_kind: str
    act: str
    rule: str
    times: int

    @property
    def where(self) -> str:
        return name_of_kind(self.conversation_kind)

    @property
    def what(self) -> str:
        return str(Moderation.Act(self.act).label)

    @property
    def rule_in_words(self) -> str:
        return str(IN_WORDS.get(self.rule, ""))


def log_moderation(contribution: Contribution, act: str, *, rule: str) -> None:
    """Part of the act itself. Words that came after a close only wait: no rule is meant by that."""
    today = timezone.localdate()
    Moderation.objects.create(
        year=today.year,
        month=today.month,
        conversation_kind=contribution.conversation.kind,
        act=act,
        rule="" if rule == AFTER_CLOSE else rule,
    )


def lines(*, today: date) -> list[Line]:
    """The newest month first. This month is left out: who looked every day would learn the day of each act."""
    this_month = today.replace(day=1)
    columns = ("conversation_kind", "act", "rule")
    told = Moderation.objects.values("year", "month", *columns).annotate(times=Count("pk"))
    found = [
        Line(date(row.pop("year"), row.pop("month"), 1), **row) for row in told.order_by("-year", "-month", *columns)
    ]
    return [one for one in found if one.month < this_month]
