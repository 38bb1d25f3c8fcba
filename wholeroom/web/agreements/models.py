from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.models import Room


class Agreement(models.Model):
    """What a room left behind. ``page`` is frozen at close: plain JSON that refers to words by id.

    An erased word disappears there too; nothing else of it ever changes. Reviews stand under it with their day.
    """

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="agreement")
    page = models.JSONField()
    closed = models.DateField(default=timezone.localdate)
    review_day = models.DateField(null=True, blank=True)
    told = models.DateField(null=True, blank=True)  # when everybody who spoke was told what came of it
    feed_token = models.CharField(max_length=64, unique=True)  # the address of the calendar feed

    def __str__(self) -> str:
        return f"agreement of {self.room_id}"


class Promise(models.Model):
    """Who does what by when, and who judges it, as it stands now; ``page`` keeps how it was given."""

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        KEPT = "kept", _("kept")
        PARTLY = "partly", _("partly kept")
        NOT_KEPT = "not-kept", _("not kept")
        CHANGED = "changed", _("changed")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="promises")
    position = models.PositiveSmallIntegerField()  # counted from 1, as people read it
    words = models.ForeignKey(Contribution, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=80, blank=True)
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_when = models.DateField()
    judge = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)  # as its owner says

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["agreement", "position"], name="promises_have_one_order")]

    def __str__(self) -> str:
        return f"promise {self.position} of {self.agreement_id}"


class Review(models.Model):
    """What somebody said afterwards, with its day. Only ever added; words by id, and the label they had then.

    ``was_words`` and ``was_by_when`` are how a promise stood before this review changed it.
    """

    class Standing(models.TextChoices):
        OWNER = "owner", _("The owner")
        JUDGE = "judge", _("Somebody who judges it")
        AFFECTED = "affected", _("Somebody affected")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    promise = models.ForeignKey(Promise, null=True, blank=True, on_delete=models.CASCADE, related_name="reviews")
    standing = models.CharField(max_length=10, choices=Standing)
    words = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=300, blank=True)
    judged = models.CharField(max_length=10, choices=Promise.State, blank=True)
    was_words = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    was_by_when = models.DateField(null=True, blank=True)
    sending = models.CharField(max_length=80)  # sent twice over bad Wi-Fi, it is kept once
    day = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "sending"], name="reviews_arrive_once"),
            models.CheckConstraint(
                condition=models.Q(standing="affected", promise__isnull=True)
                | models.Q(standing__in=["owner", "judge"], promise__isnull=False),
                name="review_of_a_promise_is_by_owner_or_judge",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing="judge") | models.Q(judged__in=["kept", "partly", "not-kept"]),
                name="judge_says_whether_it_was_kept",
            ),
            models.CheckConstraint(
                condition=models.Q(was_by_when__isnull=True) | models.Q(standing="owner", judged="changed"),
                name="only_a_change_has_something_before_it",
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.agreement_id}, {self.day}"


class Message(models.Model):
    """That a participant was written to, so that each message goes once. ``about`` is a promise, or the review."""

    class Kind(models.TextChoices):
        WEEK_BEFORE = "week-before", _("a week before the day of a promise")
        ON_THE_DAY = "on-the-day", _("on the day of a promise")
        REVIEW = "review", _("on the review day")
        TOLD = "told", _("what came of it")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="messages")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.PositiveSmallIntegerField(default=0)  # the position of a promise, 0 for the whole agreement
    for_day = models.DateField()  # the day it is about: a promise with a new day is reminded of again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "participant", "kind", "about", "for_day"], name="each_message_goes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.agreement_id}"
