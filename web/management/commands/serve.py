"""`manage.py serve`: the web process of the platform, until Ctrl-C."""

from __future__ import annotations

import fcntl
import gc
import os
import socket
import sys
import threading
from pathlib import Path
from typing import IO, Any

from daphne.server import Server
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from twisted.internet import reactor

# After this many seconds all that stays has been loaded: the collector need not look at it again.
FREEZE_AFTER = 5
LAST_SECONDS = 3
# A thread that comes back from the database waits this long for a busy loop to hand the interpreter over; it
# does so some forty times for one ballot, and Python's own five milliseconds would be felt.
HAND_OVER = 0.001


class Command(BaseCommand):
    help = "Chạy máy chủ web (HTTP và WebSocket)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._check_demo(host)
        self._check_free(host, port)
        lock = self._lock_database()
        self._start_clock()
        from web.asgi import application
        from web.due import DuePublisher
        from web.keeper import KeeperBeside
        from web.spool import count_bodies

        count_bodies()
        sys.setswitchinterval(HAND_OVER)
        publisher = DuePublisher()
        keeper = KeeperBeside(host, self._certificate())
        server: Server = Server(
            application,
            endpoints=[self._endpoint(host, port)],
            ready_callable=lambda: self._ready(host, server),
            websocket_timeout=-1,
            verbosity=0,
            server_name="",
        )
        publisher.start()
        keeper.start()
        try:
            server.run()
        finally:
            publisher.stop()
            keeper.stop()
            if lock:
                lock.close()
            # A request that was under way waits in its thread for a loop that is no more: with it the
            # process would never end.
            last = threading.Timer(LAST_SECONDS, os._exit, (0,))
            last.daemon = True
            last.start()

    def _ready(self, host: str, server: Server) -> None:
        port = server.listening_addresses[0][1]
        self.stdout.write(f"READY {'https' if settings.LAN_ADDRESS else 'http'}://{host}:{port}")
        self.stdout.flush()
        # Twisted describes its reactor by an interface whose methods have no `self`.
        reactor.callLater(FREEZE_AFTER, _freeze)  # type: ignore[arg-type]

    def _check_demo(self, host: str) -> None:
        """A Host header is easily made up: in the demo nobody from outside reaches the port at all."""
        allowed = [settings.LAN_ADDRESS] if settings.LAN_ADDRESS else ["127.0.0.1", "localhost", "::1"]
        if settings.DEMO and host not in allowed:
            self._stop(
                f"DEMO=1 cho vào mọi ghế không cần mật khẩu, nên không mở trên {host}. "
                f"Hãy dùng --host {allowed[0]}, hoặc bỏ DEMO."
            )

    def _endpoint(self, host: str, port: int) -> str:
        """As Twisted describes what is listened on; with TLS where tablets come over the network."""
        interface = f"port={port}:interface={escaped(host)}"
        files = self._certificate()
        if files is None:
            return f"tcp:{interface}"
        certificate, key = files
        return f"ssl:{interface}:privateKey={escaped(str(key))}:certKey={escaped(str(certificate))}"

    def _certificate(self) -> tuple[Path, Path] | None:
        """The files of the certificate and its key, where this process ends TLS."""
        if not settings.LAN_ADDRESS:
            return None
        from web.demo import lan  # only there a certificate is made

        certificate, key = lan.certificate(settings.DATA_DIR / "lan", settings.LAN_ADDRESS)
        return certificate, key

    def _start_clock(self) -> None:
        if not settings.DEMO:
            return
        from web.demo.load import start_clock  # only the demo needs its data

        start_clock()
        connection.close()

    def _check_free(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as problem:
                self._stop(
                    f"Không mở được cổng {port} trên {host}: {problem.strerror}. "
                    f"Hãy dừng chương trình đang dùng cổng này, hoặc chọn cổng khác (PORT=…)."
                )

    def _lock_database(self) -> IO[str] | None:
        """On SQLite exactly one process writes: the writers' queue is a mutex of the process."""
        if connection.vendor != "sqlite":
            return None
        folder = Path(settings.DATA_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "serve.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._stop(
                f"Một máy chủ khác đang dùng dữ liệu trong {folder}. Hãy dừng máy chủ đó trước, "
                "hoặc chọn thư mục khác (DATA_DIR=…), hoặc dùng PostgreSQL."
            )
        return lock

    def _stop(self, why: str) -> None:
        self.stderr.write(why)
        sys.exit(2)


def escaped(value: str) -> str:
    """A value in a description of Twisted's, where colons part the values."""
    return value.replace("\\", "\\\\").replace(":", "\\:")


def _freeze() -> None:
    gc.collect()
    gc.freeze()
