"""Each refusal of voting has a code of its own and a whole sentence in both languages."""

from __future__ import annotations

import re

import pytest

from meetings.errors import Refusal
from voting import errors

REFUSALS = sorted(
    (
        refusal
        for refusal in vars(errors).values()
        if isinstance(refusal, type) and issubclass(refusal, Refusal) and refusal is not Refusal
    ),
    key=lambda refusal: refusal.code,
)
FACTS = {
    "time": "07:45",
    "question": "Thông qua",
    "rule": "HDND.RESOLUTION",
    "choice": "MAYBE",
    "form": "HANDS",
    "n": 1,
    "p": 6,
    "k": 2,
    "first": "4 – 1 – 0",
    "second": "5 – 0 – 0",
}
ADDRESS = {"xung_ho": "đại biểu", "Xung_ho": "Đại biểu"}


def test_the_codes_are_a_stable_list() -> None:
    assert [refusal.code for refusal in REFUSALS] == [
        "voting.already_decided",
        "voting.already_entitled",
        "voting.by_hands",
        "voting.checked_in_late",
        "voting.form_not_for_rule",
        "voting.hands_disagree",
        "voting.hands_exceed",
        "voting.hands_not_counted",
        "voting.not_checked_in",
        "voting.not_eligible",
        "voting.not_hands",
        "voting.nothing_to_repeat",
        "voting.proxy_forbidden",
        "voting.question_missing",
        "voting.reason_missing",
        "voting.remote_not_counted",
        "voting.rule_not_supported",
        "voting.secret_form_required",
        "voting.sitting_not_open",
        "voting.suspended",
        "voting.unknown_choice",
        "voting.vote_closed",
        "voting.vote_over",
        "voting.vote_running",
        "voting.vote_still_open",
        "voting.voter_not_present",
    ]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_in_whole_sentences(refusal: type[Refusal]) -> None:
    for template in (refusal.vi, refusal.en):
        sentence = template.format(**FACTS, **ADDRESS)

        assert sentence.endswith(".")
        assert re.search(r"\bbạn\b", sentence, re.IGNORECASE) is None
