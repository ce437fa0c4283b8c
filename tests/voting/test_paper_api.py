"""Votes on paper over HTTP, from the tellers to the printed minutes, and what nobody sees on the way."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client

from meetings import snapshot
from meetings.models import Person
from tests.voting import paper_cast as cast
from tests.voting.cast import Council
from tests.voting.test_api import post
from voting.models import Vote


@pytest.fixture
def council(db: None) -> Council:
    return cast.council_of_twelve()


def ok(person: Person, address: str, body: object = None) -> dict[str, Any]:
    status, answered = post(person, address, body)
    assert status == 200, answered
    result: dict[str, Any] = answered["result"]
    return result


def board_over_http(council: Council) -> None:
    tellers = [str(person.id) for person in council.delegates[:7]]
    asked = {"tellers": tellers, "head": tellers[0]}
    vote = ok(council["chair"], f"/api/items/{council.item.id}/tellers", asked)["vote"]
    for person in council.delegates[:8]:
        ok(person, f"/api/votes/{vote}/ballots", {"choice": "YES"})
    ok(council["chair"], f"/api/votes/{vote}/close")


def paper_over_http(council: Council, vote: str) -> None:
    """From the rules to the open box."""
    teller = council.delegates[1]
    for body in ({"step": "RULES_READ"}, {"step": "BOX_SEALED"}, {"step": "BALLOTS_ISSUED", "number": 12}):
        ok(teller, f"/api/votes/{vote}/steps", body)
    ok(council["chair"], f"/api/votes/{vote}/steps", {"step": "CASTING_ENDED"})
    ok(teller, f"/api/votes/{vote}/steps", {"step": "BOX_OPENED", "number": 12})


def fetched(person: Person, address: str) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(address)


def text_of(content: bytes) -> str:
    pytest.importorskip("pypdfium2")
    import pypdfium2

    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_an_election_of_one_among_two(council: Council) -> None:
    board_over_http(council)
    asked = {
        "question": "Bầu Phó Chủ tịch UBND tỉnh", "rule": "HDND.ELECTION", "seats": 1,
        "names": cast.names(council, 8, 9),
    }  # fmt: skip
    vote = ok(council["chair"], f"/api/items/{council.item.id}/paper-votes", asked)["vote"]
    printed = fetched(
        council["staff"], f"/api/meetings/{council.meeting.id}/votes/{vote}/ballots.pdf?copies=3"
    )
    paper_over_http(council, vote)
    sheet = {
        "valid": 11, "invalid": {"NO_STAMP": 1},
        "lines": {"1": {"YES": 7, "NO": 4}, "2": {"YES": 4, "NO": 7}},
    }  # fmt: skip
    for person in council.delegates[1:3]:
        ok(person, f"/api/votes/{vote}/sheet", sheet)
    early = fetched(council["staff"], f"/api/meetings/{council.meeting.id}/votes/{vote}/tellers-minutes.pdf")
    outcome = ok(council.delegates[0], f"/api/votes/{vote}/announce")["verdict"]
    ok(council.delegates[1], f"/api/votes/{vote}/steps", {"step": "HANDED_OVER", "text": "Văn phòng HĐND"})
    minutes = fetched(
        council["staff"], f"/api/meetings/{council.meeting.id}/votes/{vote}/tellers-minutes.pdf"
    )

    assert [line["result"] for line in outcome["lines"]] == ["ELECTED", "NOT_ELECTED"]
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        assert len(pdf.pages) == 3
    assert "Đại biểu 8" in text_of(printed.content)
    assert (early.status_code, early.json()["code"]) == (409, "voting.not_announced")
    told = text_of(minutes.content)
    assert ["BIÊN BẢN KIỂM PHIẾU" in told, "không có dấu của Hội đồng 1" in told, "Trúng cử" in told] == [
        True, True, True,
    ]  # fmt: skip
    record = fetched(council["guest"], f"/api/meetings/{council.meeting.id}/record").json()["entries"]
    assert record[-1]["vi"] == "Ban kiểm phiếu niêm phong phiếu và bàn giao cho Văn phòng HĐND."
    assert record[-2]["vi"].startswith("Công bố kết quả kiểm phiếu: Bầu Phó Chủ tịch UBND tỉnh.")


def test_confidence_in_three_levels_for_three_people(council: Council) -> None:
    board_over_http(council)
    asked = {
        "question": "Lấy phiếu tín nhiệm", "rule": "HDND.CONFIDENCE_3",
        "names": [{"name": f"Ông {name}", "post": "Ủy viên UBND tỉnh"} for name in "ABC"],
    }  # fmt: skip
    vote = ok(council["secretary"], f"/api/items/{council.item.id}/paper-votes", asked)["vote"]
    paper_over_http(council, vote)
    sheet = {
        "valid": 12, "invalid": {},
        "lines": {
            "1": {"HIGH": 9, "MID": 3, "LOW": 0}, "2": {"HIGH": 2, "MID": 3, "LOW": 7},
            "3": {"HIGH": 1, "MID": 2, "LOW": 8},
        },
    }  # fmt: skip
    for person in council.delegates[1:3]:
        ok(person, f"/api/votes/{vote}/sheet", sheet)
    ok(council.delegates[0], f"/api/votes/{vote}/announce")

    shown = fetched(council["observer"], f"/api/meetings/{council.meeting.id}/snapshot").json()["resources"]
    value = shown["vote"][vote]
    assert (value["verdict"], value["paper"]["next"]) == (None, "HANDED_OVER")
    assert [(line["name"], line["result"]) for line in value["outcome"]["lines"]] == [
        ("Ông A", "KEPT"),
        ("Ông B", "MAY_RESIGN"),
        ("Ông C", "PROPOSE_DISMISSAL"),
    ]


SECRET = 7919
"""A figure that occurs nowhere else."""

FIGURE = re.compile(rf"(?<![\w.]){SECRET}(?!\w)")
"""The figure as a number of its own: within the digits of a hash or of a time it stands by chance."""


def everything_kept() -> Iterator[str]:
    """Each value of each table, as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield (
                        bytes(value).decode("latin-1")
                        if isinstance(value, bytes | memoryview)
                        else str(value)
                    )


def test_no_figure_leaves_the_seal_before_the_announcement(
    council: Council, caplog: pytest.LogCaptureFixture
) -> None:
    cast.establish(council)
    vote = cast.open_paper(council)
    cast.until_open_box(council, vote)
    Vote.objects.filter(id=vote.id).update(present=SECRET, total=10_000)
    vote.steps.filter(step__in=("BALLOTS_ISSUED", "BOX_OPENED")).update(number=SECRET + 1)
    caplog.set_level(logging.DEBUG)
    teller = council.delegates[1]
    sheet = {"valid": SECRET + 1, "invalid": {}, "lines": {"1": {"YES": SECRET}, "2": {"YES": 1}}}
    ok(teller, f"/api/votes/{vote.id}/sheet", sheet)
    ok(council.delegates[2], f"/api/votes/{vote.id}/sheet", sheet | {"lines": {"1": {"YES": 4801}, "2": {}}})
    Vote.objects.filter(id=vote.id).update(present=12)

    admin = Person.objects.create_superuser("quantri", full_name="Quản trị")
    seen = {"kept": "\n".join(everything_kept()), "log": caplog.text}
    people = [*council.desk.values(), *council.delegates, admin]
    for person in people:
        if person != teller:
            client = Client()
            client.force_login(person)
            for address in (
                f"/api/meetings/{council.meeting.id}/snapshot", f"/api/meetings/{council.meeting.id}/record",
                f"/api/meetings/{council.meeting.id}/votes/{vote.id}/evidence",
                f"/api/meetings/{council.meeting.id}/votes/{vote.id}/tellers-minutes.pdf",
                "/admin/voting/vote/",
            ):  # fmt: skip
                seen[f"{person.username} {address}"] = client.get(address).content.decode("latin-1")
            viewer = council.viewer(person)
            seen[f"{person.username} stream"] = json.dumps(
                [list(map(str, pair)) for pair in snapshot.changes(
                    council.meeting, viewer, [("vote", str(vote.id)), ("tally", str(vote.id))]
                ).items()]
            )  # fmt: skip

    assert [where for where, text in seen.items() if FIGURE.search(text)] == []
    own = fetched(teller, f"/api/meetings/{council.meeting.id}/snapshot").json()["resources"]["tally"]
    assert own[str(vote.id)]["sheet"]["lines"]["1"]["YES"] == SECRET
    assert FIGURE.search(json.dumps(own))
    assert own[str(vote.id)]["differs"] == ["lines.1.YES", "lines.2.YES"]
    head = fetched(council.delegates[0], f"/api/meetings/{council.meeting.id}/snapshot").json()["resources"]
    assert head["tally"][str(vote.id)] == {
        "vote": str(vote.id), "sheet": None, "agree": False, "differs": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("chair", 200), ("secretary", 200), ("staff", 200), ("teller", 200), ("guest", 403), ("site", 403),
        ("observer", 403), ("display", 403), ("administrator", 403),
    ],
)  # fmt: skip
def test_who_prints_the_ballots(council: Council, who: str, status: int) -> None:
    cast.establish(council)
    vote = cast.open_paper(council)
    address = f"/api/meetings/{council.meeting.id}/votes/{vote.id}/ballots.pdf?copies=1"

    assert fetched(council[who], address).status_code == status


def test_the_ballots_of_a_named_vote_are_not_printed(council: Council) -> None:
    vote = council.open_vote()

    answered = fetched(council["staff"], f"/api/meetings/{council.meeting.id}/votes/{vote.id}/ballots.pdf")

    assert (answered.status_code, answered.json()["code"]) == (409, "voting.not_on_paper")
