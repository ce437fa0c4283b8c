"""The frozen rule profile of the tests' meetings."""

from __future__ import annotations

PROFILE_FACTS: dict[str, object] = {}
