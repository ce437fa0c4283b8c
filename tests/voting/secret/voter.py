"""A voter's side of the secret ballot in Python, as the tablet's is in TypeScript: for tests and benches."""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import rsa

from voting.secret import ballot, blind

HASH = 48


def mask(seed: bytes, size: int) -> bytes:
    rounds = range(-(-size // HASH))
    return b"".join(hashlib.sha384(seed + n.to_bytes(4, "big")).digest() for n in rounds)[:size]


def encoded(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 §9.1.1."""
    size = -(-bits // 8)
    digest = hashlib.sha384(b"\0" * 8 + hashlib.sha384(message).digest() + salt).digest()
    block = b"\0" * (size - len(salt) - HASH - 2) + b"\1" + salt
    masked = bytearray(a ^ b for a, b in zip(block, mask(digest, size - HASH - 1), strict=True))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


def blinded(
    public: rsa.RSAPublicKey, message: bytes, *, salt: bytes | None = None, inverse: int | None = None
) -> tuple[bytes, int]:
    """Blind of RFC 9474 §4.2: the blinded message and the inverse that unblinds its signature."""
    numbers = public.public_numbers()
    n, size = numbers.n, (numbers.n.bit_length() + 7) // 8
    salt = secrets.token_bytes(blind.SALT) if salt is None else salt
    plain = int.from_bytes(encoded(message, n.bit_length() - 1, salt), "big")
    factor = secrets.randbelow(n - 2) + 1 if inverse is None else pow(inverse, -1, n)
    assert math.gcd(plain, n) == math.gcd(factor, n) == 1
    return (plain * pow(factor, numbers.e, n) % n).to_bytes(size, "big"), pow(factor, -1, n)


def unblinded(public: rsa.RSAPublicKey, signature: bytes, inverse: int) -> bytes:
    n = public.public_numbers().n
    return (int.from_bytes(signature, "big") * inverse % n).to_bytes(len(signature), "big")


@dataclass
class Token:
    """Drawn for one poll: `asked` goes to the signer, `take` makes the token of the answer."""

    poll: bytes
    public: rsa.RSAPublicKey

    def __post_init__(self) -> None:
        self.serial = secrets.token_bytes(ballot.SERIAL)
        self.asked, self._inverse = blinded(self.public, ballot.message_of(self.poll, self.serial))
        self.signature = b""

    def take(self, signature: bytes) -> Token:
        self.signature = unblinded(self.public, signature, self._inverse)
        return self

    def cast(self, choice: str, box_key: bytes, version: int = 1) -> ballot.SealedBallot:
        box = ballot.seal(
            choice, key=ballot.key_at(box_key), poll=self.poll, serial=self.serial, version=version
        )
        return ballot.SealedBallot(self.poll, self.serial, self.signature, version, box)
