"""Every change to areas: a whole table of them is loaded, by whoever runs the machine."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction

from wholeroom.analysis.retrieval import areas as rows
from wholeroom.web.areas.models import Area
from wholeroom.web.areas.rows import FIELDS, fields_of
from wholeroom.web.history.actions import record

WHOLE_TABLE = "all"  # what history says was loaded


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many areas a table brought, how many of them were not here before, and how many went."""

    kept: int
    new: int
    gone: int


@transaction.atomic
def load(*, areas: Iterable[rows.Area], replace: bool = False) -> Loaded:
    """Keep every area of a table. Loaded again, it changes those that are here and doubles none.

    Areas that the table does not have stay, unless it is to ``replace`` them and nothing refers to them. The one at
    the terminal is nobody we know.
    """
    before = set(Area.objects.values_list("code", flat=True))
    found = [Area(code=one.code, **fields_of(one)) for one in areas]
    Area.objects.bulk_create(found, update_conflicts=True, unique_fields=["code"], update_fields=list(FIELDS.values()))
    codes = {one.code for one in found}
    gone = _remove_unless_referred_to(before - codes) if replace else 0
    record(by=None, verb="loaded areas", target=Area(code=WHOLE_TABLE))
    return Loaded(len(found), len(codes - before), gone)


def _remove_unless_referred_to(codes: set[str]) -> int:
    """Apps higher up refer to areas without areas knowing them, so every such field is looked at."""
    unused = Area.objects.filter(code__in=codes)
    for reference in Area._meta.get_fields(include_hidden=True):
        if isinstance(reference, models.ForeignObjectRel):
            named = reference.field.model._base_manager.filter(**{f"{reference.field.name}__isnull": False})
            unused = unused.exclude(code__in=named.values(reference.field.name))
    return unused.delete()[0]
