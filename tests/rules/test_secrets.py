"""The gate of state secrets."""

from __future__ import annotations

from datetime import date

import pytest

from meetings.rulebook import is_secret, why_not_kept, why_not_processed

BEFORE, SINCE = date(2026, 2, 28), date(2026, 3, 1)
SECRET = ["TUYET_MAT", "TOI_MAT", "MAT"]


@pytest.mark.parametrize("level", SECRET)
@pytest.mark.parametrize(
    ("deployment", "on", "approved", "code"),
    [
        ("NETWORKED", BEFORE, True, "agenda.state_secret"),
        ("NETWORKED", SINCE, True, "agenda.state_secret"),
        ("INDEPENDENT_LAN", BEFORE, True, "agenda.state_secret"),
        ("INDEPENDENT_LAN", SINCE, False, "agenda.state_secret"),
        ("INDEPENDENT_LAN", SINCE, True, ""),
        ("INDEPENDENT_LAN", date(2027, 1, 1), True, ""),
        ("SOMETHING_ELSE", SINCE, True, "agenda.state_secret"),
        ("ANOTHER", SINCE, True, "agenda.state_secret"),
    ],
)
def test_a_secret_is_kept_on_an_approved_independent_network_alone_and_since_the_law_of_2025(
    level: str, deployment: str, on: date, approved: bool, code: str
) -> None:
    assert why_not_kept(level=level, deployment=deployment, on=on, approved=approved) == code


def test_without_a_word_on_the_approval_there_is_none() -> None:
    assert why_not_kept(level="MAT", deployment="INDEPENDENT_LAN", on=SINCE) == "agenda.state_secret"


@pytest.mark.parametrize("level", ["", "LUU_HANH_NOI_BO", "KHONG_MAT"])
def test_what_is_internal_is_not_secret(level: str) -> None:
    assert not is_secret(level)
    assert why_not_kept(level=level, deployment="NETWORKED", on=BEFORE) == ""
    assert why_not_processed(level=level) == ""


@pytest.mark.parametrize("level", SECRET)
def test_no_machine_reads_a_secret(level: str) -> None:
    assert is_secret(level)
    assert why_not_processed(level=level) == "agenda.state_secret_ai"


def test_nobody_guesses_that_an_unknown_level_is_harmless() -> None:
    with pytest.raises(ValueError, match="unknown level of secrecy: MẬT"):
        is_secret("MẬT")
