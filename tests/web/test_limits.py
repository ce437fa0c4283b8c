"""A body over the limit is refused as its bytes arrive, on a real server as in the counting itself."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import override_settings

from tests.signaling.hall import served
from web.limits import limited

MIB = 2**20


class Served:
    """An application that reads its whole body, and what it and its client saw."""

    def __init__(self) -> None:
        self.read = 0
        self.sent: list[dict[str, Any]] = []

    async def app(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        more = True
        while more:
            message = await receive()
            self.read += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    def ask(self, path: str, chunks: list[int], headers: list[tuple[bytes, bytes]]) -> int:
        waiting = [
            {"type": "http.request", "body": bytes(size), "more_body": n < len(chunks) - 1}
            for n, size in enumerate(chunks)
        ]

        async def receive() -> dict[str, Any]:
            return waiting.pop(0)

        async def send(message: dict[str, Any]) -> None:
            self.sent.append(message)

        scope = {"type": "http", "path": path, "headers": headers}
        asyncio.run(limited(self.app)(scope, receive, send))
        return int(self.sent[0]["status"])


@pytest.fixture
def server() -> Iterator[Served]:
    with override_settings(MAX_BODY_BYTES=MIB, MAX_UPLOAD_BYTES=3 * MIB):
        yield Served()


def test_a_body_of_exactly_the_limit_is_taken(server: Served) -> None:
    assert server.ask("/api/session", [MIB - 1, 1], []) == 200
    assert server.read == MIB


def test_one_byte_more_is_refused_and_the_rest_is_not_even_read(server: Served) -> None:
    status = server.ask("/api/session", [MIB, 1, MIB, MIB], [])

    assert (status, server.read) == (413, MIB)
    assert json.loads(server.sent[1]["body"]) == {
        "type": "urn:nghi-truong:web.body_too_large",
        "code": "web.body_too_large",
        "title": "Dữ liệu gửi lên lớn hơn 1 MiB nên không được nhận",
        "detail": "Dữ liệu gửi lên lớn hơn 1 MiB nên không được nhận. Mời chia nhỏ hoặc nén tệp rồi gửi lại.",
        "status": 413,
        "facts": {"mib": 1, "limit": MIB},
    }


def test_the_length_that_a_client_claims_is_not_believed(server: Served) -> None:
    assert server.ask("/api/session", [MIB, 1], [(b"content-length", b"12")]) == 413


def test_it_speaks_english_where_asked(server: Served) -> None:
    server.ask("/api/session", [MIB + 1], [(b"accept-language", b"en-GB")])

    assert json.loads(server.sent[1]["body"])["title"] == (
        "The upload is larger than 1 MiB and was not accepted"
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/meetings/1/documents", 200),
        ("/api/meetings/1/documents/publish", 413),
        ("/api/meetings/1/items", 413),
    ],
)
def test_only_an_upload_may_be_large(server: Served, path: str, status: int) -> None:
    assert server.ask(path, [3 * MIB], []) == status


def test_an_upload_has_a_limit_too(server: Served) -> None:
    assert server.ask("/api/meetings/1/documents", [3 * MIB, 1], []) == 413


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("told", ["length", "chunks"])
def test_a_real_server_refuses_before_the_body_has_ended(tmp_path: Path, told: str) -> None:
    with served(tmp_path / "data") as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        connection.putrequest("POST", "/api/session?x=/documents")
        connection.putheader("Content-Type", "application/json")
        if told == "length":
            connection.putheader("Content-Length", str(100 * MIB))
        else:
            connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        frame = (b"%x\r\n" % (MIB + 1), b"\r\n") if told == "chunks" else (b"", b"")
        connection.send(frame[0] + bytes(MIB + 1) + frame[1])
        # What is left of the hundred is never sent, nor the end of the chunks: nothing waits for it.
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()

    assert (answer.status, said["code"]) == (413, "web.body_too_large")
