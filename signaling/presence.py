"""Who has a screen open: people by role, each once, over all processes."""

from __future__ import annotations

import json
import secrets
import time
from collections import Counter
from typing import Any

import redis

Who = dict[str, list[str]]
"""Person id → roles, of the screens of one process."""

EXPIRES = 60  # seconds
DEAD = 10  # seconds: a process that died without a word is forgotten


class Presence:
    """The count of all processes by way of `shared` (Redis); of this one while that is None or away."""

    def __init__(self) -> None:
        self.shared: Any = None
        self._process = secrets.token_hex(8)
        self._silent_until = 0.0

    async def count(self, meeting_id: int, here: Who) -> dict[str, int]:
        if self.shared is None or time.monotonic() < self._silent_until:
            return count([here])
        name = f"nghi-truong:presence:{meeting_id}"
        try:
            await self.shared.hset(name, self._process, json.dumps({"at": time.time(), "who": here}))
            await self.shared.expire(name, EXPIRES)
            said = [json.loads(v) for v in (await self.shared.hgetall(name)).values()]
        except (redis.RedisError, OSError, ValueError):
            self._silent_until = time.monotonic() + 2
            return count([here])
        return count([process["who"] for process in said if time.time() - process["at"] < DEAD])


def count(places: list[Who]) -> dict[str, int]:
    people: Who = {}
    for place in places:
        people |= place
    return dict(Counter(role for roles in people.values() for role in roles))
