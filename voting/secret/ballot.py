"""What goes into the box: one body of one size, its token, its sealed choice, its tracker, and their tree.

body  = 1 | poll 16 | serial 64 | signature 384 | ver 4 | box 337          (806 bytes, always)
serial = prefix 32 | s 32, drawn by the tablet; the prefix is that of RFC 9474 §4.1
signed = prefix | "nghi-truong ballot|" | poll | s
box    = HPKE(P-256, HKDF-SHA256, AES-128-GCM): key 65 | sealed choice, padded to 256 | tag 16
         info = "nghi-truong box|" | poll | serial | ver: a box opens for its own token and version alone
tracker = SHA-256(0 | poll | serial | SHA-256(box)), the leaf of a Merkle tree as in RFC 6962
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from voting.secret import blind

FORMAT = 1
POLL, PREFIX, SERIAL, VERSION = 16, 32, 64, 4
PADDED = 256
BOX = 65 + PADDED + 16
_LAYOUT = struct.Struct(f">B{POLL}s{SERIAL}s{blind.SIZE}sI{BOX}s")
SIZE = _LAYOUT.size

_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
EMPTY_ROOT = sha256().digest()


class Malformed(ValueError):
    """Not a ballot of this format."""


@dataclass(frozen=True)
class SealedBallot:
    """What the keeper holds of a voter it does not know."""

    poll: bytes
    serial: bytes
    signature: bytes
    version: int
    box: bytes

    @classmethod
    def parse(cls, body: bytes) -> SealedBallot:
        """Raises Malformed."""
        if len(body) != SIZE:
            raise Malformed(f"{len(body)} bytes, not {SIZE}")
        form, poll, serial, signature, version, box = _LAYOUT.unpack(body)
        if form != FORMAT or version == 0:
            raise Malformed("of another format")
        return cls(poll, serial, signature, version, box)

    def pack(self) -> bytes:
        return _LAYOUT.pack(FORMAT, self.poll, self.serial, self.signature, self.version, self.box)

    @property
    def message(self) -> bytes:
        return message_of(self.poll, self.serial)

    @property
    def box_hash(self) -> bytes:
        return sha256(self.box).digest()

    @property
    def tracker(self) -> bytes:
        return tracker_of(self.poll, self.serial, self.box_hash)


def message_of(poll: bytes, serial: bytes) -> bytes:
    """The prepared message that the token signs (`prepare` of RFC 9474: the prefix, then the message)."""
    return serial[:PREFIX] + b"nghi-truong ballot|" + poll + serial[PREFIX:]


def info_of(poll: bytes, serial: bytes, version: int) -> bytes:
    return b"nghi-truong box|" + poll + serial + version.to_bytes(VERSION, "big")


def tracker_of(poll: bytes, serial: bytes, box_hash: bytes) -> bytes:
    return sha256(b"\0" + poll + serial + box_hash).digest()


def new_box_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def key_at(point: bytes) -> ec.EllipticCurvePublicKey:
    """Raises ValueError for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def key_from(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    """The box key whose secret (32 bytes) the counting board kept. Raises ValueError."""
    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())


def seal(choice: str, *, key: ec.EllipticCurvePublicKey, poll: bytes, serial: bytes, version: int) -> bytes:
    """Return the box. Every choice has the same size in it. Raises Malformed for too long a choice."""
    said = choice.encode()
    if len(said) > PADDED - 2:
        raise Malformed("too long a choice")
    padded = len(said).to_bytes(2, "big") + said
    return _SUITE.encrypt(padded.ljust(PADDED, b"\0"), key, info_of(poll, serial, version))


def unseal(ballot: SealedBallot, key: ec.EllipticCurvePrivateKey) -> str | None:
    """The choice; None when the box was not sealed with this key for this token, or holds no text."""
    try:
        padded = _SUITE.decrypt(ballot.box, key, info_of(ballot.poll, ballot.serial, ballot.version))
        size = int.from_bytes(padded[:2], "big")
        if len(padded) != PADDED or any(padded[2 + size :]):
            return None
        return padded[2 : 2 + size].decode()
    except (InvalidTag, ValueError):
        return None


def in_order(ballots: Sequence[SealedBallot]) -> list[SealedBallot]:
    """By the hash of the serial: an order that has nothing to do with that of casting."""
    return sorted(ballots, key=lambda ballot: sha256(ballot.serial).digest())


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over the trackers (RFC 6962 §2.1, the leaves being hashed already)."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root_of(leaves[:middle]) + root_of(leaves[middle:])).digest()
