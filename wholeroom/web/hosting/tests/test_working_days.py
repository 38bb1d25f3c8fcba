from datetime import date, timedelta

import pytest

from wholeroom.web.hosting.working_days import after_working_days, is_working_day, waits_too_long


@pytest.mark.parametrize(
    ("shared_on", "first_day_too_long"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday: Tuesday and Wednesday to answer
        (date(2026, 11, 25), date(2026, 11, 28)),  # Wednesday: Thursday and Friday
        (date(2026, 11, 26), date(2026, 12, 1)),  # Thursday: Friday and Monday
        (date(2026, 11, 27), date(2026, 12, 2)),  # Friday: Monday and Tuesday
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday
        (date(2026, 11, 29), date(2026, 12, 2)),  # Sunday
    ],
)
def test_two_whole_working_days_are_given(shared_on, first_day_too_long):
    before = first_day_too_long - timedelta(days=1)

    assert [waits_too_long(shared_on, day) for day in (before, first_day_too_long)] == [False, True]


def test_number_of_working_days_is_as_counted_one_by_one():
    start = date(2026, 1, 1)
    for days in range(400):
        day = start + timedelta(days=days)
        end = after_working_days(day, 2)
        between = [day + timedelta(days=one) for one in range(1, (end - day).days + 1)]
        assert [sum(map(is_working_day, between)), is_working_day(end)] == [2, True]


def test_bank_holidays_are_not_known():
    christmas = date(2026, 12, 25)

    assert is_working_day(christmas)
