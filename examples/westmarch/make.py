"""Make the votes and statements of Westmarch, a county that does not exist: the same files every time.

    python examples/westmarch/make.py

Three leanings run through the room, each found among people of every stakeholder group:

- easier: make it easier to come, and to come back;
- steadier: keep treatment safe and clear, and protect the staff who hold it;
- further: treatment should lead somewhere, and say so from the first day.

Some people stand between two of them. Some join late, or answer a few statements and leave. ``leanings.csv`` says for
each statement who put it, how many in 100 of each leaning agree with it, how many in 100 pass, and how many in 100 of
the room had already voted when it was put.
"""

import csv
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
SEED = 1204
PEOPLE = 220
LEANINGS = {"easier": 0.42, "steadier": 0.29, "further": 0.20, "between": 0.09}


def leaning(chance: Random) -> dict[str, float]:
    """How much of each leaning is in one person: all of one, or a share of two."""
    name = chance.choices(list(LEANINGS), weights=list(LEANINGS.values()))[0]
    if name != "between":
        return {name: 1.0}
    first, second = chance.sample(["easier", "steadier", "further"], 2)
    share = chance.uniform(0.35, 0.65)
    return {first: share, second: 1 - share}


def patience(chance: Random) -> float:
    """The share of the statements shown to them that one person answers."""
    kind = chance.random()
    if kind < 0.58:
        return chance.uniform(0.80, 1.0)
    return chance.uniform(0.35, 0.75) if kind < 0.86 else chance.uniform(0.06, 0.16)


def vote(line: dict[str, str], mix: dict[str, float], chance: Random) -> int:
    """Agree 1, pass 0, disagree -1."""
    if chance.random() < int(line["passing"]) / 100:
        return 0
    agree = sum(share * int(line[name]) for name, share in mix.items())
    return 1 if chance.random() < agree / 100 else -1


def votes(lines: list[dict[str, str]], chance: Random) -> list[tuple[str, str, int]]:
    """Everybody's votes, in the order in which people came; everybody answers the first statement."""
    rows = []
    for person in range(PEOPLE):
        mix, answers = leaning(chance), patience(chance)
        for number, line in enumerate(lines):
            shown = person / PEOPLE >= int(line["opened"]) / 100
            if shown and (number == 0 or chance.random() < answers):
                rows.append((f"p{person + 1:03}", line["statement"], vote(line, mix, chance)))
    return rows


def write(path: Path, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def make(folder: Path) -> None:
    """Write votes.csv and statements.csv into a folder."""
    with (HERE / "leanings.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    chance = Random(SEED)  # noqa: S311 fictional votes, the same each time
    write(folder / "votes.csv", [("participant", "statement", "vote"), *votes(lines, chance)])
    statements = [(line["statement"], line["text"], line["moderated"]) for line in lines]
    write(folder / "statements.csv", [("statement", "text", "moderated"), *statements])


if __name__ == "__main__":
    make(HERE)
