"""What a rule rests on, as it is said."""

from __future__ import annotations

import dataclasses

import pytest

from meetings.rulebook import Kind, Source
from meetings.rulebook import sources as known

CONFIRMED = {
    "RECALL_65_2025", "TELLERS_883", "ELECTION_883", "CONFIDENCE_96", "WHO_IS_SOUNDED_96", "QUESTIONING_87",
}  # fmt: skip


def test_what_nobody_confirmed_says_so() -> None:
    source = Source(Kind.LAW, "Điều 1", "article 1", confirmed=False)

    assert source.said_vi == "Điều 1 (chờ xác nhận pháp lý)"
    assert source.said_en == "article 1 (to be confirmed by the legal office)"


def test_what_was_read_is_cited_as_it_is() -> None:
    source = Source(Kind.LAW, "Điều 1", "article 1")

    assert (source.said_vi, source.said_en, source.by, source.on) == ("Điều 1", "article 1", "", "")


def test_a_source_reads_back_as_it_was_frozen() -> None:
    source = Source(Kind.WORKING_RULES, "Điều 1", "article 1", confirmed=True, by="Lò Văn A", on="2026-07-01")

    assert Source.from_facts(dataclasses.asdict(source)) == source


def test_the_two_laws_are_cited_by_number() -> None:
    assert known.law_2015("Điều 1", "article 1") == Source(
        "LAW",
        "Điều 1 Luật Tổ chức chính quyền địa phương số 77/2015/QH13",
        "article 1 of the Law on Organisation of Local Government 77/2015/QH13",
    )
    assert known.law_2025("Điều 1", "article 1") == Source(
        "LAW",
        "Điều 1 Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
        "article 1 of the Law on Organisation of Local Government 72/2025/QH15",
    )


@pytest.mark.parametrize("name", [name for name in dir(known) if isinstance(getattr(known, name), Source)])
def test_only_texts_that_were_read_are_called_confirmed(name: str) -> None:
    assert getattr(known, name).confirmed is (name in CONFIRMED)


def test_working_rules_are_not_confirmed_before_somebody_enters_them() -> None:
    assert known.working_rules("HĐND xã", "the council") == Source(
        "WORKING_RULES", "Quy chế làm việc của HĐND xã", "the working rules of the council", confirmed=False
    )
