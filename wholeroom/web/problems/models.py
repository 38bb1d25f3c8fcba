from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.people.models import Person

KIND = "problem"
HARD = "hard"  # the one part every problem has; its first line is the title
WHO_SHOULD_BE_THERE = "who-should-be-there"
PARTS = {
    HARD: _("What is hard?"),
    "happens": _("What happens"),
    "to-whom": _("To whom"),
    "tried": _("What we tried"),
    "got-wrong": _("What we got wrong"),
    "not-understood": _("What we do not understand"),
    "good": _("What would good look like"),
    WHO_SHOULD_BE_THERE: _("Who should be in the room"),
}


class ProblemQuerySet(models.QuerySet["Problem"]):
    def listed(self) -> "ProblemQuerySet":
        """What everybody may find: open to everyone and with words, the newest first."""
        shared = self.filter(
            conversation__state=Conversation.State.OPEN, conversation__audience=Conversation.Audience.EVERYONE
        )
        return shared.exclude(conversation__title="")._newest_first()

    def of(self, person: Person) -> "ProblemQuerySet":
        """What somebody brought, drafts too."""
        return self.filter(owner=person)._newest_first()

    def _newest_first(self) -> "ProblemQuerySet":
        hard = Contribution.objects.filter(part=HARD, state=Contribution.State.SHOWN)
        return (
            self.select_related("conversation")
            .prefetch_related(
                models.Prefetch(
                    "conversation__contributions",
                    queryset=hard.select_related("participant__member"),
                    to_attr="words_of_hard",
                )
            )
            .order_by(models.F("shared_in_order").desc(nulls_last=True), "-conversation__begun", "pk")
        )


class Problem(models.Model):
    """A conversation that somebody owns: something hard, told by who has it. Its parts are contributions."""

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="problems")
    shared_in_order = models.PositiveIntegerField(null=True, blank=True)  # the newest first, without keeping a time

    objects = ProblemQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.conversation)

    @property
    def is_draft(self) -> bool:
        return bool(self.conversation.state == Conversation.State.DRAFT)

    def is_of(self, person: Person) -> bool:
        return person.is_authenticated and self.owner_id == person.pk

    def words(self) -> dict[str, Contribution]:
        """The latest words of each part that has some, in the order of the parts."""
        shown = self.conversation.contributions.filter(part__in=PARTS, state=Contribution.State.SHOWN)
        said = {one.part: one for one in shown.select_related("participant__member")}
        return {part: said[part] for part in PARTS if part in said}
