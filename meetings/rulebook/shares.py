"""Shares of a whole as whole numbers: how many are at least two thirds, one third, over a tenth."""

from __future__ import annotations


def at_least(of: int, num: int, den: int) -> int:
    """The least figure that is at least `num/den` (ít nhất hai phần ba): exactly the share is."""
    return (num * of + den - 1) // den


def over(of: int, num: int, den: int) -> int:
    """The least figure that is over `num/den` (quá nửa, trên hai phần ba): exactly the share is not."""
    return num * of // den + 1


def one_third(total: int) -> int:
    """How many reach one third of all: who ask for an urgent or a closed session (HDND.ONE_THIRD_REQUEST)."""
    return at_least(total, 1, 3)


def petition_reaches(signatures: int, voters: int) -> bool:
    """HDND.VOTER_PETITION: over a tenth of the commune's voters oblige a session (72/2025 art. 34 §4)."""
    return 10 * signatures > voters
