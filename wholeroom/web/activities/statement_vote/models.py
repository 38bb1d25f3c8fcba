from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.rooms.models import Step

AGREE, PASS, DISAGREE = 1, 0, -1


class Ballot(models.Model):
    """How a vote is held: fixed before its step first opens, so that nobody can choose after seeing the answers."""

    class Results(models.TextChoices):
        LIVE = "live", _("while people vote")
        AFTER = "after", _("to each person, once they have voted a few times")
        CLOSE = "close", _("when the vote is over")

    step = models.OneToOneField(Step, primary_key=True, on_delete=models.CASCADE, related_name="ballot")
    results = models.CharField(max_length=10, choices=Results, default=Results.CLOSE)
    after = models.PositiveSmallIntegerField(default=7)  # votes of one's own before one sees results
    may_add = models.BooleanField(default=True)  # whoever takes part may put in statements
    may_pass_on = models.BooleanField(default=False)  # votes may leave here as a table without names, and all are told
    brought_in = models.BooleanField(default=False)  # it was held elsewhere: nobody votes here
    held = models.CharField(max_length=60, blank=True)  # when that was, in the words of whoever brought it in

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(results__in=["live", "after", "close"]), name="ballot_results"),
            models.CheckConstraint(condition=models.Q(after__gte=1), name="ballot_after_a_vote_or_more"),
        ]

    def __str__(self) -> str:
        return f"ballot of step {self.step_id}: {self.results}"


class Statement(models.Model):
    """One thing to say yes or no to; its words are a contribution. ``number`` is its name in every table and file."""

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE, related_name="statement")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    is_seed = models.BooleanField(default=False)  # put in by whoever runs the room
    is_about_vote = models.BooleanField(default=False)  # it shapes no map and stands in no list; only where brought in
    people_then = models.PositiveIntegerField(default=0)  # in the room when last counted in a step that did not tell
    some_stay_out = models.BooleanField(default=False)  # five people, of the figure: see ``disclosure.answer_steps``

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="statements_have_one_number")]

    def __str__(self) -> str:
        return f"statement {self.number}"


class Vote(models.Model):
    """What one person last said to one statement.

    ``counted`` is the value that is in the figures everybody may see. While ``turn`` is set, the vote waits to be
    counted, in that order; afterwards no trace of when it came is left. A vote leaves no record in history.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    counted = models.SmallIntegerField(null=True)
    turn = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["step", "turn"], condition=models.Q(turn__isnull=False), name="votes_that_wait")
        ]
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="one_vote_on_a_statement"),
            models.CheckConstraint(condition=models.Q(value__in=[-1, 0, 1]), name="vote_is_agree_pass_or_disagree"),
            models.CheckConstraint(
                condition=models.Q(counted__isnull=True) | models.Q(counted__in=[-1, 0, 1]), name="vote_counted_as_one"
            ),
            models.CheckConstraint(
                condition=models.Q(turn__isnull=False) | models.Q(counted__isnull=False, counted=models.F("value")),
                name="vote_waits_or_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"vote on {self.statement_id}"


class Standing(models.Model):
    """Where a room stands as far as votes are counted: all that screens and pages are drawn from.

    ``totals`` has agree, disagree and pass by the number of the statement, as counted: what may be shown of them is
    decided where they are drawn. ``weights`` say how much each should be asked next. ``drawn`` is the map, once there
    are people enough. ``is_final`` once the room is closed, or where the vote was held elsewhere.
    """

    step = models.OneToOneField(Step, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    number = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)  # with a vote that is counted
    totals = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    drawn = models.JSONField(null=True)
    drawn_number = models.PositiveIntegerField(default=0)  # the count that ``drawn`` and ``weights`` were made from
    is_final = models.BooleanField(default=False)
    rows_hide_people = models.BooleanField(default=False)  # so that a table of the votes may leave a closed room

    def __str__(self) -> str:
        return f"standing of step {self.step_id}, count {self.number}"


class Reading(models.Model):
    """In which language somebody reads statements, where they chose one other than that of the pages."""

    participant = models.OneToOneField(
        Participant, primary_key=True, on_delete=models.CASCADE, related_name="reads_statements_in"
    )
    tongue = models.CharField(max_length=10)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(tongue=""), name="reading_is_in_a_language")]

    def __str__(self) -> str:
        return f"{self.participant_id} reads {self.tongue}"


class VoteReport(models.Model):
    """The report of a vote, made once when its room closes and never again: two of them would show who came or left.

    ``page`` is plain JSON: figures as they may be shown, and words by id. It is None until the worker has made it.
    """

    step = models.OneToOneField(Step, primary_key=True, on_delete=models.CASCADE, related_name="vote_report")
    page = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"report of step {self.step_id}"
