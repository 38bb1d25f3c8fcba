"""What a list of notes is narrowed to, from the address of the page, and the links that narrow it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.learning.models import PracticeNote, PracticeNoteQuerySet
from wholeroom.web.problems.models import SERVICES

CHOICES: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "outcome": (_("How it came out"), dict(PracticeNote.Outcome.choices)),
    "service": (_("Service"), SERVICES),
    "kind": (_("Kind of area"), dict(Area.Kind.choices)),
}


@dataclass(frozen=True)
class Link:
    label: str | Promise
    address: str
    is_current: bool


@dataclass(frozen=True)
class Narrowing:
    """Each empty where it is not narrowed. ``area`` is what the reader compares with, and leaves nothing out."""

    outcome: str = ""
    service: str = ""
    kind: str = ""
    area: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Narrowing":
        """What nobody offers is passed over."""
        known = {name: asked[name] for name, (_label, values) in CHOICES.items() if asked.get(name) in values}
        return cls(**known, area=asked.get("area", ""))

    def applied_to(self, notes: PracticeNoteQuerySet) -> PracticeNoteQuerySet:
        if self.outcome:
            notes = notes.filter(outcome=self.outcome)
        if self.service:
            notes = notes.filter(service=self.service)
        return notes.filter(area__in=Area.objects.of_kind(self.kind)) if self.kind else notes

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, name) for name in CHOICES)

    @property
    def address(self) -> str:
        """The part of the address after the page's own, the same for each choice that is made."""
        made = {name: getattr(self, name) for name in (*CHOICES, "area") if getattr(self, name)}
        return f"?{urlencode(made)}" if made else "?"

    @property
    def rows(self) -> list[tuple[str | Promise, list[Link]]]:
        """For each thing to narrow by, its label and links: all of them, and each one alone."""
        return [(label, self._links(name, values)) for name, (label, values) in CHOICES.items()]

    def _links(self, name: str, values: Mapping[str, str | Promise]) -> list[Link]:
        now = getattr(self, name)
        every = Link(_("All"), replace(self, **{name: ""}).address, not now)
        return [every, *(Link(text, replace(self, **{name: one}).address, one == now) for one, text in values.items())]
