"""The evidence of a vote, proved by `verify.py` run as a file; and the recount of all votes."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Participant, Person
from tests.voting.cast import Council, new_key
from voting import queries
from voting.commands import hands, votes
from voting.models import Ballot, Vote

VERIFY = Path(queries.__file__).parent / "verify.py"


@pytest.fixture
def closed(council: Council) -> Vote:
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:4])
    council.cast(vote, "NO", council.delegates[0])
    return council.close(vote)


def verify(folder: Path, bundle: object, *options: str) -> tuple[int, str]:
    file = folder / "evidence.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    # -I -S: neither our packages nor anybody else's can be imported.
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFY), str(file), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def entry_of(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(entry for entry in bundle["entries"] if entry["kind"] == kind)


def test_the_evidence_of_a_vote_is_accepted(closed: Vote, tmp_path: Path) -> None:
    bundle: dict[str, Any] = queries.evidence(closed)

    assert verify(tmp_path, bundle, "--head", bundle["head"]["hash"])[0] == 0


def by_hands(council: Council, second: tuple[int, int]) -> Vote:
    other = Person.objects.create(username="secretary.two", full_name="Ông Thư ký hai")
    Participant.objects.create(meeting=council.meeting, person=other, role="SECRETARY")
    entry = votes.open_vote(
        council.item.id, question="Bãi nhiệm", rule="HDND.RECALL_DELEGATE", form="HANDS",
        by=council["chair"], key=new_key(),
    )  # fmt: skip
    vote = Vote.objects.get(id=entry.facts["vote"])
    for secretary, (yes, no) in ((council["secretary"], (4, 2)), (other, second)):
        hands.count_hands(vote.id, yes=yes, no=no, abstain=0, by=secretary, key=new_key())
    return vote


def test_a_show_of_hands_is_proved_by_the_two_counts_and_the_majority_of_its_rule(
    council: Council, tmp_path: Path
) -> None:
    vote = council.close(by_hands(council, (4, 2)))
    bundle = queries.evidence(vote)

    assert vote.verdict and (vote.verdict["needed"], vote.verdict["passed"]) == (4, True)
    assert verify(tmp_path, bundle, "--head", bundle["head"]["hash"])[0] == 0  # type: ignore[index]


def test_hands_that_one_secretary_counted_otherwise_are_named(council: Council, tmp_path: Path) -> None:
    bundle = deepcopy(queries.evidence(council.close(by_hands(council, (4, 2)))))
    entry_of(bundle, "voting.hands_counted")["facts"]["yes"] = 3

    assert "the hands were not counted alike by two secretaries" in verify(tmp_path, bundle)[1]


def test_an_edited_ballot_is_rejected(closed: Vote, tmp_path: Path) -> None:
    bundle = deepcopy(queries.evidence(closed))
    entry_of(bundle, "voting.ballot_cast")["facts"]["choice"] = "ABSTAIN"

    code, said = verify(tmp_path, bundle)

    assert code == 1
    assert "(voting.ballot_cast) was edited" in said


def test_edited_figures_are_named(closed: Vote, tmp_path: Path) -> None:
    bundle = deepcopy(queries.evidence(closed))
    entry_of(bundle, "voting.vote_closed")["facts"]["verdict"]["yes"] = 5

    code, said = verify(tmp_path, bundle)

    assert code == 1
    assert "yes: announced 5, counted 3" in said


def test_a_ballot_taken_out_is_rejected(closed: Vote, tmp_path: Path) -> None:
    bundle = deepcopy(queries.evidence(closed))
    bundle["entries"].remove(entry_of(bundle, "voting.ballot_cast"))  # type: ignore[attr-defined]

    assert verify(tmp_path, bundle)[0] == 1


def test_another_head_is_rejected(closed: Vote, tmp_path: Path) -> None:
    assert verify(tmp_path, queries.evidence(closed), "--head", "00" * 32)[0] == 1


@pytest.mark.parametrize("bundle", [{}, [], {"format": "nghi-truong/vote-evidence/1"}])
def test_what_is_no_evidence_is_unreadable(bundle: object, tmp_path: Path) -> None:
    assert verify(tmp_path, bundle)[0] == 2


def test_the_evidence_ends_before_a_vote_that_is_open_now(council: Council, closed: Vote) -> None:
    council.cast(council.open_vote("Câu hỏi sau"), "NO", council.delegates[1])

    assert queries.evidence(closed)["entries"][-1]["kind"] == (  # type: ignore[index]
        "voting.ballots_revealed"
    )


def test_votes_that_match_the_journal_are_counted(closed: Vote) -> None:
    said = StringIO()

    call_command("verify_votes", stdout=said)

    assert said.getvalue().startswith("1 ")


def test_an_edited_ballot_row_is_named(council: Council, closed: Vote) -> None:
    edited = council.delegates[1]
    Ballot.objects.filter(person=edited).update(choice="NO")
    said = StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("verify_votes", stderr=said)

    assert refused.value.returncode == 1
    assert f"ballot of person {edited.id}: row NO, journal YES" in said.getvalue()


def test_a_removed_ballot_row_is_named(council: Council, closed: Vote) -> None:
    Ballot.objects.filter(person=council.delegates[1]).delete()
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_votes", stderr=said)

    assert f"ballot of person {council.delegates[1].id}: row missing, journal YES" in (said.getvalue())


def test_an_edited_verdict_is_named(closed: Vote) -> None:
    Vote.objects.update(verdict={**closed.verdict, "yes": 5})
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_votes", stderr=said)

    assert "the verdict of its row is not the one announced" in said.getvalue()
