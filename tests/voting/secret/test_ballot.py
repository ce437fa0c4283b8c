"""The body of a ballot, its box, its tracker, and the tree: the same bytes here and on the tablet."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.voting.secret.voter import Token
from voting.secret import ballot, blind

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "secret-ballot.json").read_text())
POLL = bytes(range(16))


@pytest.fixture(scope="module")
def signer() -> blind.Signer:
    return blind.Signer()


def a_ballot(signer: blind.Signer, choice: str, version: int = 1) -> tuple[ballot.SealedBallot, object]:
    key = ballot.new_box_key()
    token = Token(POLL, signer.public)
    token.take(signer.sign(token.asked))
    return token.cast(choice, ballot.point_of(key.public_key()), version), key


@pytest.mark.parametrize("choice", ["YES", "", "1,3,7", "x" * 254])
def test_every_choice_makes_a_body_of_one_size_and_comes_back(signer: blind.Signer, choice: str) -> None:
    cast, key = a_ballot(signer, choice)

    body = cast.pack()

    assert len(body) == ballot.SIZE == 806
    assert ballot.SealedBallot.parse(body) == cast
    assert blind.verified(signer.public, cast.message, cast.signature)
    assert ballot.unseal(cast, key) == choice  # type: ignore[arg-type]


def test_too_long_a_choice_is_not_sealed(signer: blind.Signer) -> None:
    with pytest.raises(ballot.Malformed):
        a_ballot(signer, "x" * 255)


def test_a_box_opens_only_for_its_own_token_version_and_key(signer: blind.Signer) -> None:
    cast, key = a_ballot(signer, "YES", version=2)
    other, other_key = a_ballot(signer, "NO", version=2)
    moved = ballot.SealedBallot(POLL, other.serial, other.signature, 2, cast.box)
    earlier = ballot.SealedBallot(POLL, cast.serial, cast.signature, 1, cast.box)
    elsewhere = ballot.SealedBallot(bytes(16), cast.serial, cast.signature, 2, cast.box)

    opened = [ballot.unseal(each, key) for each in (cast, moved, earlier, elsewhere)]  # type: ignore[arg-type]

    assert opened == ["YES", None, None, None]
    assert ballot.unseal(cast, other_key) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("body", [b"", b"\1" * 805, b"\1" * 807, b"\2" + b"\1" * 805])
def test_what_is_no_ballot_is_not_parsed(body: bytes) -> None:
    with pytest.raises(ballot.Malformed):
        ballot.SealedBallot.parse(body)


def test_a_ballot_without_a_version_is_not_parsed(signer: blind.Signer) -> None:
    cast, _ = a_ballot(signer, "YES")

    with pytest.raises(ballot.Malformed):
        ballot.SealedBallot.parse(ballot.SealedBallot(POLL, cast.serial, cast.signature, 0, cast.box).pack())


def test_the_root_is_that_of_rfc_6962() -> None:
    leaves = [sha256(bytes([0, n])).digest() for n in range(5)]

    def pair(left: bytes, right: bytes) -> bytes:
        return sha256(b"\1" + left + right).digest()

    left = pair(pair(leaves[0], leaves[1]), pair(leaves[2], leaves[3]))
    assert ballot.root_of(leaves) == pair(left, leaves[4])
    assert ballot.root_of(leaves[:1]) == leaves[0]
    assert ballot.root_of([]) == sha256().digest()
    assert ballot.root_of(leaves[:3]) == pair(pair(leaves[0], leaves[1]), leaves[2])


@pytest.mark.parametrize("made_by", ["python", "tablet"])
def test_ballots_made_here_and_on_the_tablet_are_read_alike(made_by: str) -> None:
    made = VECTORS[made_by]
    cast = ballot.SealedBallot.parse(bytes.fromhex(made["body"]))
    public = blind.public_of(bytes.fromhex(VECTORS["signing_key"]))

    assert blind.verified(public, cast.message, cast.signature)
    assert ballot.unseal(cast, ballot.key_from(bytes.fromhex(VECTORS["box_secret"]))) == made["choice"]
    assert cast.tracker.hex() == made["tracker"]
    assert cast.version == made["version"]


def test_the_signer_of_the_vectors_signs_what_the_tablet_blinded() -> None:
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_der_private_key(bytes.fromhex(VECTORS["signing_secret"]), None)
    signer = blind.Signer(key)  # type: ignore[arg-type]

    assert signer.spki.hex() == VECTORS["signing_key"]
    assert (
        signer.sign(bytes.fromhex(VECTORS["tablet"]["blinded"])).hex() == VECTORS["tablet"]["blind_signature"]
    )


def test_the_root_of_the_vectors_is_the_same_on_both_sides() -> None:
    trackers = [bytes.fromhex(VECTORS[by]["tracker"]) for by in ("python", "tablet")]

    assert ballot.root_of(sorted(trackers)).hex() == VECTORS["root"]
