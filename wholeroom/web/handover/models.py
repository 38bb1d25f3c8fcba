"""A file handed over for an answer: where it stands. What was in the file is never in the database."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(hours=1)
REMEMBERED = timedelta(days=1)
LOST_AFTER = timedelta(seconds=60)


def fingerprint(secret: str) -> str:
    """What is kept of a secret: enough to know it again, not enough to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def longest_job() -> timedelta:
    return timedelta(seconds=settings.JOB_SECONDS) + LOST_AFTER


def new_token() -> str:
    """The address of an answer: 256 random bits."""
    return secrets.token_urlsafe(32)


class Kind(models.TextChoices):
    OPINION_MAP = "opinion-map", _("Opinion map")
    PROTECT = "protect", _("Safe table")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Working")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    GONE = "gone", _("Deleted")


class HandOverQuerySet(models.QuerySet):
    def at(self, token: str) -> "HandOverQuerySet":
        return self.filter(token_hash=fingerprint(token))

    def unanswered(self) -> "HandOverQuerySet":
        return self.filter(state__in=[State.WAITING, State.WORKING])

    def expired(self, *, now: datetime) -> "HandOverQuerySet":
        return self.filter(expires__lte=now).exclude(state=State.GONE)

    def lost(self, *, now: datetime) -> "HandOverQuerySet":
        """Begun, and longer at it than any job may be: the worker has died."""
        return self.filter(state=State.WORKING, started__lte=now - longest_job())

    def forgotten(self, *, now: datetime) -> "HandOverQuerySet":
        return self.filter(state=State.GONE, expires__lte=now - REMEMBERED)


class HandOver(models.Model):
    """One or more files handed over together, and the way to their answer.

    The files and the answer lie in ``folder`` until they are fetched, deleted, or an hour old. The row stays a day
    longer, so that its address can say that all is gone. ``browser_hash`` is kept only while the files wait.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    language = models.CharField(max_length=10)
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    made = models.DateTimeField()
    started = models.DateTimeField(null=True)
    expires = models.DateTimeField()

    objects = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "expires"], name="handover_state_expires")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="handover_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="handover_state_is_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="handover_done_within_total"),
            models.CheckConstraint(condition=Q(expires__gt=F("made")), name="handover_expires_after_made"),
            models.CheckConstraint(
                condition=~Q(state=State.WORKING) | Q(started__isnull=False), name="handover_working_has_started"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    def is_out_of_date(self, *, now: datetime) -> bool:
        """Expired or lost, but not tidied yet."""
        lost = self.state == State.WORKING and self.started <= now - longest_job()
        return lost or (self.expires <= now and self.state != State.GONE)

    def waiting_before(self) -> int:
        """How many others are answered first."""
        return HandOver.objects.unanswered().filter(made__lt=self.made).count()
