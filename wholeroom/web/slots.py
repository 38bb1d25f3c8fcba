"""Named places of pages, which apps higher up fill with their own templates when they start."""

from dataclasses import dataclass

_filled: dict[str, list["Filling"]] = {}


@dataclass(frozen=True, order=True)
class Filling:
    order: int
    template: str


def fill(slot: str, template: str, *, order: int = 50) -> None:
    """Put a template into a slot of a page; lower orders come first. Call it in ``AppConfig.ready``."""
    fillings = _filled.setdefault(slot, [])
    if Filling(order, template) not in fillings:
        fillings.append(Filling(order, template))
        fillings.sort()


def fillings(slot: str) -> list[Filling]:
    return list(_filled.get(slot, ()))
