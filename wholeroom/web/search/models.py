from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Conversation
from wholeroom.web.people.models import Person


class Change(models.Model):
    """A conversation that may have to be found otherwise now: what each process reads to keep its index up to date.

    ``conversation`` is no foreign key, so that the note outlives what it tells of. ``act`` is the number that
    PostgreSQL gave to the transaction; on SQLite, where writers take turns, the ids alone say what is newer.
    """

    conversation = models.UUIDField()
    act = models.BigIntegerField(default=0)
    waits = models.BooleanField(default=True)  # until the worker has looked whether a vector is to be made or to go

    class Meta:
        db_table = "search_change"
        indexes = [
            models.Index(fields=["act"], name="search_changes_by_act"),
            models.Index(fields=["id"], condition=Q(waits=True), name="search_changes_that_wait"),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class TextVector(models.Model):
    """What the words of a conversation mean, as a model puts it into numbers. Made of words, so it goes with them."""

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE, related_name="+")
    model_id = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)  # of the text it was made of: for any other text it does not count
    numbers = models.BinaryField()  # 16-bit floating-point numbers, the lowest byte first

    def __str__(self) -> str:
        return f"vector of {self.conversation_id}"


class Judgement(models.Model):
    """What a member says of two conversations: that they are about the same problem, or that they are not."""

    class Verdict(models.TextChoices):
        SAME = "same", _("the same problem")
        ANOTHER = "another", _("another one")

    one = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "member"], name="member_judges_a_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="judged_pair_has_one_order"),
            models.CheckConstraint(condition=Q(verdict__in=["same", "another"]), name="judgement_verdict"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.one_id} and {self.other_id}"
