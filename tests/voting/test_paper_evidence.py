"""A sceptic checks a vote on paper: what balances and follows is proved, and what was edited is found."""

from __future__ import annotations

import copy
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.voting import paper_cast as cast
from tests.voting.cast import Council
from voting import queries
from voting.models import Vote
from voting.verify import problems_of, vote_problems


@pytest.fixture
def vote(db: None) -> Vote:
    council: Council = cast.council_of_twelve()
    cast.establish(council)
    return cast.counted(council, cast.open_paper(council), cast.votes_for(7, 5))


def test_the_evidence_of_a_vote_on_paper_holds_and_what_was_edited_is_found(vote: Vote) -> None:
    bundle: dict[str, Any] = queries.evidence(vote)
    edited = copy.deepcopy(bundle)
    verdict = edited["entries"][-1]["facts"]["verdict"]
    verdict["lines"][1]["marks"]["YES"], verdict["issued"] = 6, 11

    assert problems_of(bundle) == []
    assert vote_problems(edited) == [
        "issued: announced 11, recorded 12",
        "the ballots do not balance",
        "line 2: its marks are not the 12 valid ballots",
    ]


def test_the_figures_are_counted_by_the_rule_once_more(vote: Vote) -> None:
    out = StringIO()
    call_command("verify_votes", stdout=out)
    verdict = dict(vote.verdict or {})
    verdict["needed"] = 5
    Vote.objects.filter(id=vote.id).update(verdict=verdict)

    assert out.getvalue().startswith("2 lượt biểu quyết khớp với nhật ký")
    with pytest.raises(CommandError):
        call_command("verify_votes", stderr=StringIO())
