"""The seats of a hall, and what each of them does: the verbs of the domain over the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.bots.client import TLS, Answer, Client


@dataclass(frozen=True)
class Seat:
    """As GET /api/demo lists it."""

    username: str
    name: str
    role: str


class Observer(Client):
    """Looks on: hears what everyone may hear."""


class Site(Client):
    """A commune that follows agenda, papers and results."""


class Delegate(Client):
    async def check_in(self, sitting: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/check-in")

    async def leave(self, sitting: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/leave")

    async def cast_ballot(self, vote: str, choice: str) -> Answer:
        return await self.command(f"/api/votes/{vote}/ballots", {"choice": choice})


class Secretary(Client):
    async def publish_agenda(self) -> Answer:
        return await self.command(f"/api/meetings/{self.meeting}/agenda/publish")

    async def upload_document(self, file: bytes, **text: str) -> Answer:
        upload = {"file": ("van-ban.pdf", file, "application/pdf")}
        return await self.command(f"/api/meetings/{self.meeting}/documents", data=text, files=upload)

    async def publish_documents(self, *documents: str, late_consent: str = "") -> Answer:
        path = f"/api/meetings/{self.meeting}/documents/publish"
        return await self.command(path, {"documents": list(documents), "late_consent": late_consent})

    async def check_in_for(self, sitting: str, person: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/check-in", {"person": person})


class PresidingOfficer(Delegate):
    """A delegate who presides: has a vote, and the acts of the desk."""

    async def open_sitting(self, sitting: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/open")

    async def resume_sitting(self, sitting: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/resume")

    async def close_sitting(self, sitting: str) -> Answer:
        return await self.command(f"/api/sittings/{sitting}/close")

    async def start_item(self, item: str) -> Answer:
        return await self.command(f"/api/items/{item}/start")

    async def open_vote(self, item: str, question: str, dossier: str | None = None) -> Answer:
        return await self.command(f"/api/items/{item}/votes", {"question": question, "dossier": dossier})

    async def close_vote(self, vote: str) -> Answer:
        return await self.command(f"/api/votes/{vote}/close")


async def seats_of(url: str) -> dict[str, list[Seat]]:
    """The seats of the demo by role, in the order of the hall. Raises httpx.HTTPError."""
    async with httpx.AsyncClient(base_url=url, verify=TLS, trust_env=False, timeout=30) as http:
        response = await http.get("/api/demo")
    response.raise_for_status()
    found: dict[str, list[Seat]] = {}
    listed: list[dict[str, Any]] = response.json()["seats"]
    for seat in listed:
        found.setdefault(seat["role"], []).append(Seat(seat["username"], seat["name"], seat["role"]))
    return found
