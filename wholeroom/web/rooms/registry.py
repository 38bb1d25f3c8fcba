"""The two registrations: methods and activities, each one folder and one line in the settings."""

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import msgspec
from django.conf import settings

from wholeroom.web.errors import WebError
from wholeroom.web.rooms.contract import Activity, Method, PlannedStep


class DefinitionError(WebError):
    def __init__(self, folder: str, problem: str) -> None:
        super().__init__(f"{folder}/steps.toml cannot be used: {problem}. Put it right there; docs/reference says how.")


class _Step(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    activity: str
    title: str
    prompt: str
    minutes: dict[str, int]
    settings: dict[str, Any] = {}


class _Definition(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    about: str
    when: str
    not_when: str
    lengths: list[int]
    steps: list[_Step]


@cache
def activities() -> dict[str, Activity]:
    """Every activity by its name, in the order of the settings."""
    found = [import_module(f"{folder}.activity").activity for folder in settings.ACTIVITIES]
    return {one.name: one for one in found}


@cache
def methods() -> dict[str, Method]:
    """Every method by its name, in the order of the settings."""
    found = [read_method(folder) for folder in settings.METHODS]
    return {one.name: one for one in found}


def activity(name: str) -> Activity:
    return activities()[name]


def method(name: str) -> Method:
    return methods()[name]


def read_method(folder: str) -> Method:
    """A method from its folder: ``steps.toml``, ``guide.md``, and ``rules.py`` where it has rules of its own."""
    place = files(folder)
    definition = _read(folder, place.joinpath("steps.toml").read_bytes())
    kind = import_module(f"{folder}.rules").Method if place.joinpath("rules.py").is_file() else Method
    return kind(
        name=folder.rpartition(".")[2],
        title=definition.title,
        about=definition.about,
        when=definition.when,
        not_when=definition.not_when,
        lengths=tuple(definition.lengths),
        steps=tuple(PlannedStep(**msgspec.structs.asdict(step)) for step in definition.steps),
        guide=place.joinpath("guide.md").read_text(encoding="utf-8"),
    )


def _read(folder: str, text: bytes) -> _Definition:
    try:
        definition = msgspec.toml.decode(text, type=_Definition)
    except msgspec.DecodeError as error:
        raise DefinitionError(folder, str(error)) from None
    for step in definition.steps:
        if step.activity not in activities():
            raise DefinitionError(
                folder, f"step {step.name!r} names the activity {step.activity!r}, which is not there"
            )
        for length in definition.lengths:
            if step.minutes.get(str(length), 0) < 1:
                raise DefinitionError(folder, f"step {step.name!r} has no minutes for a meeting of {length}")
    for length in definition.lengths:
        total = sum(step.minutes[str(length)] for step in definition.steps)
        if total != length:
            raise DefinitionError(folder, f"the steps of the meeting of {length} minutes take {total}")
    return definition
