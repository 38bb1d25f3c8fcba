from django.db import models
from django.utils import timezone

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.people.models import Person


class Greeting(models.Model):
    """That a newcomer was written to by a host, so that nobody is greeted twice. What was written is not kept."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="greeting")
    day = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"greeting of {self.person_id}"


class Report(models.Model):
    """Somebody says that words break a published rule. Who it was is not kept."""

    words = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=40)  # code of the published rule
    day = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["words", "reason"], name="words_are_reported_once_for_a_rule"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="report_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"report of {self.words_id}: {self.reason}"
