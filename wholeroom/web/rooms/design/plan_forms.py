"""What may come in for the plan of a room: purpose, place, steps and seats."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, gettext_lazy

from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.rooms.contract import Method
from wholeroom.web.rooms.design.fields import DayField, MethodChoices, TimeField
from wholeroom.web.rooms.forms import RoomForm
from wholeroom.web.rooms.models import Room, Step
from wholeroom.web.rooms.slips import MOST_AT_ONCE

LONGEST_QUESTION = 200


class PurposeForm(RoomForm):
    question = forms.CharField(
        label=gettext_lazy("The question of the meeting"),
        max_length=LONGEST_QUESTION,
        error_messages={"required": gettext_lazy("Write the question you meet about.")},
    )
    given = forms.CharField(
        label=gettext_lazy("What is given"),
        help_text=gettext_lazy("What is fixed already, and not up for discussion. People trust a room that says so."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Who decides afterwards"),
        help_text=gettext_lazy("For example: the board, on 3 March, with our page in front of them."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, has_problem: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_where_question_comes_from(self.fields["question"], has_problem)


class PlaceForm(RoomForm):
    place = forms.ChoiceField(
        label=gettext_lazy("Where do you meet?"),
        choices=[
            (Room.Place.HALL, gettext_lazy("In one place")),
            (Room.Place.VIDEO, gettext_lazy("On a video call")),
            (Room.Place.BOTH, gettext_lazy("Both: in one place, and on a video call")),
        ],
        initial=Room.Place.HALL,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where you meet.")},
    )
    day = DayField(label=gettext_lazy("Day"), required=False)
    time = TimeField(label=gettext_lazy("Time it starts"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    video_link = forms.URLField(
        label=gettext_lazy("Link of the video call"),
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Copy the whole link, from https:// on.")},
        required=False,
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    access = forms.CharField(
        label=gettext_lazy("Getting in and taking part"),
        help_text=gettext_lazy("Steps, lift, hearing loop, interpreters, breaks, and whom to ask for what they need."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if day and not time and "time" not in self.errors:
            self.add_error("time", gettext("Say at what time it starts, too."))
        if time and not day and "day" not in self.errors:
            self.add_error("day", gettext("Say on which day, too."))
        return self.cleaned_data

    def where_and_when(self) -> dict[str, Any]:
        """As the action that sets the place takes it."""
        given = self.cleaned_data
        both = given["day"] and given["time"]
        starts = timezone.make_aware(datetime.combine(given["day"], given["time"])) if both else None
        return {name: given[name] for name in ("place", "address", "video_link", "access")} | {"starts": starts}


class NewRoomForm(PlaceForm):
    """All that a room needs to be opened, with good answers already in it."""

    question = forms.CharField(
        label=gettext_lazy("The question of the meeting"),
        max_length=LONGEST_QUESTION,
        error_messages={"required": gettext_lazy("Write the question you meet about.")},
    )
    method = forms.ChoiceField(
        label=gettext_lazy("How do you want to meet?"),
        error_messages={"required": gettext_lazy("Choose a way to meet.")},
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how long you meet.")},
    )
    field_order = ["question", "method", "minutes", "day", "time", "place", "address", "video_link", "access"]

    def __init__(self, *args: Any, methods: dict[str, Method], has_problem: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.methods = methods
        say_where_question_comes_from(self.fields["question"], has_problem)
        usual = next(iter(methods.values()))
        chosen = self.fields["method"]
        chosen.widget = MethodChoices(abouts=methods)
        chosen.choices = [(name, method.title) for name, method in methods.items()]
        chosen.initial = usual.name
        lengths = sorted({length for method in methods.values() for length in method.lengths})
        self.fields["minutes"].choices = [(length, minutes_in_words(length)) for length in lengths]
        self.fields["minutes"].initial = usual.lengths[0]

    def clean(self) -> dict[str, Any]:
        super().clean()
        method, minutes = self.methods.get(self.cleaned_data.get("method", "")), self.cleaned_data.get("minutes")
        if method and minutes and minutes not in method.lengths:
            lengths = ", ".join(str(length) for length in sorted(method.lengths))
            self.add_error("minutes", gettext("This way to meet takes %(lengths)s minutes.") % {"lengths": lengths})
        return self.cleaned_data


class StepForm(RoomForm):
    title = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the step a name.")},
    )
    prompt = forms.CharField(
        label=gettext_lazy("What people are asked"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=240,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Write whole minutes, from 1 to 240.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    @classmethod
    def of(cls, step: Step, data: Any = None) -> "StepForm":
        now = {"title": step.title, "prompt": step.prompt, "minutes": step.minutes}
        return cls(data, prefix=step.part, initial=now)


class SeatsForm(RoomForm):
    group = forms.ChoiceField(label=gettext_lazy("Stakeholder group"), choices=list(GROUPS.items()))
    number = forms.IntegerField(
        label=gettext_lazy("How many seats"),
        min_value=1,
        max_value=20,
        initial=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Write a number from 1 to 20.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class DoorForm(RoomForm):
    most_people = forms.IntegerField(
        label=gettext_lazy("How many phones may join?"),
        help_text=gettext_lazy("One more is told that the meeting is full, and how to take part on paper."),
        min_value=1,
        max_value=20_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Write a number from 1 to 20000.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    needs_slip = forms.BooleanField(label=gettext_lazy("Each needs a printed slip"), required=False)


class SlipsForm(RoomForm):
    number = forms.IntegerField(
        label=gettext_lazy("How many slips?"),
        help_text=gettext_lazy("Up to 300 at once. For more, print again."),
        min_value=1,
        max_value=MOST_AT_ONCE,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Write a number from 1 to 300.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def say_where_question_comes_from(field: forms.Field, has_problem: bool) -> None:
    """A room on a problem need not have a question of its own: the problem's words are used then, never copied."""
    field.required = not has_problem
    if has_problem:
        field.help_text = gettext("Left empty, the meeting uses the words of the problem, as they stand there.")


def minutes_in_words(minutes: int) -> str | LazyText:
    return gettext("%(minutes)d minutes") % {"minutes": minutes}
