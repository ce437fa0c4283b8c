"""The box on the disk: a file of slots of one size, full of noise until a ballot is put in, and after.

A ballot is on the disk before it is confirmed. Each place has two slots: a changed ballot is written beside
the earlier one, which is overwritten only then; so a power cut leaves one of them, whole. Where a ballot lies
is drawn at random, and nothing says when it was put there.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path

from voting.secret.ballot import SIZE, Malformed, SealedBallot

SLOT = 1024
CHECK = 32


class BoxFull(Exception):
    """More tokens came than were issued: the keeper refuses, and the count will say so."""


class Slots:
    """The ballots of one vote, by serial. One process alone has the file open."""

    def __init__(self, path: Path, capacity: int) -> None:
        self._path, self._capacity = path, capacity
        if not path.exists():
            write_whole(path, os.urandom(2 * SLOT * capacity))
        self._file = os.open(path, os.O_RDWR)
        self._held: dict[bytes, SealedBallot] = {}
        self._at: dict[bytes, int] = {}
        self._read()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, serial: bytes) -> SealedBallot | None:
        return self._held.get(serial)

    def ballots(self) -> list[SealedBallot]:
        """In no order that means anything: by serial, which the tablets drew at random."""
        return [self._held[serial] for serial in sorted(self._held)]

    def put(self, ballot: SealedBallot) -> None:
        """Keep the ballot instead of an earlier one of its token; on the disk on return. Raises BoxFull."""
        earlier = self._at.get(ballot.serial)
        at = self._free_place() if earlier is None else earlier ^ 1
        self._write(at, _slot_of(ballot))
        self._held[ballot.serial], self._at[ballot.serial] = ballot, at
        if earlier is not None:
            self._write(earlier, os.urandom(SLOT))

    def wipe(self) -> None:
        """Overwrite and remove everything: afterwards there is no box."""
        os.pwrite(self._file, os.urandom(2 * SLOT * self._capacity), 0)
        os.fsync(self._file)
        self.close()
        self._path.unlink(missing_ok=True)
        self._held.clear()
        self._at.clear()

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _free_place(self) -> int:
        taken = {at // 2 for at in self._at.values()}
        free = [place for place in range(self._capacity) if place not in taken]
        if not free:
            raise BoxFull
        return 2 * secrets.choice(free)

    def _write(self, at: int, content: bytes) -> None:
        os.pwrite(self._file, content, at * SLOT)
        os.fsync(self._file)
        # When the last ballot came is nobody's business either; the rest of the file tells nothing.
        os.utime(self._file, (0, 0))

    def _read(self) -> None:
        """Find what was confirmed before the process ended; of two versions the later one."""
        for at in range(2 * self._capacity):
            ballot = _ballot_in(os.pread(self._file, SLOT, at * SLOT))
            if ballot is None:
                continue
            known = self._held.get(ballot.serial)
            if known is None or known.version < ballot.version:
                if known is not None:
                    self._write(self._at[ballot.serial], os.urandom(SLOT))
                self._held[ballot.serial], self._at[ballot.serial] = ballot, at
            else:
                self._write(at, os.urandom(SLOT))


def _slot_of(ballot: SealedBallot) -> bytes:
    body = ballot.pack()
    return body + sha256(b"slot|" + body).digest() + os.urandom(SLOT - SIZE - CHECK)


def _ballot_in(slot: bytes) -> SealedBallot | None:
    body, check = slot[:SIZE], slot[SIZE : SIZE + CHECK]
    if sha256(b"slot|" + body).digest() != check:
        return None
    try:
        return SealedBallot.parse(body)
    except Malformed:
        return None


def write_whole(path: Path, content: bytes) -> None:
    """A power cut leaves the old file or the new one, never half of it."""
    half = path.with_suffix(".half")
    file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, content)
        os.fsync(file)
    finally:
        os.close(file)
    half.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
