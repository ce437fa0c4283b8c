"""85 tablets that take papers at once, in a process of its own: `python -m tests.bench.devices` with a plan on stdin.

The plan is JSON: `{"host", "port", "devices": [{"cookie", "paths": […]}]}`. Each device asks for its files one
after another over one connection, by `Range: bytes=0-`, and throws away what comes. Answers with one line:
`{"bytes", "seconds", "failed"}`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any, cast


class Device(asyncio.BufferedProtocol):
    """Reads into one buffer: a client that costs the machine as little as may be."""

    def __init__(self, cookie: str, host: str, paths: list[str]) -> None:
        self._request = (
            "GET {} HTTP/1.1\r\nHost: " + host + "\r\nRange: bytes=0-\r\n" + f"Cookie: {cookie}\r\n\r\n"
        )
        self._paths = iter(paths)
        self._room = memoryview(bytearray(256 * 1024))
        self._head = b""
        self._left: int | None = None
        self.taken = 0
        self.failed = 0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._next()

    def _next(self) -> None:
        path = next(self._paths, None)
        if path is None:
            self._transport.close()
            return
        self._head, self._left = b"", None
        self._transport.write(self._request.format(path).encode())

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._room

    def buffer_updated(self, count: int) -> None:
        if self._left is None:
            count = self._read_head(bytes(self._room[:count]))
        if self._left is None:
            return
        self.taken += count
        self._left -= count
        if self._left == 0:
            self._next()

    def _read_head(self, block: bytes) -> int:
        """Return how many bytes of the body came with the end of the head."""
        self._head += block
        head, end, body = self._head.partition(b"\r\n\r\n")
        if not end:
            return 0
        lines = head.split(b"\r\n")
        self.failed += lines[0].split()[1] != b"206"
        fields = dict(line.lower().split(b": ", 1) for line in lines[1:])
        self._left = int(fields[b"content-length"])
        return len(body)

    def connection_lost(self, problem: Exception | None) -> None:
        self.failed += self._left not in (0, None) or bool(problem)
        if not self.done.done():
            self.done.set_result(None)


async def take(plan: dict[str, Any]) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    host = f"{plan['host']}:{plan['port']}"
    began = time.perf_counter()
    devices = []
    for each in plan["devices"]:
        _, device = await loop.create_connection(
            lambda each=each: Device(each["cookie"], host, each["paths"]), plan["host"], plan["port"]
        )
        devices.append(device)
    await asyncio.gather(*(device.done for device in devices))
    return {
        "bytes": sum(device.taken for device in devices),
        "seconds": time.perf_counter() - began,
        "failed": sum(device.failed for device in devices),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(take(json.load(sys.stdin)))))
