"""Whoever changes the record behind the platform's back is named: entry by entry, ballot by ballot."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from meetings import hashchain, history
from tests.meetings.append_only import tamper
from tests.voting.cast import Council, council_of


@dataclass
class Said:
    code: int
    out: list[str]
    wrong: list[str]


def run(command: str, *options: str) -> Said:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *options, stdout=out, stderr=err)
        code = 0
    except CommandError as failed:
        code = failed.returncode
        err.write(f"{failed}\n")
    return Said(code, out.getvalue().splitlines(), err.getvalue().splitlines())


@pytest.fixture
def council(db: None) -> Council:
    """A vote of four, closed: opened, list fixed, four ballots, closed, revealed — eight entries."""
    council = council_of("dien-bien", delegates=4)
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates)
    council.close(vote)
    return council


@pytest.fixture
def journal(council: Council) -> str:
    return history.journal_of(council.meeting)


@pytest.fixture
def head(journal: str) -> str:
    """As printed in the minutes, before anybody tampers."""
    return history.head(journal).hash.hex()


ENTRIES = "meetings_journalentry"
COLUMNS = (
    "journal_id, seq, at, kind, v, by_id, on_behalf_of_id, audience, facts, touched, key, command, digest, "
    "prev_hash, hash"
)


def test_an_untouched_journal_is_whole_and_its_head_is_found(journal: str, head: str) -> None:
    said = run("verify_journal", "--head", head)

    assert (said.code, said.wrong) == (0, [])
    assert said.out == [
        f"{journal}: 8 mục, chuỗi nguyên vẹn, đầu chuỗi {head}",
        f"Đầu chuỗi đã cho là mục 8 của {journal}; sau đó còn 0 mục.",
    ]


def test_a_head_shown_earlier_is_found_and_what_came_later_is_counted(journal: str) -> None:
    opening = history.entries(journal)[1].hash

    said = run("verify_journal", "--journal", journal, "--head", bytes(opening).hex())

    assert said.code == 0
    assert said.out[-1] == f"Đầu chuỗi đã cho là mục 2 của {journal}; sau đó còn 6 mục."


def test_an_edited_entry_is_named(journal: str) -> None:
    facts = json.dumps({"vote": 1, "person": 1, "choice": "NO", "change": 0})
    tamper(f"UPDATE {ENTRIES} SET facts = '{facts}' WHERE seq = 4")

    said = run("verify_journal")

    assert said.code == 1
    assert said.wrong == [
        f"{journal}: mục 4 (voting.ballot_cast) đã bị sửa sau khi ghi.",
        "Nhật ký có 1 chỗ sai.",
    ]


@pytest.mark.parametrize(
    "change",
    ["audience = 'everyone'", "by_id = NULL", "at = '2023-12-06 00:00:00+00:00'", "v = 2", "kind = 'x.y'"],
)
def test_whatever_the_hash_covers_may_not_be_edited(journal: str, change: str) -> None:
    tamper(f"UPDATE {ENTRIES} SET {change} WHERE seq = 4")

    said = run("verify_journal")

    assert said.code == 1
    assert [line for line in said.wrong if "mục 4" in line and "đã bị sửa sau khi ghi" in line]


def test_an_edited_entry_with_its_hash_recomputed_breaks_the_chain_behind_it(journal: str) -> None:
    chain = history.chain(journal)
    forged = chain[3]
    facts = {"vote": 1, "person": 1, "choice": "NO", "change": 0}
    digest = hashchain.entry_hash(
        journal=journal, seq=4, at=forged.at, kind=forged.kind, v=forged.v, by=forged.by,
        on_behalf_of=forged.on_behalf_of, audience=forged.audience, facts=facts, prev=forged.prev,
    )  # fmt: skip
    tamper(f"UPDATE {ENTRIES} SET facts = '{json.dumps(facts)}', hash = {blob(digest)} WHERE seq = 4")

    said = run("verify_journal")

    assert said.code == 1
    assert said.wrong[0] == (
        f"{journal}: mục 5 (voting.ballot_cast) không nối tiếp mục trước: mục trước đã bị sửa hoặc thay."
    )


def test_a_removed_entry_is_named(journal: str) -> None:
    tamper(f"DELETE FROM {ENTRIES} WHERE seq = 4")

    said = run("verify_journal")

    assert (said.code, said.wrong) == (1, [f"{journal}: mục 4 đã bị gỡ bỏ.", "Nhật ký có 1 chỗ sai."])


def test_an_entry_removed_and_the_gap_closed_is_named(journal: str) -> None:
    tamper(
        f"DELETE FROM {ENTRIES} WHERE seq = 4",
        *(f"UPDATE {ENTRIES} SET seq = {seq - 1} WHERE seq = {seq}" for seq in range(5, 9)),
    )

    said = run("verify_journal")

    assert (said.code, said.wrong) == (1, [f"{journal}: mục 4 đã bị gỡ bỏ.", "Nhật ký có 1 chỗ sai."])


def test_an_inserted_entry_is_named(journal: str) -> None:
    before = history.chain(journal)[3]
    facts = {"vote": 1, "person": 1, "choice": "NO", "change": 1}
    digest = hashchain.entry_hash(
        journal=journal, seq=5, at=before.at, kind=before.kind, v=before.v, by=before.by,
        on_behalf_of=before.on_behalf_of, audience=before.audience, facts=facts, prev=before.hash,
    )  # fmt: skip
    tamper(
        *(f"UPDATE {ENTRIES} SET seq = {seq + 1} WHERE seq = {seq}" for seq in range(8, 4, -1)),
        f"INSERT INTO {ENTRIES} ({COLUMNS}) SELECT journal_id, 5, at, kind, v, by_id, on_behalf_of_id, "
        f"audience, '{json.dumps(facts)}', touched, NULL, command, digest, hash, {blob(digest)} "
        f"FROM {ENTRIES} WHERE seq = 4",
    )

    said = run("verify_journal")

    assert (said.code, said.wrong) == (1, [f"{journal}: mục 5 đã bị chèn thêm.", "Nhật ký có 1 chỗ sai."])


def test_a_removed_last_entry_is_named_by_the_head_that_the_journal_keeps(journal: str) -> None:
    tamper(f"DELETE FROM {ENTRIES} WHERE seq = 8")

    said = run("verify_journal")

    assert said.code == 1
    assert said.wrong[0] == (
        f"{journal}: nhật ký dừng ở mục 7 trong khi đã ghi đến mục 8: phần cuối đã bị gỡ bỏ."
    )


def test_the_last_entry_and_the_head_removed_are_found_by_the_printed_head(journal: str, head: str) -> None:
    before = bytes(history.entries(journal)[6].hash)
    tamper(
        f"DELETE FROM {ENTRIES} WHERE seq = 8",
        f"UPDATE meetings_journalhead SET seq = 7, hash = {blob(before)}",
    )

    blind = run("verify_journal")
    said = run("verify_journal", "--head", head.upper())

    assert blind.code == 0
    assert (said.code, said.wrong) == (
        1,
        [
            f"Không tìm thấy đầu chuỗi {head} trong {journal}: phần cuối của nhật ký đã bị cắt, "
            "hoặc cả nhật ký đã bị viết lại.",
            "Nhật ký có 1 chỗ sai.",
        ],
    )


def test_a_whole_journal_removed_is_found_by_the_printed_head(journal: str, head: str) -> None:
    tamper(f"DELETE FROM {ENTRIES}", "DELETE FROM meetings_journalhead")

    said = run("verify_journal", "--head", head)

    assert said.code == 1
    assert said.wrong[0].startswith(f"Không tìm thấy đầu chuỗi {head} trong nhật ký nào")


@pytest.mark.parametrize("head", ["abc", "g" * 64])
def test_what_is_no_head_is_told_at_once(db: None, head: str) -> None:
    said = run("verify_journal", "--head", head)

    assert (said.code, said.wrong) == (
        2,
        ["--head phải là 64 chữ số thập lục phân, như in trong biên bản."],
    )


def test_a_journal_that_does_not_exist_is_told(db: None) -> None:
    said = run("verify_journal", "--journal", "meeting:404")

    assert (said.code, said.wrong) == (2, ["Không có nhật ký nào tên meeting:404."])


def test_an_edited_ballot_row_is_named(council: Council) -> None:
    person = council.delegates[0].pk
    tamper(f"UPDATE voting_ballot SET choice = 'NO' WHERE person_id = {person}")

    said = run("verify_votes")

    assert said.code == 1
    assert f"ballot of person {person}: row NO, journal YES" in said.wrong[0]


def test_a_removed_ballot_row_is_named(council: Council) -> None:
    person = council.delegates[0].pk
    tamper(f"DELETE FROM voting_ballot WHERE person_id = {person}")

    said = run("verify_votes")

    assert said.code == 1
    assert f"ballot of person {person}: row missing, journal YES" in said.wrong[0]


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {ENTRIES} SET facts = '{{}}' WHERE seq = 1",
        f"UPDATE {ENTRIES} SET touched = '[]'",
        f"DELETE FROM {ENTRIES} WHERE seq = 8",
        f"DELETE FROM {ENTRIES}",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(journal: str, statement: str) -> None:
    before = history.chain(journal)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert history.chain(journal) == before


def blob(value: bytes) -> str:
    return f"'\\x{value.hex()}'" if connection.vendor == "postgresql" else f"x'{value.hex()}'"
