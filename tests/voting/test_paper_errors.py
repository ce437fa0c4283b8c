"""Each refusal of votes on paper has a code of its own and a whole sentence in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from meetings.errors import Refusal
from voting.paper import errors

REFUSALS = sorted(
    (
        refusal
        for refusal in vars(errors).values()
        if isinstance(refusal, type) and issubclass(refusal, Refusal) and refusal is not Refusal
    ),
    key=lambda refusal: refusal.code,
)
ADDRESS = {"xung_ho", "Xung_ho"}


def test_the_codes_are_a_stable_list() -> None:
    assert [refusal.code for refusal in REFUSALS] == [
        "voting.already_withdrawn",
        "voting.ballot_balance",
        "voting.casting_begun",
        "voting.decision_missing",
        "voting.head_not_on_board",
        "voting.issued_exceed",
        "voting.line_exceeds",
        "voting.no_seats",
        "voting.no_tellers_board",
        "voting.nobody_on_the_list",
        "voting.not_announced",
        "voting.not_head",
        "voting.not_on_paper",
        "voting.not_teller",
        "voting.not_the_tied",
        "voting.number_missing",
        "voting.on_paper",
        "voting.out_of_order",
        "voting.receiver_missing",
        "voting.sheet_incomplete",
        "voting.sheet_unbalanced",
        "voting.sheets_differ",
        "voting.sheets_missing",
        "voting.teller_is_subject",
        "voting.teller_not_delegate",
        "voting.too_few_tellers",
        "voting.too_many_names",
        "voting.too_many_rounds",
        "voting.twice_on_the_list",
        "voting.two_tellers_enter",
    ]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_in_whole_sentences_of_the_facts_it_names(refusal: type[Refusal]) -> None:
    told = re.findall(r"\w+", (refusal.__doc__ or "").partition("Facts:")[2].partition("\n")[0])
    for template in (refusal.vi, refusal.en):
        asked = {name for _, name, _, _ in Formatter().parse(template) if name} - ADDRESS

        assert asked <= set(told)
        assert template.endswith(".")
        assert re.search(r"\bbạn\b", template, re.IGNORECASE) is None
