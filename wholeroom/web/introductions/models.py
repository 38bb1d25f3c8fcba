import uuid
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem

ASKED_FOR = timedelta(days=5)  # how long one person has to answer
MOST_ASKED = 3  # people, one after the other
STANDS_FOR = ASKED_FOR * MOST_ASKED
QUESTION_AFTER = timedelta(days=14)  # from when both are asked whether it helped
KEPT_FOR = timedelta(days=60)


class Introduction(models.Model):
    """A wish to talk about a problem, and the talk if it comes to one. Who does not want it leaves no trace here."""

    class Wants(models.TextChoices):
        LISTEN = "listen", _("Listen to how it went for you")
        COMPARE = "compare", _("Compare notes")
        ALOUD = "aloud", _("Think aloud together")

    class How(models.TextChoices):
        CALL = "call", _("A call")
        MAIL = "mail", _("Mail")
        EITHER = "either", _("Either is fine")

    class When(models.TextChoices):
        DAYTIME = "daytime", _("In the daytime")
        EVENING = "evening", _("In the evening")
        ANY = "any", _("Either is fine")

    class State(models.TextChoices):
        OPEN = "open"
        MADE = "made"
        OVER = "over"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="introductions")
    is_proposed = models.BooleanField(default=False)  # by a community host; then both are asked
    wants = models.CharField(max_length=10, blank=True, choices=Wants)
    how = models.CharField(max_length=10, blank=True, choices=How)
    when = models.CharField(max_length=10, blank=True, choices=When)
    groups = models.JSONField(default=list, blank=True)  # codes that the asker lets the other see
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    begun = models.DateField(default=timezone.localdate)
    ends = models.DateField()
    drawn = models.DateField(default=timezone.localdate)  # who said later that they may be asked is drawn later
    made = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="made", made__isnull=False)
                | models.Q(state__in=["open", "over"], made__isnull=True),
                name="introduction_made_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(is_proposed=True, wants="", how="", when="")
                | models.Q(is_proposed=False, wants__gt="", how__gt="", when__gt=""),
                name="introduction_asked_for_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"introduction {self.id}"

    @property
    def last_day(self) -> date:
        """On which somebody can still say yes."""
        return self.ends - timedelta(days=1)

    @property
    def question_from(self) -> date | None:
        """From which day both are asked whether it helped."""
        return self.made + QUESTION_AFTER if self.made else None


class Side(models.Model):
    """The place of one of the two in an introduction: of who asks, or of one who is asked for a few days.

    Declining takes the person out of this row, and nothing else of them is kept. ``name`` and ``reach`` are what the
    other gets to see once both said yes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="sides")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_asker = models.BooleanField(default=False)
    begins = models.DateField()
    ends = models.DateField()
    is_past = models.BooleanField(default=False)  # its days are over, and history says so
    said_yes = models.BooleanField(default=False)
    name = models.CharField(max_length=80, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    has_told = models.BooleanField(default=False)  # that it helped or not; never which

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "person"],
                condition=models.Q(person__isnull=False),
                name="nobody_is_asked_twice",
            ),
            models.CheckConstraint(
                condition=models.Q(said_yes=True) | models.Q(name="", reach=""), name="contact_only_after_a_yes"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(name="", reach=""), name="contact_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"side {self.id}"

    @property
    def last_day(self) -> date:
        """On which somebody who is asked can still answer."""
        return self.ends - timedelta(days=1)


class OwnerMayBeAsked(models.Model):
    """The owner of a problem lets others ask to talk. Whoever said same here says it there."""

    problem = models.OneToOneField(Problem, primary_key=True, on_delete=models.CASCADE)
    day = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"the owner of {self.problem_id} may be asked"


class NotAgain(models.Model):
    """Somebody whom a community host takes out of introductions: they ask nobody and nobody asks them."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="not_again")
    day = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"not again: {self.person_id}"


class Told(models.Model):
    """How often an answer to "did it help?" came, and how often as it is shown. Nothing joins it to anybody."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        LITTLE = "a-little", _("A little")
        NO = "no", _("No")
        NO_TALK = "no-talk", _("We did not talk")

    answer = models.CharField(max_length=10, primary_key=True, choices=Answer)
    came = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.answer}: {self.came}"
