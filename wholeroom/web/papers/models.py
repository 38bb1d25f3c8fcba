from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import HARD, Problem

KIND = "paper"
SIGNED = "signed"
TITLE = "title"
JOINT, CONTEXT = "joint", "context"
PARTS = {
    JOINT: {
        TITLE: _("What is this paper called?"),
        "why": _("Why we write this"),
        "ask": _("What we ask for"),
    },
    CONTEXT: {
        TITLE: _("What is this note called?"),
        "number": _("The number it is about"),
        "reason": _("Why it is as it is"),
        "done": _("What we did about it"),
        "better": _("What would tell you more than this number"),
    },
}
TOLD_OF_A_PROBLEM = (HARD, "happens", "tried", "got-wrong", "not-understood", "good")  # what a paper may tell of one


class Paper(models.Model):
    """A conversation that somebody owns and others sign: a joint paper on problems, or a note beside a number.

    ``version`` goes up with every change of its words, and each signature is of one version.
    """

    class Kind(models.TextChoices):
        JOINT = JOINT, _("What we are all finding hard")
        CONTEXT = CONTEXT, _("A context note")

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    version = models.PositiveIntegerField(default=1)
    shared_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["joint", "context"]), name="paper_is_of_a_kind"),
        ]

    def __str__(self) -> str:
        return str(self.conversation)

    @property
    def is_draft(self) -> bool:
        return bool(self.conversation.state == Conversation.State.DRAFT)

    def is_of(self, person: Person) -> bool:
        return person.is_authenticated and self.author_id == person.pk

    @property
    def parts(self) -> dict[str, object]:
        return dict(PARTS[self.kind])


class Told(models.Model):
    """A problem that a paper would like to tell of. Only its owner says yes, and to which of its parts."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="told")
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="told_in")
    is_answered = models.BooleanField(default=False)  # a no looks like no answer to everybody but the owner
    parts = models.JSONField(default=list, blank=True)  # those that may be told; none until there is a yes
    shows_groups = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "problem"], name="paper_tells_of_a_problem_once"),
            models.CheckConstraint(
                condition=models.Q(parts=[]) | models.Q(is_answered=True), name="parts_are_told_after_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} in {self.paper_id}"


class Signature(models.Model):
    """Somebody says that it is so: of one version, with a sentence on how they know."""

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="signatures")
    version = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        ordering = ["words__position"]

    def __str__(self) -> str:
        return f"signature {self.words_id}"
