"""Each refusal of meetings has a code of its own and a whole sentence in both languages."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from meetings import errors
from meetings.errors import Refusal

REFUSALS = sorted(
    (
        refusal
        for refusal in vars(errors).values()
        if isinstance(refusal, type) and issubclass(refusal, Refusal) and refusal is not Refusal
    ),
    key=lambda refusal: refusal.code,
)


def test_the_codes_are_a_stable_list() -> None:
    assert [refusal.code for refusal in REFUSALS] == [
        "meetings.already_asked",
        "meetings.already_present",
        "meetings.bad_input",
        "meetings.bad_state",
        "meetings.device_cut_off",
        "meetings.device_of_another",
        "meetings.key_missing",
        "meetings.key_reused",
        "meetings.meeting_not_on",
        "meetings.no_lease",
        "meetings.no_quorum",
        "meetings.no_rules",
        "meetings.nobody_speaks",
        "meetings.not_a_delegate",
        "meetings.not_allowed",
        "meetings.not_found",
        "meetings.not_present",
        "meetings.remote_not_allowed",
        "meetings.request_gone",
        "meetings.sitting_already_open",
        "meetings.sitting_unfinished",
        "meetings.speaker_left",
        "meetings.vote_running",
    ]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_says_what_happened_and_what_to_do_now(refusal: type[Refusal]) -> None:
    facts: dict[str, str] = defaultdict(lambda: "x")
    for template in (refusal.vi, refusal.en):
        sentence = template.format_map(facts)

        assert sentence.endswith(".")
        assert len(re.findall(r"[.:;,]\s", sentence + " ")) >= 2
        assert re.search(r"\bbạn\b", sentence, re.IGNORECASE) is None
