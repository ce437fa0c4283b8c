"""Voting over HTTP, as the tablets and the desk call it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.voting.cast import Council, new_key


def post(person: object, address: str, body: object = None, key: object = None) -> tuple[int, dict]:  # type: ignore[type-arg]
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    headers = {"Idempotency-Key": str(key or new_key())}
    answer = client.post(address, body or {}, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_a_vote_goes_from_opening_to_evidence(council: Council) -> None:
    opened = post(council["chair"], f"/api/items/{council.item.id}/votes", {"question": "Thông qua?"})
    vote = opened[1]["result"]["vote"]
    for person in council.delegates[:4]:
        assert post(person, f"/api/votes/{vote}/ballots", {"choice": "YES"})[0] == 200

    closed = post(council["secretary"], f"/api/votes/{vote}/close")

    assert (opened[0], closed[0]) == (200, 200)
    assert closed[1]["result"]["verdict"]["passed"] is True
    desk = Client()
    desk.force_login(council["staff"])
    bundle = desk.get(f"/api/meetings/{council.meeting.id}/votes/{vote}/evidence")
    assert bundle.json()["entries"][-1]["facts"]["ballots"] == {
        str(person.id): "YES" for person in council.delegates[:4]
    }


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"choice": "MAYBE"}, 422, "voting.unknown_choice"),
        ({"choice": "YE\u0301S"}, 422, "voting.unknown_choice"),
        ({"choice": "YES", "person": "1000000"}, 403, "voting.proxy_forbidden"),
    ],
)
def test_a_bad_ballot_is_refused_with_its_code(
    council: Council, body: object, status: int, code: str
) -> None:
    vote = council.open_vote()

    answered = post(council.delegates[0], f"/api/votes/{vote.id}/ballots", body)

    assert (answered[0], answered[1]["code"]) == (status, code)


def test_a_retry_over_http_answers_the_same(council: Council) -> None:
    vote, key = council.open_vote(), new_key()
    address = f"/api/votes/{vote.id}/ballots"

    first = post(council.delegates[0], address, {"choice": "YES"}, key)
    again = post(council.delegates[0], address, {"choice": "YES"}, key)

    assert again == first


def test_there_is_no_evidence_before_the_closing(council: Council) -> None:
    vote = council.open_vote()
    desk = Client()
    desk.force_login(council["staff"])

    answer = desk.get(f"/api/meetings/{council.meeting.id}/votes/{vote.id}/evidence")

    assert (answer.status_code, answer.json()["code"]) == (409, "voting.vote_still_open")


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("site", 403), ("observer", 403)])
def test_the_evidence_is_for_auditors(council: Council, who: str, status: int) -> None:
    vote = council.close(council.open_vote())
    client = Client()
    client.force_login(council[who])

    answer = client.get(f"/api/meetings/{council.meeting.id}/votes/{vote.id}/evidence")

    assert answer.status_code == status


def test_the_evidence_is_not_found_from_another_council(council: Council, other_council: Council) -> None:
    vote = council.close(council.open_vote())
    client = Client()
    client.force_login(other_council["chair"])

    own = f"/api/meetings/{other_council.meeting.id}/votes/{vote.id}/evidence"
    theirs = f"/api/meetings/{council.meeting.id}/votes/{vote.id}/evidence"

    assert [client.get(address).status_code for address in (own, theirs)] == [404, 404]


@pytest.mark.parametrize("who", ["chair", "observer", "site"])
def test_the_record_of_an_open_vote_holds_no_choice(council: Council, who: str) -> None:
    council.cast(council.open_vote("Thông qua?"), "NO", council.delegates[0])
    client = Client()
    client.force_login(council[who])

    record = client.get(f"/api/meetings/{council.meeting.id}/record").json()["entries"]

    assert "Mở biểu quyết: Thông qua?" in record[0]["vi"]
    assert "voting.ballot_cast" not in [entry["kind"] for entry in record]
    assert [entry for entry in record if "Không tán thành" in entry["vi"]] == []
