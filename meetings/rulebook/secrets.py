"""SEC.GATE and SEC.AI: what a deployment may hold and do, by the secrecy of the paper and the day."""

from __future__ import annotations

from datetime import date

# The three levels of the law, the gravest first; internal circulation is not one of them.
SECRET_LEVELS = ("TUYET_MAT", "TOI_MAT", "MAT")
OPEN_LEVELS = ("", "LUU_HANH_NOI_BO", "KHONG_MAT")
NETWORKED = "NETWORKED"
INDEPENDENT_LAN = "INDEPENDENT_LAN"

# Law 117/2025/QH15 art. 5 §2 excepts an independent network of one building; 29/2018/QH14 does not.
LAN_ALLOWED_FROM = date(2026, 3, 1)

REFUSED = "agenda.state_secret"
REFUSED_AI = "agenda.state_secret_ai"


def is_secret(level: str) -> bool:
    """Raises ValueError for a level that is in no list: nobody guesses that a paper is harmless."""
    if level in SECRET_LEVELS:
        return True
    if level in OPEN_LEVELS:
        return False
    raise ValueError(f"unknown level of secrecy: {level}")


def why_not_kept(*, level: str, deployment: str, on: date, approved: bool = False) -> str:
    """The code of the refusal, or empty if the paper may be kept; nothing of a refused paper is stored.

    `approved`: a written record of the approval exists, without which an independent network holds none.
    """
    if not is_secret(level):
        return ""
    if deployment == INDEPENDENT_LAN and on >= LAN_ALLOWED_FROM and approved:
        return ""
    return REFUSED


def why_not_processed(*, level: str) -> str:
    """SEC.AI: no transcription, summary or index of a secret item, wherever it is and whatever the day."""
    return REFUSED_AI if is_secret(level) else ""
