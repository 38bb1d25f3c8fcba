from calendar import monthrange
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import telling
from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import SERVICES, Problem

KIND = "note"
DONE = "done"  # its first line is the title
CONTEXT, HAPPENED, WENT_WRONG = "context", "happened", "went-wrong"
PARTS = {
    DONE: _("What we did"),
    CONTEXT: _("Where and when it was"),
    HAPPENED: _("What happened"),
    "numbers": _("The numbers, and what they leave out"),
    "cost": _("What it cost"),
    WENT_WRONG: _("What went wrong"),
    "not-helped": _("Whom it did not help"),
    "differently": _("What we would do differently"),
}
NEW_PARTS = {
    "who-benefits": _("Who benefits, and where"),
    "displaces": _("What it takes the place of"),
    "basics": _("Are the basics done first?"),
}
ALL_PARTS = {**PARTS, **NEW_PARTS}
NEEDED = (DONE, CONTEXT, HAPPENED, WENT_WRONG)  # before a note is shared; of a new thing also its further parts

COUNTER_SIGNED, TRIED_HERE = "counter-signed", "tried-here"  # kinds of what others say to a note
Shown = Contribution.State.SHOWN


class PracticeNoteQuerySet(models.QuerySet["PracticeNote"]):
    def listed(self) -> "PracticeNoteQuerySet":
        """What everybody may find: shared with everyone and with words."""
        shared = self.filter(
            conversation__state=Conversation.State.OPEN, conversation__audience=Conversation.Audience.EVERYONE
        )
        return shared.exclude(conversation__title="")._with_what_a_list_shows()

    def of(self, person: Person) -> "PracticeNoteQuerySet":
        """What somebody wrote, drafts too."""
        return self.filter(author=person)._with_what_a_list_shows()

    def _with_what_a_list_shows(self) -> "PracticeNoteQuerySet":
        """The newest confirmed first, so that those that lapsed stand last."""
        done = Contribution.objects.filter(part=DONE, state=Shown).select_related("participant__member")
        said = CounterSignature.objects.select_related("words__participant__member")
        return (
            self.select_related("conversation", "area")
            .prefetch_related(
                models.Prefetch("conversation__contributions", queryset=done, to_attr="words_of_done"),
                models.Prefetch("counter_signatures", queryset=said),
            )
            .order_by(models.F("confirmed_on").desc(nulls_last=True), models.F("shared_in_order").desc(), "pk")
        )


class PracticeNote(models.Model):
    """A conversation about something that was done: what happened, what went wrong, who says otherwise.

    Its parts are contributions. How it came out is a word, never a score.
    """

    class Outcome(models.TextChoices):
        WORKED = "worked", _("worked")
        MIXED = "mixed", _("mixed")
        FAILED = "failed", _("failed")

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="practice_notes")
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    service = models.CharField(max_length=20, blank=True, choices=SERVICES)
    is_new = models.BooleanField(default=False)  # a new thing, not a known one done again
    about = models.ManyToManyField(Problem, blank=True, related_name="practice_notes")
    shared_in_order = models.PositiveIntegerField(null=True, blank=True)  # the newest first, without keeping a time
    shared_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)  # the last day on which somebody said that it is so

    objects = PracticeNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "worked", "mixed", "failed"]), name="note_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(shared_on__isnull=True)
                | (~models.Q(outcome="") & models.Q(confirmed_on__isnull=False)),
                name="shared_note_says_how_it_came_out",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conversation)

    @property
    def is_draft(self) -> bool:
        return bool(self.conversation.state == Conversation.State.DRAFT)

    @property
    def lapses_on(self) -> date | None:
        """Twelve months after it was last confirmed."""
        return a_year_after(self.confirmed_on) if self.confirmed_on else None

    @property
    def has_lapsed(self) -> bool:
        return self.lapses_on is not None and self.lapses_on <= timezone.localdate()

    def is_of(self, person: Person) -> bool:
        return person.is_authenticated and self.author_id == person.pk

    def words(self) -> dict[str, Contribution]:
        """The latest words of each part that has some, in the order of the parts."""
        return telling.words(self.conversation, ALL_PARTS)

    def needed(self) -> list[str]:
        """The parts it cannot be shared without."""
        return [*NEEDED, *(NEW_PARTS if self.is_new else ())]

    def missing(self) -> list[str]:
        """The labels of what has to be filled before it can be shared."""
        words = self.words()
        found = [str(ALL_PARTS[part]) for part in self.needed() if part not in words]
        return found if self.outcome else [*found, str(_("How it came out"))]


def a_year_after(day: date) -> date:
    """The same day of the next year; of a leap day the last of February."""
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


class CounterSignature(models.Model):
    """Somebody who shows another group than the author's says whether it was so. Its words say more."""

    class Found(models.TextChoices):
        SO = "so", _("it was so")
        OTHERWISE = "otherwise", _("it was otherwise")

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE)
    note = models.ForeignKey(PracticeNote, on_delete=models.CASCADE, related_name="counter_signatures")
    found = models.CharField(max_length=10, choices=Found)
    day = models.DateField()

    class Meta:
        ordering = ["words__position"]
        constraints = [
            models.CheckConstraint(condition=models.Q(found__in=["so", "otherwise"]), name="counter_signature_found"),
        ]

    def __str__(self) -> str:
        return f"{self.found}: {self.words_id}"


class Replication(models.Model):
    """Somebody did the same elsewhere: whether it came out the same, in what kind of area, and what differed."""

    class Outcome(models.TextChoices):
        SAME = "same", _("it came out the same")
        PARTLY = "partly", _("it came out partly the same")
        NOT = "not", _("it did not come out the same")

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE)
    note = models.ForeignKey(PracticeNote, on_delete=models.CASCADE, related_name="replications")
    outcome = models.CharField(max_length=10, choices=Outcome)
    kind_of_area = models.CharField(max_length=20, blank=True, choices=Area.Kind)
    day = models.DateField()

    class Meta:
        ordering = ["words__position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["same", "partly", "not"]), name="replication_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.words_id}"
