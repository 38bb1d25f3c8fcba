from django.db import models

from wholeroom.web.errors import WebError


class HistoryIsKept(WebError):
    def __init__(self) -> None:
        super().__init__("History is only ever added to. Write a new entry that says what was put right.")


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **changes: object) -> int:
        raise HistoryIsKept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise HistoryIsKept


class Entry(models.Model):
    """Who did what, and on which day. Keys are opaque and there is no text, so nobody has to be erased from here.

    The database refuses changes and deletions too; the migration that made the table sees to it.
    """

    actor = models.CharField(max_length=64, null=True)  # noqa: DJ001 -- nobody, as in a pseudonymous act, is not a name
    verb = models.CharField(max_length=40)
    target_kind = models.CharField(max_length=80)
    target_key = models.CharField(max_length=64)
    day = models.DateField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_key"], name="history_of_a_target")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(verb=""), name="history_says_what_happened"),
            models.CheckConstraint(condition=~models.Q(actor=""), name="history_actor_is_a_key_or_nobody"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.actor or 'somebody'} {self.verb} {self.target_kind} {self.target_key}"

    def save(self, *args: object, **options: object) -> None:
        if not self._state.adding:
            raise HistoryIsKept
        super().save(*args, **options)

    def delete(self, *args: object, **options: object) -> tuple[int, dict[str, int]]:
        raise HistoryIsKept
