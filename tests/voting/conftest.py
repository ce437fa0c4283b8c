"""The council of these tests, and another one that must never leak into it."""

from __future__ import annotations

import pytest

from tests.voting.cast import Council, council_of


@pytest.fixture
def council(db: None) -> Council:
    return council_of("dien-bien")


@pytest.fixture
def other_council(db: None) -> Council:
    return council_of("lai-chau")
