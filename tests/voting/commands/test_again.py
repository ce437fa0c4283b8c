"""After a result was announced only the council itself decides to vote again."""

from __future__ import annotations

import pytest

from tests.voting.cast import Council, new_key
from voting import errors
from voting.commands import votes
from voting.models import Vote

QUESTION = "Thông qua kế hoạch năm 2024"


def opened(council: Council, question: str = QUESTION, **more: object) -> Vote:
    entry = votes.open_vote(council.item.id, question=question, by=council["chair"], key=new_key(), **more)  # type: ignore[arg-type]
    return Vote.objects.get(id=entry.facts["vote"])


def decided(council: Council, vote: Vote, choice: str) -> Vote:
    council.cast(vote, choice, *council.delegates[:5])
    return council.close(vote)


@pytest.fixture
def first(council: Council) -> Vote:
    return decided(council, opened(council), "NO")


def asked(council: Council, first: Vote, choice: str) -> Vote:
    vote = opened(council, "Biểu quyết lại kế hoạch năm 2024", rule="HDND.VOTE_AGAIN", again_id=first.id)
    return decided(council, vote, choice)


def test_the_same_question_is_not_opened_again_by_the_chair_alone(council: Council, first: Vote) -> None:
    with pytest.raises(errors.AlreadyDecided) as refused:
        opened(council)

    assert refused.value.facts["question"] == QUESTION


def test_it_is_opened_again_when_the_council_has_resolved_so(council: Council, first: Vote) -> None:
    asked(council, first, "YES")

    second = decided(council, opened(council), "YES")

    assert (second.again_id, second.verdict and second.verdict["passed"]) == (first.id, True)
    assert Vote.objects.filter(question=QUESTION, state="CLOSED").count() == 2


def test_it_stays_closed_when_the_council_has_not(council: Council, first: Vote) -> None:
    asked(council, first, "NO")

    with pytest.raises(errors.AlreadyDecided):
        opened(council)


def test_one_resolution_allows_one_repeat(council: Council, first: Vote) -> None:
    asked(council, first, "YES")
    decided(council, opened(council), "NO")

    with pytest.raises(errors.AlreadyDecided):
        opened(council)


def test_a_draft_is_decided_once_whatever_the_wording(council: Council) -> None:
    draft = council.meeting.dossiers.create(no="1", title="Kế hoạch", exempt=["EXAMINATION_REPORT"])
    decided(council, opened(council, dossier_id=draft.id), "YES")

    with pytest.raises(errors.AlreadyDecided):
        opened(council, "Kế hoạch năm 2024, lần nữa", dossier_id=draft.id)


def test_points_of_a_draft_are_voted_on_one_after_another_and_then_the_whole(council: Council) -> None:
    draft = council.meeting.dossiers.create(no="1", title="Kế hoạch", exempt=["EXAMINATION_REPORT"])
    for question in ("Điều 2: mức thu 5%", "Điều 3: từ tháng 1"):
        decided(council, opened(council, question, dossier_id=draft.id, rule="HDND.POINT"), "YES")

    whole = decided(council, opened(council, dossier_id=draft.id), "YES")

    assert whole.verdict and whole.verdict["passed"] is True


def test_a_vote_that_was_broken_off_is_simply_held_again(council: Council) -> None:
    vote = opened(council)
    votes.cancel_vote(vote.id, reason="Mất điện", by=council["chair"], key=new_key())

    assert opened(council).again_id is None


def test_to_vote_again_one_names_a_vote_that_was_announced(council: Council, other_council: Council) -> None:
    foreign = decided(other_council, opened(other_council), "YES")

    for nothing in (None, foreign.id, 10_000):
        with pytest.raises(errors.NothingToRepeat):
            opened(council, "Biểu quyết lại", rule="HDND.VOTE_AGAIN", again_id=nothing)
