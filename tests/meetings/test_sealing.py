"""What is sealed opens only with the key, for the purpose it was sealed for, and unchanged."""

from __future__ import annotations

import pytest
from django.test import override_settings

from meetings.sealing import SealBroken, seal, unseal

NOTE = "Hỏi về nguồn vốn của dự án".encode()


def test_what_was_sealed_comes_back_and_cannot_be_read_meanwhile() -> None:
    sealed = seal(NOTE, "annotation:12")

    assert unseal(sealed, "annotation:12") == NOTE
    assert NOTE[:8] not in sealed


def test_the_same_words_sealed_twice_do_not_look_alike() -> None:
    assert seal(NOTE, "annotation:12") != seal(NOTE, "annotation:12")


def test_what_belongs_to_one_person_does_not_open_as_that_of_another() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(NOTE, "annotation:12"), "annotation:13")


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_a_changed_byte_is_noticed_wherever_it_is(place: int) -> None:
    sealed = bytearray(seal(NOTE, "annotation:12"))
    sealed[place] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "annotation:12")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12)])
def test_bytes_that_were_never_sealed_are_refused(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(sealed, "annotation:12")


def test_without_the_key_a_copy_of_the_database_opens_nothing() -> None:
    sealed = seal(NOTE, "annotation:12")

    another = "another key, as long as it has to be, of another installation"
    with override_settings(SEAL_KEY=another), pytest.raises(SealBroken):
        unseal(sealed, "annotation:12")
