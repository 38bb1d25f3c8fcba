"""Damaged tables of counts, made by chance from a seed, each with the number of good rows it holds."""

import random
from dataclasses import dataclass

HEADER = "area,group,agree,disagree"


def good_row(chance):
    area = chance.choice(["Westmarch", "Eastmarch, north", 'The "Old" Town', "Ynys Môn", "Total", "=cmd"])
    label = '"' + area.replace('"', '""') + '"'
    return f"{label},g{chance.randrange(9)},{chance.choice([0, 3, 12, 150])},{chance.choice(['4', '9.0', '0', '1200'])}"


BAD_CELLS = ["3.5", "-2", "many", "[c]", "1e3", "9" * 14, "NaN", "3 4", "0x1f", "12%", "٣", "x" * 200_000]
SPOILT = [
    lambda chance: f"A,g1,{chance.choice(BAD_CELLS)},3".encode(),
    lambda chance: b"A,g1,4",
    lambda chance: b"A,g1,4,5,6",
    lambda chance: b"A\0,g1,4,5",
    lambda chance: "Ynys Môn,g1,4,5".encode("latin-1"),
    lambda chance: b'"A,g1,4,5',
]


@dataclass(frozen=True)
class Case:
    """A damaged table with columns ``area`` and ``group`` and counts ``agree`` and ``disagree``."""

    content: bytes
    good_rows: int


def malformed_tables(count, seed=0):
    """Damaged tables, the same for the same seed."""
    chance = random.Random(f"tables {seed}")
    for _ in range(count):
        yield spoilt_table(chance)


def spoilt_table(chance):
    lines, good = [HEADER.encode()], 0
    for _ in range(chance.randint(1, 30)):
        if chance.random() < 0.6:
            lines.append(good_row(chance).encode())
            good += 1
        else:
            lines.append(chance.choice(SPOILT[:-1])(chance))
    ending = chance.choice(["whole", "cut", "quote"])
    if ending == "cut":
        lines.append(b"A,g1,")
    elif ending == "quote":
        lines.append(SPOILT[-1](chance))
    content = chance.choice([b"\n", b"\r\n"]).join(lines)
    return Case(content + (b"" if ending == "cut" else b"\n"), good)
