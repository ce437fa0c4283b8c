"""One secret vote as its keeper holds it: keys, stage, box. What is not allowed in a stage is refused."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from voting.secret import ballot, blind, tally
from voting.secret.ballot import SealedBallot
from voting.secret.slots import BoxFull, Slots, write_whole

# The number of ballots is told in such steps while the vote is on: no single one is seen to come.
STEP = 5


class Stage(StrEnum):
    ISSUING = "ISSUING"
    CASTING = "CASTING"
    SEALED = "SEALED"
    OPENED = "OPENED"


class Keys(StrEnum):
    """Who has the key of the box: the keeper's memory alone, or the counting board on its own tablets."""

    MEMORY = "MEMORY"
    BOARD = "BOARD"


class Refused(Exception):
    """`code` is told to whoever asked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Poll:
    """`signer` and `opener` are in memory only; the folder holds public keys and sealed ballots."""

    def __init__(
        self,
        folder: Path,
        facts: dict[str, Any],
        signer: blind.Signer | None,
        opener: ec.EllipticCurvePrivateKey | None,
    ) -> None:
        self._folder = folder
        self.id = bytes.fromhex(facts["poll"])
        self.stage = Stage(facts["stage"])
        self.keys = Keys(facts["keys"])
        self.form = tally.Form.of(facts["form"])
        self.signing_key = bytes.fromhex(facts["signing_key"])
        self.box_key = bytes.fromhex(facts["box_key"])
        self._capacity = int(facts["capacity"])
        self._public = blind.public_of(self.signing_key)
        self._signer, self._opener = signer, opener
        self._signed: dict[bytes, bytes] = {}
        self._box = Slots(folder / "box", self._capacity)

    @classmethod
    def prepare(
        cls, within: Path, signer: blind.Signer, form: tally.Form, capacity: int, board_key: bytes | None
    ) -> Poll:
        """Make a poll with fresh keys; `board_key` is the point of a key that the counting board keeps."""
        opener = None if board_key else ballot.new_box_key()
        point = board_key or ballot.point_of(opener.public_key())  # type: ignore[union-attr]
        ballot.key_at(point)
        poll = secrets.token_bytes(ballot.POLL)
        folder = within / poll.hex()
        folder.mkdir(mode=0o700)
        facts = {
            "poll": poll.hex(),
            "stage": Stage.ISSUING,
            "keys": Keys.BOARD if board_key else Keys.MEMORY,
            "form": form.facts(),
            "capacity": capacity,
            "signing_key": signer.spki.hex(),
            "box_key": point.hex(),
        }
        made = cls(folder, facts, signer, opener)
        made._save()
        return made

    @classmethod
    def found(cls, folder: Path) -> Poll | None:
        """What an earlier keeper left. None, and it is wiped out, when its keys went with that keeper."""
        try:
            facts = json.loads((folder / "poll.json").read_text())
            if facts["keys"] == Keys.BOARD and facts["stage"] != Stage.ISSUING:
                return cls(folder, facts, None, None)
        except (OSError, ValueError, KeyError):
            pass  # ended while it was being made: nobody has a token of it
        _remove(folder)
        return None

    def sign(self, blinded: bytes) -> bytes:
        """Raises Refused. The same message again is answered the same, without the key."""
        if blinded in self._signed:
            return self._signed[blinded]
        self._require(Stage.ISSUING)
        if self._signer is None or len(self._signed) >= self._capacity:
            raise Refused("no_more_tokens")
        try:
            self._signed[blinded] = self._signer.sign(blinded)
        except blind.SigningFailed as problem:
            raise Refused("not_blinded") from problem
        return self._signed[blinded]

    def begin_casting(self) -> None:
        """From now on ballots are taken, and no token is issued any more: the signing key is forgotten."""
        if self.stage == Stage.ISSUING:
            self._enter(Stage.CASTING)
            self._signer = None

    def cast(self, cast: SealedBallot) -> bytes:
        """Keep the ballot and return its tracker; the same one again is kept once. Raises Refused."""
        if self.stage == Stage.ISSUING:
            raise Refused("not_yet")
        if self.stage != Stage.CASTING:
            raise Refused("closed")
        known = self._box.get(cast.serial)
        if known == cast:
            return cast.tracker
        if not blind.verified(self._public, cast.message, cast.signature):
            raise Refused("no_token")
        if known is not None and known.version >= cast.version:
            raise Refused("superseded")
        try:
            self._box.put(cast)
        except BoxFull as problem:
            raise Refused("no_token") from problem
        return cast.tracker

    def turnout(self) -> int:
        """How many ballots are in the box: rounded down, so that none is seen to come."""
        return len(self._box) - len(self._box) % STEP

    def seal(self) -> dict[str, Any]:
        """Take no more ballots. Returns what is announced before any key is used."""
        if self.stage in (Stage.ISSUING, Stage.CASTING):
            self._enter(Stage.SEALED)
            self._signer = None
        trackers = [each.tracker for each in ballot.in_order(self._box.ballots())]
        return {
            "count": len(trackers),
            "root": ballot.root_of(trackers).hex(),
            "trackers": [each.hex() for each in trackers],
        }

    def open(self, board_secret: bytes | None = None) -> dict[str, Any]:
        """Count; as often as the board wants it recounted, until the box is erased. Raises Refused."""
        if self.stage not in (Stage.SEALED, Stage.OPENED):
            raise Refused("not_sealed")
        key = self._opener or self._key_of_board(board_secret)
        sealed = ballot.in_order(self._box.ballots())
        counted = tally.count(sealed, key, self.form)
        if self.stage == Stage.SEALED:
            self._enter(Stage.OPENED)
        return {
            "tally": asdict(counted),
            "listed": [[each.serial.hex(), each.signature.hex(), each.box_hash.hex()] for each in sealed],
        }

    def erase(self) -> None:
        self._signer = self._opener = None
        self._signed.clear()
        self._box.wipe()
        _remove(self._folder)

    def close(self) -> None:
        self._box.close()

    def _key_of_board(self, secret: bytes | None) -> ec.EllipticCurvePrivateKey:
        try:
            key = ballot.key_from(secret or b"")
        except ValueError as problem:
            raise Refused("wrong_key") from problem
        if ballot.point_of(key.public_key()) != self.box_key:
            raise Refused("wrong_key")
        return key

    def _require(self, stage: Stage) -> None:
        if self.stage != stage:
            raise Refused("wrong_stage")

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self._save()

    def _save(self) -> None:
        facts = {
            "poll": self.id.hex(),
            "stage": self.stage,
            "keys": self.keys,
            "form": self.form.facts(),
            "capacity": self._capacity,
            "signing_key": self.signing_key.hex(),
            "box_key": self.box_key.hex(),
        }
        write_whole(self._folder / "poll.json", json.dumps(facts).encode())


def _remove(folder: Path) -> None:
    """A box without its key is noise already; it is overwritten all the same."""
    box = folder / "box"
    if box.exists():
        size = box.stat().st_size
        Slots(box, size // 2048).wipe()
    shutil.rmtree(folder, ignore_errors=True)
