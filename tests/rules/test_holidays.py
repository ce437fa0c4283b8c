"""Public holidays, year by year: the whole table, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetings.rulebook.holidays import OFF, WORKED, is_working_day

# Month: the days on which offices are closed, week ends left out.
CLOSED = {
    2023: {1: [2, 20, 23, 24, 25, 26], 5: [1, 2, 3], 9: [1, 4]},
    2024: {1: [1], 2: [8, 9, 12, 13, 14], 4: [18, 29, 30], 5: [1], 9: [2, 3]},
    2025: {1: [1, 27, 28, 29, 30, 31], 4: [7, 30], 5: [1, 2], 9: [1, 2]},
    2026: {1: [1, 2], 2: [16, 17, 18, 19, 20], 4: [27, 30], 5: [1], 8: [31], 9: [1, 2]},
    2027: {1: [1], 2: [5, 8, 9, 10, 11], 4: [16, 30], 5: [3], 9: [2, 3]},
}
SATURDAYS = [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


@pytest.mark.parametrize("year", CLOSED)
def test_offices_are_closed_on_these_days_of_the_year_and_on_week_ends(year: int) -> None:
    day, closed = date(year, 1, 1), dict[int, list[int]]()
    while day.year == year:
        if day.weekday() < 5 and not is_working_day(day):
            closed.setdefault(day.month, []).append(day.day)
        if day.weekday() >= 5:
            assert is_working_day(day) is (day in SATURDAYS)
        day += timedelta(days=1)

    assert closed == CLOSED[year]


def test_the_table_holds_these_years_and_the_saturdays_that_were_worked() -> None:
    assert sorted(OFF) == sorted(CLOSED)
    assert sorted(WORKED) == SATURDAYS
    assert date(2026, 1, 4) not in OFF[2026]
    assert date(2023, 1, 21) in OFF[2023]


@pytest.mark.parametrize(
    ("month", "day", "working"),
    [(1, 1, True), (1, 3, True), (5, 1, False), (5, 2, True), (9, 1, True), (9, 2, True), (4, 28, True)],
)
def test_of_a_year_that_is_not_in_it_the_days_of_the_code_are_known(
    month: int, day: int, working: bool
) -> None:
    """In 2028 the first of January, the 30th of April and the 2nd of September fall on week ends."""
    on = date(2028, month, day)

    assert is_working_day(on) is (working and on.weekday() < 5)


@pytest.mark.parametrize(("month", "day"), [(1, 1), (4, 30), (5, 1), (9, 2)])
def test_each_fixed_day_is_known_in_a_year_in_which_it_is_no_week_end(month: int, day: int) -> None:
    on = next(date(year, month, day) for year in range(2028, 2040) if date(year, month, day).weekday() < 4)

    assert not is_working_day(on)
    assert is_working_day(on + timedelta(days=1)) is ((on.month, on.day) != (4, 30))
