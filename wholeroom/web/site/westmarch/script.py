"""The worked example's meeting as it is written down: who says what in which step."""

from pathlib import Path

import msgspec


class Spoken(msgspec.Struct, frozen=True):
    """Words of somebody for a step, and with what they appear."""

    step: str
    who: str
    appears: str
    text: str


class Someone(msgspec.Struct, frozen=True):
    name: str
    groups: list[str]
    email: str = ""
    other_way: str = ""


class Objection(msgspec.Struct, frozen=True):
    appears: str
    text: str


class NewWording(msgspec.Struct, frozen=True):
    who: str
    appears: str
    text: str
    stands: dict[str, str]


class Option(msgspec.Struct, frozen=True):
    """An option with where each stands on it; ``amended`` takes its place."""

    who: str
    appears: str
    text: str
    stands: dict[str, str]
    objections: dict[str, Objection] = {}
    amended: NewWording | None = None


class Promised(msgspec.Struct, frozen=True):
    who: str
    text: str
    days: int
    judge: str


class Reviewed(msgspec.Struct, frozen=True):
    """What somebody says afterwards: of a promise (its number, from 0), or of what changed for them."""

    who: str
    text: str
    promise: int | None = None
    judged: str = ""
    appears: str = "name"
    new_days: int | None = None


class Seat(msgspec.Struct, frozen=True):
    group: str
    state: str


class Place(msgspec.Struct, frozen=True):
    minutes: int
    place: str
    address: str
    video_link: str
    access: str
    given: str
    decided_by: str


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owner: str
    problem: dict[str, str]
    room: Place
    seats: list[Seat]
    people: dict[str, Someone]
    words: list[Spoken]
    options: list[Option]
    promises: list[Promised]
    review_days: int
    reviews: list[Reviewed]


def read(file: Path) -> Script:
    return msgspec.toml.decode(file.read_bytes(), type=Script)
