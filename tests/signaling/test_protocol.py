"""Frames as they leave the server, and the first message as it is judged; pure."""

from __future__ import annotations

import json
from typing import Any

import pytest

from signaling import protocol
from signaling.errors import StreamRefused
from signaling.protocol import Hello, Line
from tests.bots.fold import State, fold

AT = "2023-12-06T00:31:07.120000Z"
CHECKED_IN = Line("meetings.checked_in", "participants", (("attendance", "1-5"), ("quorum", "1")))
OWN_BALLOT = Line("voting.ballot_cast", "person:5", (("ballot", "9"), ("turnout", "9")))
REMOVED = Line("agenda.document_removed", "staff", (("document", "3"),))


def framed(
    lines: list[Line], hears: set[str], values: dict[Any, Any], seqs: tuple[int, int]
) -> dict[str, Any]:
    text = protocol.frame(lines, hears, values, from_seq=seqs[0], seq=seqs[1], at=AT)
    said: dict[str, Any] = json.loads(text)
    return said


def test_a_frame_carries_whole_values_in_order_and_names_what_was_heard() -> None:
    values = {("quorum", "1"): {"present": 34}, ("attendance", "1-5"): {"present": True}}

    assert framed([CHECKED_IN, CHECKED_IN], {"participants"}, values, (413, 414)) == {
        "seq": 414,
        "from_seq": 413,
        "kinds": ["meetings.checked_in"],
        "at": AT,
        "changes": [
            {"type": "attendance", "id": "1-5", "value": {"present": True}},
            {"type": "quorum", "id": "1", "value": {"present": 34}},
        ],
    }


def test_an_entry_that_is_not_heard_is_not_named_but_its_visible_values_are_sent() -> None:
    values = {("turnout", "9"): {"cast": 12}, ("ballot", "9"): None}

    said = framed([OWN_BALLOT], {"everyone"}, values, (413, 413))

    assert said["kinds"] == []
    assert said["changes"] == [{"type": "turnout", "id": "9", "value": {"cast": 12}}]


def test_only_who_hears_the_entry_learns_that_a_value_is_gone() -> None:
    values = {("document", "3"): None}

    assert framed([REMOVED], {"staff"}, values, (413, 413))["changes"] == [
        {"type": "document", "id": "3", "value": None}
    ]
    assert framed([REMOVED], {"everyone"}, values, (413, 413))["changes"] == []


def test_what_the_server_says_is_what_a_client_folds() -> None:
    before = State(412, {"quorum": {"1": {"present": 33}}, "document": {"3": {"id": "3"}}})
    lines, hears = [CHECKED_IN, REMOVED], {"participants", "staff"}
    values = {
        ("quorum", "1"): {"present": 34},
        ("document", "3"): None,
        ("attendance", "1-5"): {"present": True},
    }

    after = fold(before, framed(lines, hears, values, (413, 414)))

    assert after == State(
        414, {"quorum": {"1": {"present": 34}}, "document": {}, "attendance": {"1-5": {"present": True}}}
    )
    assert fold(before, json.loads(protocol.reset(414))) is None
    assert fold(before, json.loads(protocol.tick(AT, 412, {}, {}))) == before


def test_vietnamese_is_written_as_it_is_and_the_text_is_compact() -> None:
    assert protocol.tick(AT, 7, {"SITE": 129, "DELEGATE": 47}, {}) == (
        '{"tick":{"at":"2023-12-06T00:31:07.120000Z","seq":7,"presence":{"DELEGATE":47,"SITE":129}}}'
    )
    assert protocol.reset(414) == '{"reset":true,"seq":414}'
    text = protocol.frame(
        [CHECKED_IN], {"participants"}, {("x", "1"): {"n": "Tủa Chùa"}}, from_seq=1, seq=1, at=AT
    )
    assert text.count("Tủa Chùa") == 1


@pytest.mark.parametrize("since", [None, 0, 412])
def test_a_first_message_as_documented_is_read(since: int | None) -> None:
    assert protocol.parse_hello(json.dumps({"ticket": "abc", "since": since})) == Hello("abc", since)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "abc",
        "[]",
        "null",
        '{"since": 1}',
        '{"ticket": "", "since": 1}',
        '{"ticket": 5, "since": 1}',
        '{"ticket": "abc", "since": -1}',
        '{"ticket": "abc", "since": "1"}',
        '{"ticket": "abc", "since": 1.0}',
        '{"ticket": "abc", "since": true}',
        "[" * 900,
        json.dumps({"ticket": "x" * 1025, "since": 1}),
    ],
)
def test_another_first_message_is_refused(text: str | None) -> None:
    with pytest.raises(StreamRefused):
        protocol.parse_hello(text)
