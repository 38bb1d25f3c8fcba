"""Small tables for the tests of this folder: groups and their counts, and the totals that go with them."""

from itertools import product


def with_totals(counts, columns=("count",)):
    """Rows of a table from ``counts`` by group labels, with a row for each total over any of the labels."""
    places = range(len(next(iter(counts))))
    labels = [[*dict.fromkeys(key[place] for key in counts), "Total"] for place in places]
    rows = []
    for key in product(*labels):
        parts = [row for own, row in counts.items() if all(a in (b, "Total") for a, b in zip(key, own, strict=True))]
        totals = [sum(part[at] for part in parts) for at in range(len(columns))]
        rows.append({f"group {place}": key[place] for place in places} | dict(zip(columns, totals, strict=True)))
    return rows


def column(safe, name="count"):
    return [row[safe.columns.index(name)] for row in safe.rows]
