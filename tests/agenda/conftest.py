"""The hall of the agenda's tests, and another one that must never leak into it."""

from __future__ import annotations

import pytest

from tests.agenda.cast import Hall, hall_of


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


@pytest.fixture
def other_hall(db: None) -> Hall:
    return hall_of("lai-chau")
