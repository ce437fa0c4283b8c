"""The living hall: bots that act in all the seats that no person took, in a process of their own."""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

BOTS = (sys.executable, "-m", "tests.bots.living")
# Bots say goodbye on their own; who does not is stopped.
PATIENCE = 5


@dataclass
class Hall:
    """One for the server's lifetime. `command` is what runs; a test gives it another program."""

    command: Sequence[str] = BOTS
    taken: set[str] = field(default_factory=set)
    phase: str = ""
    _bots: subprocess.Popen[str] | None = None
    _listener: threading.Thread | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def running(self) -> bool:
        return self._bots is not None and self._bots.poll() is None

    def start(self, url: str, meeting_id: int) -> None:
        """Let the bots act. They end when their input does: even a killed server leaves none behind."""
        with self._guard:
            if self.running:
                return
            taken = [part for username in sorted(self.taken) for part in ("--taken", username)]
            self.phase = ""
            self._bots = subprocess.Popen(
                [*self.command, "--url", url, "--meeting", str(meeting_id), *taken],
                cwd=settings.BASE_DIR,
                env=os.environ | trusted(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self._listener = threading.Thread(target=self._listen, args=[self._bots], daemon=True)
            self._listener.start()

    def stop(self) -> None:
        with self._guard:
            bots, listener = self._bots, self._listener
            self._bots = self._listener = None
            self.phase = ""
        if bots is None or listener is None:
            return
        bots.terminate()
        try:
            bots.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            bots.kill()
        listener.join(PATIENCE)

    def take(self, username: str) -> None:
        """A person sits down: from now on no bot acts for this seat."""
        with self._guard:
            self.taken.add(username)
            if self._bots is None or self._bots.stdin is None or self._bots.stdin.closed:
                return
            # They may just have ended.
            with contextlib.suppress(BrokenPipeError):
                self._bots.stdin.write(f"taken {username}\n")
                self._bots.stdin.flush()

    def _listen(self, bots: subprocess.Popen[str]) -> None:
        """Keep the last line they said; reading also keeps their pipe from filling."""
        with bots.stdout or contextlib.nullcontext(()) as lines:
            for line in lines:
                if bots is self._bots and line.strip():
                    self.phase = line.strip()
        bots.wait()
        with self._guard, contextlib.suppress(BrokenPipeError):
            if bots.stdin is not None:
                bots.stdin.close()


def trusted() -> dict[str, str]:
    """What lets the bots trust this machine's own authority, where the demo is served by HTTPS."""
    if not settings.LAN_ADDRESS:
        return {}
    return {"SSL_CERT_FILE": str(settings.DATA_DIR / "lan" / "authority.pem")}


hall = Hall()
atexit.register(hall.stop)
