from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.models import Step


class Proposal(models.Model):
    """Something put forward; its words are a contribution. An amendment is a proposal that takes another's place.

    ``step`` is where it was asked for, also for amendments, which are written in a later one. ``objections`` counts
    the positions that stand against it, so that the database itself refuses to agree over one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        AMENDED = "amended", _("amended")
        AGREED = "agreed", _("nobody could not live with it")
        NOT_AGREED = "not-agreed", _("not agreed")

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE, related_name="proposal")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="proposals")
    amends = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="amended_by")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    objections = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["words__position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "amended", "agreed", "not-agreed"]), name="proposal_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="agreed") | models.Q(objections=0), name="nothing_agreed_over_an_objection"
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}: {self.state}"


class Position(models.Model):
    """Where one participant stands on one wording. Somebody who left has none of their own any more.

    ``entered`` marks what the facilitator put in for somebody without a phone, or from a card without a name.
    """

    class Stand(models.TextChoices):
        AGREE = "agree", _("I can live with it")
        STAND_ASIDE = "stand-aside", _("I stand aside")
        OBJECT = "object", _("I cannot live with it")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stand = models.CharField(max_length=12, choices=Stand)
    words = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.RESTRICT, related_name="stand_taken"
    )
    entered = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participant"], name="one_position_on_a_proposal"),
            models.CheckConstraint(
                condition=models.Q(stand__in=["agree", "stand-aside", "object"]), name="position_stand"
            ),
            models.CheckConstraint(
                condition=~models.Q(stand="object") | models.Q(words__isnull=False), name="objection_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand} on {self.proposal_id}"
