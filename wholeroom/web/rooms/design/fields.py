"""Fields of the forms of a room: choices that explain themselves, a day, a time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from wholeroom.web.explained_choices import ExplainedChoices


class MethodChoices(ExplainedChoices):
    """Each way to meet on a card of its own, with what it is for and what not; ``abouts`` holds the methods."""

    template_name = "rooms/choose-method.html"


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        wrong = gettext_lazy("Write the day like this: 2026-03-31.")
        super().__init__(widget=widget, error_messages={"invalid": wrong}, **kwargs)


class TimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        wrong = gettext_lazy("Write the time like this: 14:30.")
        super().__init__(widget=widget, error_messages={"invalid": wrong}, **kwargs)
