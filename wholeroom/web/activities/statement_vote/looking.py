"""The stage after a vote: where the room stands, for all to look at, and what strikes people."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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

    def shorter_frame(self, step: Step, language: str, most_bytes: int) -> str:
        def draw(room: seeing.Room) -> str:
            return render_to_string(self.templates("phone-frame"), self.seen(step, "phone", room))

        with override(language):
            return seeing.shortened(voted_in(step), draw, most_bytes)

    def seen(self, step: Step, audience: str, room: seeing.Room | None = None) -> dict[str, Any]:
        values, room = super().seen(step, audience), room or seeing.ROOM[audience]
        if audience == "phone":
            kept = values["lines"][-room.words :] if room.words else []
            values |= {"lines": kept, "earlier": values["earlier"] + len(values["lines"]) - len(kept)}
        voted = voted_in(step)
        found = figures(voted)
        values |= {"found": found, "shows": True, "seen": seeing.seen(found, room), "voted": voted}
        if audience == "wall":
            return {**values, "wall": walls.view(step, found, values["lines"])}
        return {**values, **walls.choice(step)}


def voted_in(step: Step) -> Step:
    """The step whose votes this one looks at."""
    return step.room.steps.filter(name=step.settings.get("from", "")).first() or step
