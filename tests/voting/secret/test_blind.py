"""Blind signatures against the vectors of RFC 9474 (appendix A), and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.voting.secret.voter import blinded, unblinded
from voting.secret import blind

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc9474.json").read_text())


def octets(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def number(text: str) -> int:
    return int(text, 16)


def key_of(vector: dict[str, str]) -> rsa.RSAPrivateKey:
    p, q, d = number(vector["p"]), number(vector["q"]), number(vector["d"])
    public = rsa.RSAPublicNumbers(number(vector["e"]), number(vector["n"]))
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_the_vectors_of_the_rfc_pass(vector: dict[str, str]) -> None:
    signer, salt = blind.Signer(key_of(vector)), octets(vector["salt"])
    message = octets(vector["input_msg"])

    asked, inverse = blinded(signer.public, message, salt=salt, inverse=number(vector["inv"]))
    signed = signer.sign(asked)
    token = unblinded(signer.public, signed, inverse)

    assert asked == octets(vector["blinded_msg"])
    assert signed == octets(vector["blind_sig"])
    assert token == octets(vector["sig"])
    assert blind.verified(signer.public, message, token, salt=len(salt))


@pytest.fixture(scope="module")
def signer() -> blind.Signer:
    return blind.Signer()


def test_a_token_of_another_message_is_not_verified(signer: blind.Signer) -> None:
    asked, inverse = blinded(signer.public, b"one")
    token = unblinded(signer.public, signer.sign(asked), inverse)

    assert blind.verified(signer.public, b"one", token)
    assert not blind.verified(signer.public, b"two", token)
    assert not blind.verified(blind.Signer().public, b"one", token)


@pytest.mark.parametrize(
    "asked",
    [b"", b"\0" * blind.SIZE, b"\1" * (blind.SIZE - 1), b"\xff" * blind.SIZE],
    ids=["nothing", "zero", "too short", "larger than the key"],
)
def test_what_is_no_blinded_message_is_not_signed(signer: blind.Signer, asked: bytes) -> None:
    with pytest.raises(blind.SigningFailed):
        signer.sign(asked)


def test_the_public_key_comes_back_from_its_bytes(signer: blind.Signer) -> None:
    assert blind.spki_of(blind.public_of(signer.spki)) == signer.spki
