"""A show of hands: two secretaries count, and agree; nobody taps."""

from __future__ import annotations

import pytest

from meetings.errors import NotAllowed, NotFound
from meetings.models import Participant, Person
from tests.voting.cast import Council, new_key
from voting import errors, resources
from voting.commands import ballots, hands, votes
from voting.models import HandCount, Vote


@pytest.fixture
def other_secretary(council: Council) -> Person:
    person = Person.objects.create(username="secretary.two", full_name="Ông Thư ký hai")
    Participant.objects.create(meeting=council.meeting, person=person, role="SECRETARY")
    return person


@pytest.fixture
def vote(council: Council) -> Vote:
    entry = votes.open_vote(
        council.item.id,
        question="Thông qua chương trình",
        rule="HDND.AGENDA",
        form="HANDS",
        by=council["chair"],
        key=new_key(),
    )
    return Vote.objects.get(id=entry.facts["vote"])


def count(vote: Vote, by: Person, yes: int, no: int, abstain: int = 0) -> None:
    hands.count_hands(vote.id, yes=yes, no=no, abstain=abstain, by=by, key=new_key())


def test_two_secretaries_who_agree_make_the_figures(
    council: Council, vote: Vote, other_secretary: Person
) -> None:
    count(vote, council["secretary"], 4, 1)
    count(vote, other_secretary, 4, 1)

    verdict = council.close(vote).verdict

    assert verdict is not None
    assert [verdict[name] for name in ("yes", "no", "abstain", "not_cast", "absent", "total")] == [
        4, 1, 0, 1, 0, 6,
    ]  # fmt: skip
    assert verdict["sentence_vi"].startswith("Chương trình kỳ họp được thông qua: 4/6 đại biểu tán thành")


def test_until_two_have_counted_the_vote_is_not_closed(council: Council, vote: Vote) -> None:
    count(vote, council["secretary"], 4, 1)

    with pytest.raises(errors.HandsNotCounted) as refused:
        council.close(vote)

    assert refused.value.facts == {"n": 1, "k": 2}


def test_figures_that_differ_are_counted_again(council: Council, vote: Vote, other_secretary: Person) -> None:
    count(vote, council["secretary"], 4, 1)
    count(vote, other_secretary, 5, 1)

    with pytest.raises(errors.HandsDisagree) as refused:
        council.close(vote)
    assert refused.value.facts == {"first": "4 – 1 – 0", "second": "5 – 1 – 0"}

    count(vote, council["secretary"], 5, 1)
    assert council.close(vote).state == "CLOSED"
    assert HandCount.objects.count() == 2


def test_more_hands_than_delegates_are_refused(council: Council, vote: Vote) -> None:
    with pytest.raises(errors.HandsExceed) as refused:
        count(vote, council["secretary"], 5, 1, 1)

    assert refused.value.facts == {"n": 7, "p": 6}


@pytest.mark.parametrize("who", ["chair", "staff", "teller", "guest", "observer", "display", "administrator"])
def test_only_the_session_secretaries_count(council: Council, vote: Vote, who: str) -> None:
    with pytest.raises(NotAllowed):
        count(vote, council[who], 4, 1)


def test_a_stranger_does_not_even_learn_that_there_is_a_vote(
    council: Council, other_council: Council, vote: Vote
) -> None:
    with pytest.raises(NotFound):
        count(vote, other_council["secretary"], 4, 1)


def test_nobody_taps_while_hands_are_counted(council: Council, vote: Vote) -> None:
    with pytest.raises(errors.ByHands):
        ballots.cast_ballot(vote.id, choice="YES", by=council.delegates[0], key=new_key())


def test_hands_are_not_counted_in_an_electronic_vote(council: Council) -> None:
    with pytest.raises(errors.NotHands):
        count(council.open_vote(), council["secretary"], 4, 1)


def test_who_conducts_sees_the_counts_and_nobody_else(
    council: Council, vote: Vote, other_secretary: Person
) -> None:
    count(vote, council["secretary"], 4, 1)
    count(vote, other_secretary, 4, 1)

    seen = resources.HAND_COUNT.render(council.meeting, council.viewer(council["chair"]), None)

    assert seen == {
        str(vote.id): {
            "vote": str(vote.id),
            "counts": [
                {
                    "secretary": str(council["secretary"].id),
                    "name": "Bà secretary",
                    "yes": 4,
                    "no": 1,
                    "abstain": 0,
                },
                {
                    "secretary": str(other_secretary.id),
                    "name": "Ông Thư ký hai",
                    "yes": 4,
                    "no": 1,
                    "abstain": 0,
                },
            ],
            "agreed": True,
        }
    }
    assert resources.HAND_COUNT.hearing == {"chair"}
