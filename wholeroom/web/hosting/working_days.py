"""Working days: Monday to Friday. Bank holidays are not known, so around one a day counts that was none."""

from datetime import date, timedelta

SATURDAY = 5
DAYS_TO_ANSWER = 2


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY


def after_working_days(day: date, number: int) -> date:
    """The ``number``-th working day after a day.

    >>> after_working_days(date(2026, 11, 27), 2)  # a Friday
    datetime.date(2026, 12, 1)
    """
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def waits_too_long(shared_on: date, today: date) -> bool:
    """Whether two whole working days after the one of sharing are over.

    >>> [waits_too_long(date(2026, 11, 27), date(2026, 12, day)) for day in (1, 2)]
    [False, True]
    """
    return today > after_working_days(shared_on, DAYS_TO_ANSWER)
