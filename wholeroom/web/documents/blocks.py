"""What a document is made of. Each format draws these few, and so none can say what another does not."""

from dataclasses import dataclass
from typing import ClassVar

from wholeroom.web.documents.words import Words


@dataclass(frozen=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str
    is_theirs: bool = False  # words of people, not of the site


@dataclass(frozen=True)
class Caveat:
    """What a reader must be told, where the claim stands."""

    kind: ClassVar[str] = "caveat"
    text: str


@dataclass(frozen=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """Other pages: for each its name, and its whole address."""

    kind: ClassVar[str] = "links"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quotes:
    """Words that people said, one after the other."""

    kind: ClassVar[str] = "quotes"
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Beside:
    """A wording and what was said against it, side by side, in the same size and weight."""

    title: str
    words: Words
    notes: tuple[str, ...]
    against_title: str
    against: tuple[Words, ...]
    nothing_against: str


@dataclass(frozen=True)
class Decision:
    """An option as it ended, then each earlier wording of it, all drawn alike."""

    kind: ClassVar[str] = "decision"
    title: str
    wordings: tuple[Beside, ...]


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it. A line break in a cell begins a new line."""

    kind: ClassVar[str] = "table"
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    counts: bool = False  # all columns but the first hold numbers

    @property
    def named_rows(self) -> list[list[tuple[str, str]]]:
        """Each cell with the name of its column, which narrow pages write beside it."""
        return [list(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Seats:
    """The seats of a group, as the facilitator marked them. Drawn as the ring."""

    name: str
    taken: int
    empty: int

    @property
    def wanted(self) -> int:
        return self.taken + self.empty


@dataclass(frozen=True)
class Ring:
    """The seats around the table, and the table that says the same."""

    kind: ClassVar[str] = "ring"
    title: str
    seats: tuple[Seats, ...]
    taken: int
    of_seats: str
    table: Table


@dataclass(frozen=True)
class Drawing:
    """A picture of our own, as SVG that needs no style beside it. ``title`` says what it shows; ``note`` says how to
    read it, and stands only where the picture does.
    """

    kind: ClassVar[str] = "drawing"
    svg: str
    title: str
    note: str


@dataclass(frozen=True)
class Entry:
    """What somebody said later, with its day; ``before`` and ``now`` are a promise around a change of it."""

    kind: ClassVar[str] = "entry"
    title: str
    words: tuple[Words, ...]
    before_title: str = ""
    before: tuple[Words, ...] = ()
    now_title: str = ""
    now: tuple[Words, ...] = ()


Block = Heading | Paragraph | Caveat | Bullets | Links | Quotes | Decision | Table | Ring | Drawing | Entry


@dataclass(frozen=True)
class Document:
    title: str
    lead: str
    language: str
    address: str
    blocks: tuple[Block, ...]
    is_one_page: bool = False  # set closer, so that all of it is on one sheet
