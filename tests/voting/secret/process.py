"""The box keeper as tests run it: a real process, asked over HTTP and through its socket, killed at will."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from tests.voting.secret.voter import Token
from voting.secret import ballot, blind
from voting.secret.control import ask

ROOT = Path(__file__).parents[3]
YES_NO = {"choices": ["YES", "NO", "ABSTAIN"], "least": 1, "most": 1}


class KeeperProcess:
    """`folder` stays when the process is killed, as the disk of a server does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.origin = ""

    def start(self) -> KeeperProcess:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voting.secret.keeper", "--data", str(self.folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        line = self._process.stdout.readline().split()
        assert line[0] == "READY", line
        self.origin = f"http://127.0.0.1:{line[1]}"
        return self

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def leave(self) -> None:
        """End as the platform does: its end of the pipe closes."""
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.close()

    def ended(self, within: float = 20) -> tuple[int, str]:
        """Return the exit code, and all that was ever written to a log."""
        assert self._process is not None and self._process.stderr is not None
        code = self._process.wait(timeout=within)
        return code, self._process.stderr.read()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                if pipe is not None:
                    pipe.close()

    def ask(self, do: str, **facts: object) -> dict[str, Any]:
        return ask(self.folder, do, **facts)

    def post(self, body: bytes, **headers: str) -> httpx.Response:
        return httpx.post(f"{self.origin}/cast", content=body, headers=headers, timeout=30)

    def cast(self, sealed: ballot.SealedBallot) -> httpx.Response:
        return self.post(sealed.pack())


def running() -> Iterator[KeeperProcess]:
    """In a folder with a short name: the address of a socket has a limit of 108 octets."""
    folder = Path(tempfile.mkdtemp(prefix="box-"))
    process = KeeperProcess(folder / "keeper").start()
    yield process
    process.stop()
    shutil.rmtree(folder)


class Room:
    """Voters with tokens of one poll."""

    def __init__(
        self, keeper: KeeperProcess, voters: int, *, board: bool = False, form: object = YES_NO
    ) -> None:
        self.keeper = keeper
        self.board = ballot.new_box_key() if board else None
        key = {"board_key": ballot.point_of(self.board.public_key()).hex()} if self.board else {}
        self.opened = keeper.ask("prepare", form=form, capacity=voters, **key)
        self.poll = self.opened["poll"]
        self.public = blind.public_of(bytes.fromhex(self.opened["signing_key"]))
        self.tokens = [self.token() for _ in range(voters)]

    def token(self) -> Token:
        drawn = Token(bytes.fromhex(self.poll), self.public)
        answer = self.keeper.ask("sign", poll=self.poll, blinded=drawn.asked.hex())
        return drawn.take(bytes.fromhex(answer["signature"]))

    def begin(self) -> Room:
        self.keeper.ask("begin_casting", poll=self.poll)
        return self

    def ballot(self, voter: int, choice: str, version: int = 1) -> ballot.SealedBallot:
        return self.tokens[voter].cast(choice, bytes.fromhex(self.opened["box_key"]), version)

    def seal(self) -> dict[str, Any]:
        return self.keeper.ask("seal", poll=self.poll)

    def open(self) -> dict[str, Any]:
        secret = {}
        if self.board:
            secret = {"secret": self.board.private_numbers().private_value.to_bytes(32, "big").hex()}
        return self.keeper.ask("open", poll=self.poll, **secret)
