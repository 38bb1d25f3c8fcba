"""Who speaks under a pseudonym in the worked example: it waits, comes out with others, and a host reads it first."""

from typing import TYPE_CHECKING

from django.utils import timezone

from wholeroom.web.people.fitting import places_of
from wholeroom.web.problems.models import HARD
from wholeroom.web.pseudonyms import actions, releasing
from wholeroom.web.pseudonyms.models import ToRead
from wholeroom.web.site.westmarch.community.rows import Row

if TYPE_CHECKING:
    from wholeroom.web.site.westmarch.community.living import Living


def speak(living: "Living", row: Row) -> None:
    """With the kind of the area at most; what fits decides how much of that shows."""
    problem = living.problems.get(row["problem"])
    place = next(step for step in places_of(living.area(row["area"])) if not step.startswith("area:"))
    who, _codeword = actions.begin(problem=problem, group=row["group"], place=place)
    if problem is None:
        actions.bring(who=who, parts={HARD: row["text"]})
    else:
        actions.say(who=who, problem=problem, kind=row["kind"], text=row["text"])


def come_out(living: "Living") -> None:
    """In the morning; and a host lets show what the file says shows."""
    releasing.release(now=timezone.localtime())
    show = {row["text"] for row in living.files.under_pseudonyms if row["shows"] == "yes"}
    for one in ToRead.objects.all():
        if (one.act.get("text") or one.act["parts"][HARD]) in show:
            releasing.let_show(one)
