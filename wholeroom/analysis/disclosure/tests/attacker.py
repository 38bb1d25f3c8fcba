"""A reader who tries to work hidden cells out: every table of whole numbers is tried, slowly and obviously.

Knows the rule, what each mark and each rounding leaves, the sums, and all versions; takes it that a group has not
changed wherever the versions do not say otherwise. Reads nothing but the published text, and shares no code with what
it judges.
"""

from dataclasses import dataclass, replace
from itertools import product

MOST = 24  # larger than every count of a single group in these tests; the search for hidden ones ends here


@dataclass(frozen=True)
class Seen:
    """What one version says of one group in one column."""

    mark: str  # "shown", "small" or "covered"
    low: int
    high: int


def read(text, rule, is_total, tens):
    if text in ("none or a few", "[c]"):
        return Seen("small", 1 if rule == "measures" else 0, 4 if rule in ("people", "measures") else MOST)
    if text in ("not shown", "[c+]"):
        return Seen("covered", 0, 10_000)
    number = int(text)
    if rule == "measures" and number:
        return Seen("shown", max(number - 2, 5), number + 2)
    if rule == "people" and is_total and tens:
        return Seen("shown", number, number + 9)
    return Seen("shown", number, number)


def may_be_shown(answers, rule):
    voters, alike = sum(answers), max(answers) == sum(answers)
    return voters >= 8 and not alike if rule == "secret" else voters >= (10 if alike else 5)


class Version:
    """One published table as the reader takes it apart: its groups, and its totals with the groups they add up."""

    def __init__(self, safe):
        self.rule = safe.rule
        self.columns = [name for name in safe.counts if name not in safe.sums]
        labels = [tuple(row[safe.columns.index(name)] for name in safe.groups) for row in safe.rows]
        texts = [[row[safe.columns.index(name)] for name in self.columns] for row in safe.rows]
        by_label = dict(zip(labels, texts, strict=True))
        self.groups = [label for label in labels if "Total" not in label]
        self.seen, self.totals = {}, []
        for label in labels:
            parts = [g for g in self.groups if all(t in (p, "Total") for t, p in zip(label, g, strict=True))]
            for at, column in enumerate(self.columns):
                hides = any(by_label[part][at] == "none or a few" for part in parts)
                seen = read(by_label[label][at], self.rule, "Total" in label, hides)
                self.seen[label, column] = seen
                if "Total" in label:
                    self.totals.append(([(part, column) for part in parts], seen, (label, column)))

    def fits(self, group, answers):
        """Whether a group's numbers can stand behind what this version says of it."""
        seen = [self.seen[group, column] for column in self.columns]
        if not all(one.low <= number <= one.high for one, number in zip(seen, answers, strict=True)):
            return False
        if self.rule in ("answers", "secret") and seen[0].mark != "shown":
            return may_be_shown(answers, self.rule) == (seen[0].mark == "covered")
        return True

    def small_totals(self, owner, at):
        """The totals of a table of answers that are marked as small: the unknowns they add up."""
        if self.rule in ("answers", "secret"):
            for parts, seen, (_, column) in self.totals:
                if seen.mark == "small" and column == self.columns[0]:
                    yield self.rule, [owner[at, group] for group, _ in parts]

    def possible(self, group):
        ranges = [range(self.seen[group, c].low, min(self.seen[group, c].high, MOST) + 1) for c in self.columns]
        return [answers for answers in product(*ranges) if self.fits(group, answers)]


def given_away(versions):
    """The hidden cells, as (version, labels, column), that have one value in every table that agrees with all versions.

    None if no table agrees: something changed that the reader took for the same.
    """
    unknowns, owner = [], {}  # unknown: a group's numbers in the versions that may be alike
    for at, version in enumerate(versions):
        for group in version.groups:
            choices = version.possible(group)
            for number, (other, shared) in enumerate(unknowns):
                both = [answers for answers in shared if answers in choices]
                if other == group and both:
                    unknowns[number] = (group, both)
                    owner[at, group] = number
                    break
            else:
                unknowns.append((group, choices))
                owner[at, group] = len(unknowns) - 1
    groups = [choices for _, choices in unknowns]
    sums, hidden = [], {}
    for at, version in enumerate(versions):
        for (group, column), seen in version.seen.items():
            if seen.mark != "shown" and group in version.groups:
                hidden[at, group, column] = ([owner[at, group]], version.columns.index(column))
        for parts, seen, (label, column) in version.totals:
            members = [owner[at, group] for group, _ in parts]
            sums.append((members, version.columns.index(column), seen.low, seen.high))
            if seen.mark != "shown":
                hidden[at, label, column] = (members, version.columns.index(column))
    small = [total for at, version in enumerate(versions) for total in version.small_totals(owner, at)]
    first = table(groups, sums, small)
    if first is None:
        return None
    return [place for place, cell in hidden.items() if not has_another_value(cell, first, groups, sums, small)]


def given_away_by_the_last(versions):
    """The hidden cells that are given away by the versions, and not yet by those before the last of them."""
    found = set(given_away(versions) or ())
    return found.difference(given_away(versions[:-1]) or ()) if found and versions[1:] else found


def hidden_whole(safe):
    """The version that shows no number: all totals, and each row that is not small, hidden for the sake of others."""
    return with_texts(safe, [["[c]" if "[c]" in row and "Total" not in row else "[c+]"] for row in safe.rows])


def other_ways(safe, true_rows):
    """Every way to publish the same table of answers: each row that is not small, and each total, shown or hidden."""
    ways = []
    for row in true_rows:
        answers = [row[name] for name in safe.counts]
        shown = answers if may_be_shown(answers, safe.rule) else ["[c]"]
        may_hide = "Total" in row.values() or shown == answers
        ways.append([shown, ["[c+]"]] if may_hide else [shown])
    return [with_texts(safe, texts) for texts in product(*ways)]


def with_texts(safe, texts):
    """The version with other ``texts`` by row: one for each column of counts, or one for all of them."""
    rows = []
    for row, own in zip(safe.rows, texts, strict=True):
        every = dict(zip(safe.counts, map(str, own * len(safe.counts)), strict=False))
        rows.append(tuple(every.get(name, cell) for name, cell in zip(safe.columns, row, strict=True)))
    return replace(safe, rows=tuple(rows))


def has_another_value(cell, first, groups, sums, small):
    members, column = cell
    value = sum(first[member][column] for member in members)
    below, above = (members, column, 0, value - 1), (members, column, value + 1, 10_000)
    return any(table(groups, [*sums, other], small) is not None for other in (below, above))


def table(choices, sums, small):
    """The first way to choose one number tuple for each unknown that keeps all the sums."""
    columns = range(len(choices[0][0])) if choices and choices[0] else range(0)
    least = [[min((c[column] for c in each), default=0) for column in columns] for each in choices]
    most = [[max((c[column] for c in each), default=0) for column in columns] for each in choices]
    newest = [[one for one in sums if at in one[0]] for at in range(len(choices))]
    sums_with = [sums, *newest]  # by the length of what is begun: the sums that its last choice can break

    def complete(begun):
        at = len(begun)
        for members, column, low, high in sums_with[at]:
            if sum(begun[m][column] if m < at else least[m][column] for m in members) > high:
                return None
            if sum(begun[m][column] if m < at else most[m][column] for m in members) < low:
                return None
        if at == len(choices):
            return begun if not any(is_large(begun, *total) for total in small) else None
        return next((found for choice in choices[at] if (found := complete((*begun, choice))) is not None), None)

    return complete(())


def is_large(begun, rule, members):
    return may_be_shown([sum(column) for column in zip(*(begun[member] for member in members), strict=True)], rule)
