"""What is private is kept sealed: without the seal key, which is not in the database, it is noise.

AES-256-GCM with a random nonce; the key of each purpose and owner is derived (HKDF-SHA-256, RFC 5869), so
that what belongs to one person never opens as another's.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


class SealBroken(Exception):
    """The bytes were not sealed for this purpose with this key, or were changed since."""


def seal(content: bytes, purpose: str) -> bytes:
    """Return the content sealed for a purpose ("annotation:12"), the nonce before it."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(settings.SEAL_KEY, purpose).encrypt(nonce, content, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """Raises SealBroken."""
    try:
        return _cipher(settings.SEAL_KEY, purpose).decrypt(
            bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), purpose.encode()
        )
    except (InvalidTag, ValueError) as problem:
        raise SealBroken(purpose) from problem


@lru_cache(maxsize=4096)
def _cipher(key: str, purpose: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=b"nghi-truong seal", info=purpose.encode())
    return AESGCM(derived.derive(key.encode()))
