"""The stage after a vote: where the room stands, for all to look at, and what strikes people."""

from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.statement_vote import seeing, walls
from wholeroom.web.activities.statement_vote.figures import figures
from wholeroom.web.rooms.models import Step
from wholeroom.web.rooms.saying import Saying


class Looking(Saying):
    """``from`` names the step in which people voted."""

    name = "statement_vote"
    title: str | LazyText = _("Where the room stands")
    kind = "note"

    def templates(self, place: str) -> list[str]:
        return [f"statement_vote/look-{place}.html", f"rooms/saying/{place}.html"]

    def seen(self, step: Step, audience: str) -> dict[str, Any]:
        values = super().seen(step, audience)
        if audience == "phone":
            kept = values["lines"][-1:]
            values |= {"lines": kept, "earlier": values["earlier"] + len(values["lines"]) - len(kept)}
        voted = step.room.steps.filter(name=step.settings.get("from", "")).first() or step
        found = figures(voted)
        values |= {"found": found, "shows": True, "seen": seeing.seen(found, audience), "voted": voted}
        if audience == "wall":
            return {**values, "wall": walls.view(step, found, values["lines"])}
        return {**values, **walls.choice(step)}
