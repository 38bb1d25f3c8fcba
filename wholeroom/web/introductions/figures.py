"""Did it help? As it may be shown: over the whole site, from 8 answers, never all alike, and anew in steps only."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from wholeroom.analysis.disclosure.rules import may_show_row, secret_result
from wholeroom.web.history.actions import record
from wholeroom.web.introductions.models import Told


def shown() -> Mapping[str, int] | None:
    """How often each answer was given, as of the last step; None while that may not be said."""
    counts = dict.fromkeys(Told.Answer.values, 0) | dict(Told.objects.values_list("answer", "shown"))
    return secret_result(counts, met=False).counts


@transaction.atomic
def renew() -> None:
    """Take the next step, if there is one. The daily job does, so that no step shows when somebody answered."""
    rows = list(Told.objects.select_for_update())
    came = [row.came for row in rows]
    new = [row.came - row.shown for row in rows]
    if not rows or not may_show_row(came, "secret") or not may_show_row(new, "answers"):
        return
    Told.objects.update(shown=F("came"))
    record(by=None, verb="renewed a figure", target=rows[0])
