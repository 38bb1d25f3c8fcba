from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Contribution


class QuestionMark(models.Model):
    """What became of a question: answered in the room, or kept because nobody could answer it there."""

    class Mark(models.TextChoices):
        ANSWERED = "answered", _("answered")
        KEPT = "kept", _("we take it with us")

    words = models.OneToOneField(Contribution, primary_key=True, on_delete=models.CASCADE, related_name="question_mark")
    mark = models.CharField(max_length=10, choices=Mark)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(mark__in=["answered", "kept"]), name="question_mark_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: {self.words_id}"
