"""Figures as they are written in Vietnamese: 12.345 and 67,8."""

from __future__ import annotations

import random
from datetime import date


def whole(value: float) -> str:
    return f"{round(value):,}".replace(",", ".")


def tenths(value: float) -> str:
    """One decimal; a trailing zero stays, as in a column of a table."""
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def of_unit(value: float, unit: str, high: float) -> str:
    """A figure in its unit: things are counted whole, money and shares have a decimal while small."""
    if unit == "%":
        return tenths(min(value, 100))
    divisible = unit.startswith(("tỷ", "triệu", "nghìn", "ha", "km")) or "/" in unit
    return tenths(value) if divisible and high < 200 else whole(value)


def day_of(day: date) -> str:
    """'ngày 28 tháng 11 năm 2023'; days under ten and the months January and February get a zero."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def between(rng: random.Random, low: float, high: float) -> float:
    return low + (high - low) * rng.random()


def roman(number: int) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written
