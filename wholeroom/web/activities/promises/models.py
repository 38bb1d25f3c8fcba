from django.db import models

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.models import Room, Step


class PromiseGiven(models.Model):
    """A promise made while a room is open; what is promised is a contribution. After the close, agreements keep it."""

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE, related_name="promise")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="promises")
    who = models.CharField(max_length=80, blank=True)  # empty once they are erased
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_when = models.DateField()
    judge = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["words__position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(who="") | ~models.Q(judge=models.F("who")), name="nobody_judges_their_own_promise"
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"


class ReviewDay(models.Model):
    """The day on which those affected say what changed."""

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="review_day")
    day = models.DateField()

    def __str__(self) -> str:
        return f"review of {self.room_id}"
