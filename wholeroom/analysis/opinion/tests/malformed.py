"""Damaged files of votes, made by chance from a seed, each with the number of good rows it holds.

A file is a table of good rows into which groups of damaged lines are put at random places. Each group knows how many
good rows it adds, and stands on people of its own, so that the sum is right whatever the order.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

GOOD_VOTES = ["1", "0", "-1", "1", "0", "-1", "1.0", "0.0", "-1.0", "+1", "Agree", "PASS", "disagree", " 1 "]
BAD_VOTES = ["0.5", "2", "yes", "NaN", "1.00", "--1", "1e0", "-2", "agreed", "null", "=1+1", "1 0", "²", "x" * 300]
BAD_TIMES = ["", "noon", "1.5E+12", "9" * 20, "2017-07-17", "15002326529.5", "-"]
LINE_ENDS = ["\n", "\r\n", "\r"]


@dataclass(frozen=True)
class Case:
    """A damaged file. ``good_rows`` is None where the file as a whole cannot be used."""

    name: str
    content: bytes
    good_rows: int | None


@dataclass(frozen=True)
class Group:
    """Lines that stay together (text, or bytes that are no text), and how many good rows they hold."""

    lines: list[str | bytes]
    good: int


def malformed_votes(count: int, seed: int = 0) -> Iterator[Case]:
    """Damaged files of votes, in all three shapes."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        if chance.random() < 0.15:
            yield hopeless(chance)
        else:
            yield damaged(chance, WideTable(chance) if chance.random() < 0.3 else LongTable(chance))


def hopeless(chance: random.Random) -> Case:
    """A file that is no table of votes at all."""
    table = b"participant,statement,vote\np1,s1,1\np2,s1,-1\n"
    name, content = chance.choice(
        [
            ("empty", b""),
            ("blank", b"\xef\xbb\xbf \n\n\r\n"),
            ("header only", b"participant,statement,vote\n"),
            ("header and blank lines", b"participant,1,2\r\n\r\n,,\r\n"),
            ("wide without votes", b"participant,1,2\np1,,\np2,,\n"),
            ("no header", b"1,2,1\n2,2,-1\n"),
            ("no header, names", b"p1,s1,1\np2,s1,-1\n"),
            ("missing column", b"participant,statement,answer\np1,s1,1\n"),
            ("missing column, other names", b"timestamp,datetime,comment-id,vote\n1,x,2,1\n"),
            ("column twice", b"participant,statement,vote,Vote\np1,s1,1,1\n"),
            ("statement twice", b"participant,7,8,7\np1,1,1,1\n"),
            ("only participants", b"participant,group-id,n-votes\np1,0,3\n"),
            ("workbook", b"PK\x03\x04" + chance.randbytes(500)),
            ("old workbook", b"\xd0\xcf\x11\xe0" + chance.randbytes(500)),
            ("pdf", b"%PDF-1.7\n" + table),
            ("packed", b"\x1f\x8b\x08" + chance.randbytes(500)),
            ("utf-16 without mark", table.decode().encode(chance.choice(["utf-16-le", "utf-16-be"]))),
            ("zeros", b"\0" * 5000),
            ("header not utf-8", b"participant,statement,vot\xe9\n" + table),
            ("header with NUL", b"participant,state\0ment,vote\n" + table),
            ("header with open quote", b'participant,"statement,vote\np1,s1,1\n'),
            ("noise", b"\xfe" + chance.randbytes(chance.randrange(1, 20_000))),
        ]
    )
    return Case(name, content, None)


def damaged(chance: random.Random, table: "LongTable | WideTable") -> Case:
    """A table with up to 40 good rows and up to 6 groups of damaged lines."""
    damages = chance.choices(list(table.damages), k=chance.randrange(0, 7))
    groups = [table.good() for _ in range(chance.randrange(0, 40))]
    groups += [table.damages[name]() for name in damages]
    if len(groups) == sum(name in ("blank lines", "no votes") for name in damages):
        groups.append(table.good())
    chance.shuffle(groups)
    if chance.random() < 0.2:
        damages.append("truncated")
        groups.append(table.truncated())
    lines = [table.header, *(line for group in groups for line in group.lines)]
    how, content = _encoded(chance, lines, cut="truncated" in damages)
    return Case(f"{table.name}, {how}: {', '.join(damages)}", content, sum(group.good for group in groups))


def _encoded(chance: random.Random, lines: list[str | bytes], *, cut: bool) -> tuple[str, bytes]:
    """The lines as a file, with line ends of one kind or mixed; no line end after the last if ``cut``."""
    ends = LINE_ENDS if chance.random() < 0.3 else [chance.choice(LINE_ENDS)]
    ended = [(line, chance.choice(ends)) for line in lines]
    if cut or chance.random() < 0.2:
        ended[-1] = lines[-1], ""
    encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
    if any(isinstance(line, bytes) for line in lines):
        encoding = "utf-8"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    if encoding != "utf-8":
        return encoding, (mark + "".join(f"{line}{end}" for line, end in ended)).encode(encoding)
    return encoding, b"".join(
        (line if isinstance(line, bytes) else line.encode()) + end.encode() for line, end in ended
    )


@dataclass
class LongTable:
    """A row for each vote: plain rows, or a Polis export."""

    chance: random.Random
    people: int = 0
    damages: dict[str, Callable[[], Group]] = field(init=False)

    def __post_init__(self) -> None:
        self.polis = self.chance.random() < 0.4
        self.timed = self.polis or self.chance.random() < 0.5
        self.separator = self.chance.choice([",", ",", ";", "\t"])
        columns = ["participant", "statement", "vote", "note"] + ["Timestamp"] * self.timed
        if self.polis:
            columns = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
        self.name = "Polis rows" if self.polis else "plain rows"
        self.header = self.separator.join(columns)
        self.blank = ["", "   ", self.separator * (len(columns) - 1)]
        self.damages = {
            "wrong votes": lambda: self.bad(vote=self.chance.choice(BAD_VOTES)),
            "no vote": lambda: self.bad(vote=self.chance.choice(["", "  "])),
            "no participant": lambda: self.bad(participant=self.chance.choice(["", " ", "\xa0"])),
            "no statement": lambda: self.bad(statement=""),
            "long id": lambda: self.bad(participant="p" * 201),
            "huge cell": lambda: self.bad(participant="p" * 140_000),
            "huge quoted cell": lambda: self.bad(participant='"' + "p" * 140_000 + '"'),
            "NUL": lambda: self.bad(statement="s\0"),
            "few cells": lambda: Group([self.separator.join(self.row().split(self.separator)[:-1])], 0),
            "many cells": lambda: Group([self.row() + self.separator + "x"], 0),
            "blank cells left over": lambda: Group([self.row() + self.separator * 2], 1),
            "blank lines": lambda: Group(self.chance.choices(self.blank, k=3), 0),
            "not utf-8": lambda: Group([self.row(participant="Zoë é").encode("latin-1")], 0),
            "cp1252": lambda: Group([self.row(statement="“s”").encode("cp1252")], 0),
            "open quote": lambda: self.bad(participant='"p'),
            "open quote in statement": lambda: self.bad(statement='"s'),
            "text after quote": lambda: self.bad(participant='"p"1'),
            "quote inside": lambda: Group([self.row(statement='s"1')], 1),
            "quoted": lambda: Group([self.row(statement='"s1"', vote='"1"')], 1),
            "quoted separator": lambda: Group([self.row(statement=f'"s{self.separator}1"')], 1),
            "quoted quotes": lambda: Group([self.row(statement='"s""1"""')], 1),
            "accents": lambda: Group([self.row(statement="Ŵyth ✓")], 1),
            "same vote twice": lambda: Group([self.row("t", vote="1"), self.row("t", vote="+1", same=True)], 2),
            "other vote": lambda: Group([self.row("t", vote="1"), self.row("t", vote="0", same=True)], 0),
        }
        if self.timed:
            self.damages["wrong times"] = lambda: self.bad(time=self.chance.choice(BAD_TIMES))
            self.damages["later vote"] = lambda: Group(
                [self.row("t", vote="1", time="7"), self.row("t", vote="0", same=True, time=" 0008 ")], 2
            )

    def row(
        self,
        statement: str = "s1",
        participant: str | None = None,
        vote: str = "1",
        time: str = "1500232652930",
        *,
        same: bool = False,
    ) -> str:
        """A row by a new person, or by the ``same`` as the last."""
        self.people += not same
        person = f"p{self.people}" if participant is None else participant
        cells = [person, statement, vote, "x"] + [time] * self.timed
        if self.polis:
            cells = [time, "Mon Jul 17", statement, person, vote]
        return self.separator.join(cells)

    def good(self) -> Group:
        return Group([self.row(self.chance.choice(["1", "2", "s3"]), vote=self.chance.choice(GOOD_VOTES))], 1)

    def bad(self, **cells: str) -> Group:
        return Group([self.row(**cells)], 0)

    def truncated(self) -> Group:
        row = self.row()
        return Group([row[: self.chance.randrange(1, row.rindex(self.separator))]], 0)


@dataclass
class WideTable:
    """A row for each participant, a column for each statement."""

    chance: random.Random
    people: int = 0
    damages: dict[str, Callable[[], Group]] = field(init=False)

    def __post_init__(self) -> None:
        self.statements = self.chance.randrange(2, 30)
        self.counts = ["group-id", "n-votes"] * (self.chance.random() < 0.5)
        self.separator = self.chance.choice([",", ";", "\t"])
        self.name = "wide"
        self.header = self.separator.join(["Participant", *self.counts, *map(str, range(self.statements))])
        self.blank = ["", " ", self.separator * (len(self.counts) + self.statements)]
        self.damages = {
            "wrong votes": lambda: self.group([self.chance.choice(BAD_VOTES)]),
            "no participant": lambda: Group([self.row(["1"], participant=" ")], 0),
            "long id": lambda: Group([self.row(["1"], participant="p" * 300)], 0),
            "NUL": lambda: Group([self.row(["1\0"])], 0),
            "few cells": lambda: Group([self.row(["1"]).rsplit(self.separator, 1)[0]], 0),
            "many cells": lambda: Group([self.row(["1"]) + self.separator + "1"], 0),
            "blank lines": lambda: Group(self.chance.choices(self.blank, k=3), 0),
            "no votes": lambda: Group([self.row([])], 0),
            "not utf-8": lambda: Group([self.row(["1"], participant="Zoë").encode("latin-1")], 0),
            "open quote": lambda: Group([self.row(["1"], participant='"p')], 0),
            "quoted": lambda: self.group(['"1"', '"-1"']),
            "same votes twice": lambda: Group([self.row(["1", "0"]), self.row(["1.0", ""], same=True)], 3),
            "other votes": lambda: Group([self.row(["1", "0"]), self.row(["-1", "0"], same=True)], 2),
        }

    def row(self, votes: list[str], participant: str | None = None, *, same: bool = False) -> str:
        self.people += not same
        person = f"p{self.people}" if participant is None else participant
        blank = [""] * (self.statements - len(votes))
        return self.separator.join([person, *(["3"] * len(self.counts)), *votes, *blank])

    def group(self, more: list[str]) -> Group:
        """A row of good votes and blanks, with ``more`` in front."""
        votes = self.chance.choices([*GOOD_VOTES, "", " "], k=max(0, self.statements - len(more)))
        good = sum(bool(vote.strip()) for vote in votes) + sum(vote not in BAD_VOTES for vote in more)
        return Group([self.row([*more, *votes])], good)

    def good(self) -> Group:
        return self.group(["1"])

    def truncated(self) -> Group:
        row = self.row(["1"])
        return Group([row[: self.chance.randrange(1, row.rindex(self.separator))]], 0)
