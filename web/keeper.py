"""The box keeper beside `manage.py serve`: its own process, started anew when it ends, and looked after."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import close_old_connections, connection

from voting.commands.box import tend_boxes
from voting.secret import control

logger = logging.getLogger(__name__)

EVERY = 2.0  # seconds
LATEST = 60.0  # seconds within which a keeper is ready, on a machine that is busy


class KeeperBeside:
    """A thread that keeps a keeper running, and voids the votes whose box was lost with one.

    A keeper outlives the server that started it while a vote is on: the next server finds it by its socket.
    With KEEPER_ORIGIN set somebody else runs it, and only the looking after is done here.
    """

    def __init__(self, host: str, tls: tuple[Path, Path] | None) -> None:
        self._folder = Path(settings.KEEPER_DIR)
        self._host, self._tls = host, tls
        self._ours = not settings.KEEPER_ORIGIN
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._ended = threading.Event()
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Return at once; the origin is known by then, so that every page allows it."""
        if self._ours:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            settings.KEEPER_ORIGIN = (
                f":{self._port_of_running() or settings.KEEPER_PORT or free_port(self._host)}"
            )
        self._thread.start()

    def stop(self) -> None:
        """Let go of the keeper: it ends by itself, or waits for the next server while a vote is on."""
        self._ended.set()
        self._thread.join(timeout=10)
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
        if self._lock is not None:
            self._lock.close()

    def _run(self) -> None:
        while True:
            self._look()
            if self._ended.wait(EVERY):
                break
        connection.close()

    def _look(self) -> None:
        close_old_connections()
        try:
            if self._ours and not self._running():
                self._begin()
            tend_boxes()
            self._failing = False
        except Exception:
            # The next look may find the database or the disk back; the log is not filled meanwhile.
            if not self._failing:
                logger.exception("the ballot box is not looked after")
            self._failing = True

    def _running(self) -> bool:
        if self._process is not None and self._process.poll() is None:
            return True
        # That of an earlier server, or of another process of this one on the same machine.
        return self._port_of_running() > 0 or not self._may_start()

    def _port_of_running(self) -> int:
        try:
            return int(control.ask(self._folder, "hello")["port"])
        except (control.KeeperAway, control.KeeperRefused):
            return 0

    def _may_start(self) -> bool:
        """Of several servers in one folder one starts the keeper."""
        if self._lock is None:
            lock = (self._folder / "starter.lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.close()
                return False
            self._lock = lock
        return True

    def _begin(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        port = settings.KEEPER_ORIGIN.removeprefix(":")
        arguments = ["--data", str(self._folder), "--host", self._host, "--port", port]
        if self._tls:
            certificate, key = self._tls
            arguments += ["--certificate", str(certificate), "--key", str(key)]
        # In a group of its own: Ctrl-C is meant for the server, and a vote may be on.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voting.secret.keeper", *arguments],
            cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        if not self._told_ready(self._process):
            self._process.kill()
            # Perhaps the port was taken meanwhile: pages loaded from now on know the next one.
            settings.KEEPER_ORIGIN = f":{settings.KEEPER_PORT or free_port(self._host)}"
            raise RuntimeError("the box keeper did not start")

    def _told_ready(self, process: subprocess.Popen[str]) -> bool:
        waiting = threading.Timer(LATEST, process.kill)
        waiting.daemon = True
        waiting.start()
        try:
            if process.stdout is None:
                return False
            # It says nothing more: there is nothing that it could tell.
            with process.stdout as told:
                return told.readline().startswith("READY")
        finally:
            waiting.cancel()


def free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
