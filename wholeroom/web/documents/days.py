"""How a day is written on every page: 22 November 2026."""

from datetime import date

from django.utils.formats import date_format


def written(day: date) -> str:
    return date_format(day, "j F Y")
