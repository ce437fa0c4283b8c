"""Which posts are exercised at once and still wait for the level above (HDND.ELECTION_APPROVAL)."""

from __future__ import annotations

import unicodedata

# 72/2025/QH15 art. 36 §3-4: the council elects, the level above approves within ten working days.
APPROVED_ABOVE = (
    "chủ tịch ủy ban nhân dân",
    "phó chủ tịch ủy ban nhân dân",
    "chủ tịch hội đồng nhân dân",
    "phó chủ tịch hội đồng nhân dân",
)
LEVEL_ABOVE = ("cấp trên", "the level above")
SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "uỷ": "ủy"}


def waits_for_approval(post: str) -> bool:
    """Whether the post, as it is printed on the ballot ("Phó Chủ tịch UBND tỉnh"), is one of them."""
    words = unicodedata.normalize("NFC", post).casefold().split()
    return " ".join(SHORT.get(word, word) for word in words).startswith(APPROVED_ABOVE)
