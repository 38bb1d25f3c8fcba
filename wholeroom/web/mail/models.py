import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.models import Person


class OutgoingMessage(models.Model):
    """A message on its way, whole as it will be sent. Once it is gone, nothing of what it said or to whom is kept."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        IN_A_FILE = "in a file"
        GIVEN_UP = "given up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    sender = models.CharField(max_length=320, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    content = models.BinaryField(default=bytes, blank=True)
    file = models.CharField(max_length=40, blank=True)  # its name in the outbox, while there is no mail server

    class Meta:
        indexes = [models.Index(fields=["state", "next_try"], name="mail_to_try_next")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(content=b"", recipients=[]),
                name="mail_that_is_gone_is_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(state="in a file", file__gt="") | (~models.Q(state="in a file") & models.Q(file="")),
                name="mail_in_a_file_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.id}, {self.state}"


class Concern(models.Model):
    """Whom a message is about, or names as its reader: an opaque key or an address. Erased with them, it goes too."""

    message = models.ForeignKey(OutgoingMessage, on_delete=models.CASCADE, related_name="concerns")
    who = models.CharField(max_length=320, db_index=True)

    def __str__(self) -> str:
        return f"concern of {self.message_id}"


class DigestChoice(models.Model):
    """How often a member is told what is new, and when that was last looked at and last sent. Days, no times."""

    class HowOften(models.TextChoices):
        DAILY = "daily", _("Once a day, if there is something new")
        WEEKLY = "weekly", _("Once a week, if there is something new")
        NEVER = "never", _("Not at all")

    member = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="digest_choice")
    how_often = models.CharField(max_length=10, choices=HowOften, default=HowOften.DAILY)
    looked = models.DateField(null=True, blank=True)
    sent = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how_often__in=["daily", "weekly", "never"]),
                name="digest_comes_daily_weekly_or_never",
            )
        ]

    def __str__(self) -> str:
        return f"digest of {self.member_id}, {self.how_often}"


class ToldReminder(models.Model):
    """That a member was reminded of something, by its opaque key, so that they are told once."""

    member = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="member_is_reminded_once")]

    def __str__(self) -> str:
        return f"reminder told to {self.member_id}"
