"""Programs that open what nobody trusts: started with nothing of the server within their reach."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from agenda.intake.errors import PDF_REFUSALS, IntakeBusy

# A program's own limit is of CPU, and a file that reaches that one is a bomb. This one is for a starved
# machine: it says nothing about the file.
WALL_SECONDS = 30


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run one of our Python files, isolated, in an empty folder and an empty environment.

    Raises subprocess.TimeoutExpired. The return code is for the caller to judge.
    """
    with tempfile.TemporaryDirectory(prefix="intake-") as folder:
        return subprocess.run(
            [sys.executable, "-I", str(program), *arguments],
            cwd=folder,
            env={"TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )


def judge(done: subprocess.CompletedProcess[bytes]) -> None:
    """Say what it means that the program did not end well. Raises PdfRefused, OSError for a full disk."""
    said = done.stderr.decode(errors="replace")
    if f"[Errno {errno.ENOSPC}]" in said:  # some libraries abort over it
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if done.returncode < 0:
        killed(-done.returncode)
    if done.returncode:
        # Not the paper's fault but ours (a broken installation): not a refusal.
        raise RuntimeError(f"{Path(done.args[2]).name} failed: {said[-2000:]}")


def starved() -> NoReturn:
    """Say what it means that the time of the wall ran out. Raises IntakeBusy."""
    raise IntakeBusy(limit=WALL_SECONDS)


def killed(by: int) -> NoReturn:
    """Say what it means that the program did not end by itself. Raises PdfRefused."""
    name = signal.Signals(by).name
    if name in {"SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP"}:  # the parser fell over the file
        refuse("agenda.pdf_damaged", reason=name)
    refuse("agenda.pdf_bomb", reason=name)  # SIGXCPU, SIGABRT or SIGKILL: a limit was reached


def refuse(code: str, **facts: object) -> NoReturn:
    raise PDF_REFUSALS[code](**facts)
