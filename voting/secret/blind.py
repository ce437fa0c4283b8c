"""Blind signatures: RSABSSA-SHA384-PSS-Randomized of RFC 9474, the signer's side and the check.

The private operation is libcrypto's raw RSA: in constant time and blinded, which Python's `pow` is not. No
package offers it, so it is called through ctypes; the RFC's vectors pin it (test_blind.py).
"""

from __future__ import annotations

import _ssl
import ctypes
import ctypes.util
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 3072
SIZE = BITS // 8
EXPONENT = 65537
SALT = 48
RSA_NO_PADDING = 3

_POINTER, _SIZE = ctypes.c_void_p, ctypes.c_size_t
# What is called, what it takes and what it returns; of libcrypto since 3.0.
_CALLS: dict[str, tuple[list[object], object]] = {
    "d2i_AutoPrivateKey": ([_POINTER, ctypes.POINTER(_POINTER), ctypes.c_long], _POINTER),
    "EVP_PKEY_free": ([_POINTER], None),
    "EVP_PKEY_CTX_new": ([_POINTER, _POINTER], _POINTER),
    "EVP_PKEY_CTX_free": ([_POINTER], None),
    "EVP_PKEY_sign_init": ([_POINTER], ctypes.c_int),
    "EVP_PKEY_CTX_set_rsa_padding": ([_POINTER, ctypes.c_int], ctypes.c_int),
    "EVP_PKEY_sign": (
        [_POINTER, ctypes.c_char_p, ctypes.POINTER(_SIZE), ctypes.c_char_p, _SIZE],
        ctypes.c_int,
    ),
}


class SigningFailed(Exception):
    """Nothing may be handed out: the input is not a blinded message, or the result does not verify."""


class NoLibcrypto(Exception):
    """This machine has no libcrypto 3 that could be called."""


class Signer:
    """A signing key of one vote, in memory alone: it is made, used and forgotten in one process."""

    def __init__(self, key: rsa.RSAPrivateKey | None = None) -> None:
        self._key = key or rsa.generate_private_key(EXPONENT, BITS)
        self.public = self._key.public_key()
        numbers = self.public.public_numbers()
        self._n, self._e, self._size = numbers.n, numbers.e, (self._key.key_size + 7) // 8
        self._handle = _load(self._key)

    def __del__(self) -> None:
        if handle := getattr(self, "_handle", None):
            _libcrypto().EVP_PKEY_free(handle)

    @property
    def spki(self) -> bytes:
        """The public key as clients import it (DER, SubjectPublicKeyInfo)."""
        return spki_of(self.public)

    def sign(self, blinded: bytes) -> bytes:
        """BlindSign of RFC 9474 §4.3, with its check of the result. Raises SigningFailed."""
        message = int.from_bytes(blinded, "big")
        if len(blinded) != self._size or not 0 < message < self._n:
            raise SigningFailed("not a blinded message of this key")
        signature = _raw(self._handle, blinded)
        # A fault in the machine would give the key away: what does not verify never leaves.
        if pow(int.from_bytes(signature, "big"), self._e, self._n) != message:
            raise SigningFailed("the signature does not verify")
        return signature


def verified(public: rsa.RSAPublicKey, message: bytes, signature: bytes, *, salt: int = SALT) -> bool:
    """Tell whether this is a signature of the (prepared) message: RFC 9474 §4.5, plain RSASSA-PSS."""
    try:
        public.verify(signature, message, padding.PSS(padding.MGF1(hashes.SHA384()), salt), hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def spki_of(public: rsa.RSAPublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def public_of(spki: bytes) -> rsa.RSAPublicKey:
    """Raises ValueError for anything but an RSA public key."""
    key = serialization.load_der_public_key(spki)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("not an RSA key")
    return key


@lru_cache(maxsize=1)
def _libcrypto() -> ctypes.CDLL:
    """The libcrypto that Python's own TLS uses, else the system's. Raises NoLibcrypto."""
    for name in (getattr(_ssl, "__file__", None), ctypes.util.find_library("crypto")):
        if not name:
            continue
        try:
            library = ctypes.CDLL(name)
            for call, (takes, returns) in _CALLS.items():
                function = getattr(library, call)
                function.argtypes, function.restype = takes, returns
        except (OSError, AttributeError):
            continue
        return library
    raise NoLibcrypto("libcrypto 3 is needed for secret ballots")


def _load(key: rsa.RSAPrivateKey) -> int:
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    held = ctypes.create_string_buffer(der, len(der))
    at = ctypes.c_void_p(ctypes.addressof(held))
    handle = _libcrypto().d2i_AutoPrivateKey(None, ctypes.byref(at), len(der))
    ctypes.memset(held, 0, len(der))
    if not handle:
        raise SigningFailed("libcrypto does not read the key")
    return int(handle)


def _raw(handle: int, message: bytes) -> bytes:
    """RSASP1. Raises SigningFailed."""
    library = _libcrypto()
    context = library.EVP_PKEY_CTX_new(handle, None)
    if not context:
        raise SigningFailed("libcrypto gives no context")
    try:
        out, size = ctypes.create_string_buffer(len(message)), ctypes.c_size_t(len(message))
        done = (
            library.EVP_PKEY_sign_init(context) > 0
            and library.EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) > 0
            and library.EVP_PKEY_sign(context, out, ctypes.byref(size), message, len(message)) > 0
        )
    finally:
        library.EVP_PKEY_CTX_free(context)
    if not done or size.value != len(message):
        raise SigningFailed("libcrypto does not sign")
    return out.raw
