"""An area as the table has it, and as it is kept: the one place where the two are joined."""

from wholeroom.analysis.retrieval import areas as rows
from wholeroom.web.areas.models import Area

FIELDS = {
    "name": "name",
    "population": "population",
    "area_km2": "square_kilometres",
    "deprivation": "deprivation",
    "high_deprivation": "share_deprived",
    "urban": "share_urban",
    "rural": "share_rural",
    "highly_rural": "share_highly_rural",
    "kind": "type",
    "nation": "nation",
    "region": "region",
}


def fields_of(row: rows.Area) -> dict[str, object]:
    """What is kept of a row, beside its code."""
    return {field: getattr(row, name) for name, field in FIELDS.items()}


def row_of(area: Area) -> rows.Area:
    """The row that a kept area came from."""
    return rows.Area(code=area.code, **{name: getattr(area, field) for name, field in FIELDS.items()})
