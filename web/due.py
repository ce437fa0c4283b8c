"""The clock of the web process: what is due is issued at its moment, and old uploads are removed."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections, connection

from agenda.commands import parts
from agenda.commands.issuing import issue_due

logger = logging.getLogger(__name__)

EVERY = 2.0  # seconds
SWEEP = 3600.0


class DuePublisher:
    """A thread of the process that writes: on SQLite there is no other such process.

    With several processes on PostgreSQL each of them looks; the key of the act lets one of them do it.
    """

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._ended = threading.Event()
        self._failing = False
        self._sweep_at = time.monotonic()  # at the start too: a server that was killed leaves files behind
        self._thread = threading.Thread(target=self._run, name="due-publisher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return when the last look has ended."""
        self._ended.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            self._look()
        connection.close()

    def _look(self) -> None:
        close_old_connections()
        try:
            issue_due()
            if time.monotonic() >= self._sweep_at:
                self._sweep_at = time.monotonic() + SWEEP
                parts.forget_old()
            self._failing = False
        except Exception:
            # The next look may find the database back; the log is not filled with the same meanwhile.
            if not self._failing:
                logger.exception("papers that are due were not issued")
            self._failing = True
