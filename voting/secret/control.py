"""How the platform speaks to the keeper: one line of JSON through a socket of the file system."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

SOCKET = "control.sock"
PATIENCE = 15.0


class KeeperAway(Exception):
    """Nobody answers: the keeper does not run, or was killed. Nothing is known of what was asked."""


class KeeperRefused(Exception):
    """`code` says why; "unknown_poll": the keeper lost this vote with its memory."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(folder: Path, do: str, **facts: object) -> dict[str, Any]:
    """Raises KeeperAway, KeeperRefused."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(str(folder / SOCKET))
            line.sendall(json.dumps({"do": do, **facts}).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer: dict[str, Any] = json.loads(answers.readline())
    except (OSError, ValueError) as problem:
        raise KeeperAway from problem
    if "error" in answer:
        raise KeeperRefused(str(answer["error"]))
    return answer
