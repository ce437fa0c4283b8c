"""Days and clocks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rulebook import Deadline, Timing, after, before, warn_before
from meetings.rulebook.holidays import OFF, is_working_day

WEDNESDAY = date(2023, 12, 6)
PAPERS = Deadline("DELEGATES", (), 3, True, WEDNESDAY, "Điều 1", "article 1")
DAYS = st.dates(date(2016, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "count", "earlier", "later"),
    [
        (WEDNESDAY, 0, WEDNESDAY, WEDNESDAY),
        (WEDNESDAY, 1, date(2023, 12, 5), date(2023, 12, 7)),
        (WEDNESDAY, 2, date(2023, 12, 4), date(2023, 12, 8)),
        (WEDNESDAY, 3, date(2023, 12, 1), date(2023, 12, 11)),
        (date(2023, 12, 9), 1, date(2023, 12, 8), date(2023, 12, 11)),
        (date(2023, 12, 10), 1, date(2023, 12, 8), date(2023, 12, 11)),
        (date(2023, 12, 11), 5, date(2023, 12, 4), date(2023, 12, 18)),
    ],
)
def test_week_ends_are_no_working_days(day: date, count: int, earlier: date, later: date) -> None:
    assert before(day, working_days=count) == earlier
    assert after(day, working_days=count) == later


@pytest.mark.parametrize(
    ("day", "count", "earlier"),
    [
        # The lunar New Year of 2024: Thursday, 8 February, to Wednesday, 14 February.
        (date(2024, 2, 16), 1, date(2024, 2, 15)),
        (date(2024, 2, 16), 3, date(2024, 2, 6)),
        # 10 March of the lunar calendar and 30 April fell on a week end: 2 and 3 May 2023 were given for them.
        (date(2023, 5, 5), 2, date(2023, 4, 28)),
        # Monday, 29 April 2024, was worked on Saturday, 4 May.
        (date(2024, 5, 6), 1, date(2024, 5, 4)),
        (date(2024, 5, 6), 4, date(2024, 4, 26)),
        # Of a year without a table only the days that the Code fixes: Monday, 1 May 2028.
        (date(2028, 5, 2), 1, date(2028, 4, 28)),
    ],
)
def test_public_holidays_are_no_working_days(day: date, count: int, earlier: date) -> None:
    assert before(day, working_days=count) == earlier


@pytest.mark.parametrize("year", OFF)
def test_each_year_has_the_days_that_the_code_gives(year: int) -> None:
    """Eleven, of which five at the lunar New Year, two in September and one in the spring move."""
    off = OFF[year]

    assert {day.year for day in off} == {year}
    assert len([day for day in off if day.weekday() < 5]) >= 11
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        assert date(year, month, day) in off or date(year, month, day).weekday() >= 5
    assert len([day for day in off if day.month in (1, 2) and day.day > 2 and day.weekday() < 5]) >= 5


@given(DAYS, st.integers(1, 30))
def test_what_is_counted_from_a_working_day_is_counted_back(day: date, count: int) -> None:
    there = after(day, working_days=count)

    assert is_working_day(there)
    if is_working_day(day):
        assert before(there, working_days=count) == day


@pytest.mark.parametrize(
    ("limit", "used", "warns_at", "over"),
    [(60, 60, 45, 0), (60, 65, 45, 5), (180, 0, 135, 0), (420, 421, 360, 1), (240, 0, 180, 0), (300, 0, 240, 0)],
)  # fmt: skip
def test_a_clock_warns_and_never_cuts_a_person_off(limit: int, used: int, warns_at: int, over: int) -> None:
    time = Timing(limit=limit, used=used)

    assert (time.warns_at, time.over) == (warns_at, over)


def test_a_deadline_is_a_day_with_its_source() -> None:
    assert (PAPERS.due, PAPERS.days, PAPERS.working_days, PAPERS.source_vi) == (WEDNESDAY, 3, True, "Điều 1")


def test_a_warning_comes_a_minute_before_or_a_quarter_of_a_short_speech() -> None:
    assert [warn_before(limit) for limit in (40, 239, 240, 420)] == [10, 59, 60, 60]
    assert warn_before(420, 30) == 30
