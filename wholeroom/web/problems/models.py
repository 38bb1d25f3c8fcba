from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import telling
from wholeroom.web.conversations.models import Contribution, Conversation, Participant
from wholeroom.web.people.models import Person

KIND = "problem"
HARD = "hard"  # the one part every problem has; its first line is the title
NOT_UNDERSTOOD = "not-understood"
WHO_SHOULD_BE_THERE = "who-should-be-there"
PARTS = {
    HARD: _("What is hard?"),
    "happens": _("What happens"),
    "to-whom": _("To whom"),
    "tried": _("What we tried"),
    "got-wrong": _("What we got wrong"),
    NOT_UNDERSTOOD: _("What we do not understand"),
    "good": _("What would good look like"),
    WHO_SHOULD_BE_THERE: _("Who should be in the room"),
}

SERVICES = {
    "drug-and-alcohol": _("Drug and alcohol treatment"),
    "homelessness": _("Homelessness and housing"),
    "mental-health": _("Mental health"),
    "carers": _("Carers and families"),
    "home-care": _("Home care"),
    "domestic-abuse": _("Domestic abuse"),
    "young-people": _("Young people"),
    "public-health": _("Public health"),
    "other": _("Something else"),
}
# What others say to a problem. What was tried has three further parts, which answer it.
QUESTION, ANSWER, TRIED, IDEA, SAME_HERE = "question", "answer", "tried", "idea", "same-here"
HAPPENED, COST, NOT_HELPED = "happened", "cost", "not-helped"
REPLIES = {
    QUESTION: _("Question"),
    ANSWER: _("Answer"),
    TRIED: _("We tried"),
    IDEA: _("Idea"),
    SAME_HERE: _("Same here"),
}
TRIED_PARTS = {
    HAPPENED: _("What happened"),
    COST: _("What it cost"),
    NOT_HELPED: _("Whom it did not help"),
}
DONE, NOTHING_COULD_BE = "done", "nothing-could-be"
ENDS = {DONE: _("What was done"), NOTHING_COULD_BE: _("Why nothing could be done")}


class ProblemQuerySet(models.QuerySet["Problem"]):
    def listed(self) -> "ProblemQuerySet":
        """What everybody may find: shared with everyone and with words. What was said to last stands first."""
        shared = self.filter(
            newest_day__isnull=False,
            conversation__state__in=[Conversation.State.OPEN, Conversation.State.CLOSED],
            conversation__audience=Conversation.Audience.EVERYONE,
        )
        return shared.exclude(conversation__title="").with_words().order_by("-newest_day", "-shared_in_order", "pk")

    def of(self, person: Person) -> "ProblemQuerySet":
        """What somebody brought, drafts too, the newest first."""
        newest = models.F("shared_in_order").desc(nulls_last=True)
        return self.filter(owner=person).with_words().order_by(newest, "-conversation__begun", "pk")

    def with_words(self) -> "ProblemQuerySet":
        """With what is hard, as a list needs it."""
        hard = Contribution.objects.filter(part=HARD, state=Contribution.State.SHOWN)
        shown = models.Prefetch(
            "conversation__contributions",
            queryset=hard.select_related("participant__member"),
            to_attr="words_of_hard",
        )
        return self.select_related("conversation", "area").prefetch_related(shown)


class Problem(models.Model):
    """A conversation that somebody owns: something hard, told by who has it. Its parts are contributions."""

    class Stage(models.TextChoices):
        OPEN = "open", _("open")
        IN_MEETING = "in-meeting", _("in a meeting")
        ACTED_ON = "acted-on", _("acted on")
        LOOKED_AGAIN = "looked-again", _("looked at again")
        CLOSED = "closed", _("closed")

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="problems")
    shared_in_order = models.PositiveIntegerField(null=True, blank=True)  # the newest first, without keeping a time

    shared_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.OPEN)
    end = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind_of_area = models.CharField(max_length=20, blank=True, choices=Area.Kind)
    shows_area = models.BooleanField(default=False)  # its name; otherwise only its kind
    service = models.CharField(max_length=20, blank=True, choices=SERVICES)
    asks_for_ideas = models.BooleanField(default=False)
    answer_by = models.DateField(null=True, blank=True)
    newest_day = models.DateField(null=True, blank=True)  # of the newest reply, or else when it was shared
    newest_position = models.PositiveIntegerField(null=True, blank=True)  # of the newest reply that shows

    objects = ProblemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-newest_day", "-shared_in_order", "conversation"], name="problems_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=["open", "in-meeting", "acted-on", "looked-again", "closed"]),
                name="problem_stage",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="closed") | models.Q(end__isnull=False),
                name="closed_problem_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conversation)

    @property
    def is_draft(self) -> bool:
        return bool(self.conversation.state == Conversation.State.DRAFT)

    def is_of(self, person: Person) -> bool:
        return person.is_authenticated and self.owner_id == person.pk

    def words(self) -> dict[str, Contribution]:
        """The latest words of each part that has some, in the order of the parts."""
        return telling.words(self.conversation, PARTS)


class Reply(models.Model):
    """Words to a problem by anybody: a question first, what was tried, an idea where ideas are asked for."""

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="replies")
    quotes = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ["words__position"]
        indexes = [models.Index(fields=["problem", "day"], name="replies_by_day")]

    def __str__(self) -> str:
        return f"reply {self.words_id}"


class SameHere(models.Model):
    """Somebody has the problem too. Erasing them takes this row; what was counted stays counted.

    Who shows name or group is listed. Who only counts is in the figures, from a step on: see ``figures.py``.
    """

    class Appears(models.TextChoices):
        NAME = "name", _("with my name")
        GROUP = "group", _("with my group")
        COUNT = "count", _("only counted")

    participant = models.OneToOneField(Participant, primary_key=True, on_delete=models.CASCADE)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="same_here")
    groups = models.JSONField(default=list, blank=True)  # codes, as they were said with this
    kind_of_area = models.CharField(max_length=20, blank=True, choices=Area.Kind)
    appears = models.CharField(max_length=10, choices=Appears, default=Appears.COUNT)
    may_be_asked = models.BooleanField(default=False)  # whether somebody who has it too may ask to talk
    day = models.DateField()
    counted_in = models.PositiveIntegerField(null=True, blank=True)  # the step that took them in
    is_taken_back = models.BooleanField(default=False)  # kept once counted, so that nobody is counted twice

    class Meta:
        indexes = [
            models.Index(
                fields=["problem", "day"],
                name="same_here_waiting",
                condition=models.Q(counted_in__isnull=True, appears="count"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(appears__in=["name", "group", "count"]), name="same_here_appears"
            ),
            models.CheckConstraint(
                condition=models.Q(is_taken_back=False) | models.Q(counted_in__isnull=False, may_be_asked=False),
                name="same_here_taken_back_was_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"same here: {self.participant_id}"


class SameHereFigures(models.Model):
    """The newest step of a problem's figures. ``published`` is what pages show; ``counted`` is never shown."""

    problem = models.OneToOneField(Problem, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    number = models.PositiveIntegerField()
    taken = models.DateField()
    counted = models.JSONField()
    published = models.JSONField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="steps_count_from_one")]

    def __str__(self) -> str:
        return f"step {self.number} of {self.problem_id}"
