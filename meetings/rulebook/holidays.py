"""Public holidays of Viet Nam: the days of article 112 of the Labour Code 2019, and how each year laid them.

The Code fixes 1 January, 30 April, 1 May and 2 September; five days of the lunar New Year, the tenth of the
third lunar month and the second day of the National Day move. Clause 3 of article 112 lets the Prime Minister
say each year which days those are, clause 3 of article 111 gives the next working day for one that falls on
a week end, and some years a Friday or Monday between is worked on a Saturday instead. So the days are a table
by year, of the notices of the Government; no formula knows them.
"""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5  # as date.weekday() counts


def _days(year: int, *spans: str) -> frozenset[date]:
    """`02-08..02-14` or `04-18`, of that year."""
    found: set[date] = set()
    for span in spans:
        first, _, last = span.partition("..")
        day, until = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
        while day <= until:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


OFF = {
    2023: _days(2023, "01-01..01-02", "01-20..01-26", "04-29..05-03", "09-01..09-04"),
    2024: _days(2024, "01-01", "02-08..02-14", "04-18", "04-29..05-01", "09-02..09-03"),
    2025: _days(2025, "01-01", "01-25..02-02", "04-07", "04-30..05-02", "09-01..09-02"),
    2026: _days(2026, "01-01..01-02", "02-16..02-20", "04-26..04-27", "04-30..05-01", "08-31..09-02"),
}
"""Days on which offices are closed, those given for a week end and those worked on a Saturday included."""

WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
"""Saturdays worked for a day between a holiday and a week end."""

# 2027: no notice is known. What article 112 fixes by itself, and the least that it gives for the lunar
# New Year (from the eve, 5 February) and the tenth of the third lunar month (16 April).
OFF[2027] = _days(2027, "01-01", "02-05..02-11", "04-16", "04-30..05-01", "05-03", "09-02..09-03")

FIXED = {(1, 1), (4, 30), (5, 1), (9, 2)}
"""Month and day of those that the Code itself fixes."""


def is_working_day(day: date) -> bool:
    """Outside of the years of the table, only the days that the Code itself fixes are known."""
    if day in WORKED:
        return True
    if day.weekday() >= SATURDAY:
        return False
    off = OFF.get(day.year)
    return day not in off if off else (day.month, day.day) not in FIXED
