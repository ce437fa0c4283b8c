"""What each audience sees of a vote, and what it costs the database."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.voting.cast import Council, council_of
from voting import resources
from voting.models import Ballot, Vote, VotingRight

SEES_NAMES = ("guest", "chair", "secretary", "staff", "teller", "display")
SEES_NO_NAMES = ("site", "observer", "administrator")


@pytest.mark.parametrize("who", [*SEES_NAMES, *SEES_NO_NAMES])
def test_no_choice_is_seen_by_anybody_while_the_vote_is_open(council: Council, who: str) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])
    viewer = council.viewer(council[who])

    seen = [
        render(council.meeting, viewer, None)
        for render in (
            resources.render_votes,
            resources.render_turnouts,
            resources.render_ballots,
        )
    ]

    assert "named" not in seen[0][str(vote.id)]
    assert seen[0][str(vote.id)]["verdict"] is None
    assert seen[1][str(vote.id)]["cast"] == 1
    assert seen[2] == {}


@pytest.mark.parametrize("who", SEES_NAMES)
def test_participants_see_who_chose_what_after_the_closing(council: Council, who: str) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])
    council.close(vote)

    value = resources.render_votes(council.meeting, council.viewer(council[who]), None)

    assert value[str(vote.id)]["named"] == {str(council.delegates[0].id): "NO"}


@pytest.mark.parametrize("who", SEES_NO_NAMES)
def test_the_public_sees_the_figures_without_names(council: Council, who: str) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])
    council.close(vote)

    value = resources.render_votes(council.meeting, council.viewer(council[who]), None)

    shown = value[str(vote.id)]
    assert shown["verdict"]["no"] == 1  # type: ignore[index]
    assert {"named", "entitled_ids"} & shown.keys() == set()


def test_a_delegate_sees_their_own_ballot_alone(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])
    council.cast(vote, "YES", council.delegates[1])

    own = resources.render_ballots(council.meeting, council.viewer(council.delegates[0]), None)

    assert own[str(vote.id)]["choice"] == "NO"
    assert list(own) == [str(vote.id)]


def test_a_cancelled_vote_reveals_no_name(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])
    Vote.objects.update(state="CANCELLED", closed_at=vote.opened_at, cancel_reason="Nhầm")

    value = resources.render_votes(council.meeting, council.viewer(council["chair"]), None)

    assert "named" not in value[str(vote.id)]


@pytest.mark.parametrize(("who", "waits"), [("chair", True), ("staff", True), ("guest", False)])
def test_the_desk_sees_who_has_not_cast(council: Council, who: str, waits: bool) -> None:
    vote = council.open_vote()
    council.cast(vote, "NO", *council.delegates[:4])

    value = resources.render_turnouts(council.meeting, council.viewer(council[who]), None)

    waiting = [str(person.id) for person in council.delegates[4:]] if waits else None
    assert value[str(vote.id)].get("waiting") == waiting


def test_the_votes_of_another_council_are_not_shown(council: Council, other_council: Council) -> None:
    other_council.open_vote("Việc của Lai Châu")

    assert resources.render_votes(council.meeting, council.viewer(council["chair"]), None) == {}


@pytest.mark.parametrize("rows", [1, 3, 129])
@pytest.mark.parametrize(
    ("who", "votes", "turnouts"), [("observer", 2, 1), ("display", 4, 1), ("chair", 4, 2)]
)
def test_the_number_of_queries_does_not_grow(
    db: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    who: str,
    votes: int,
    turnouts: int,
) -> None:
    council = council_of("dien-bien", 3)
    viewer = council.viewer(council[who])
    voter = council.delegates[0]
    first = council.close(council.open_vote())
    fields = {
        field.attname: getattr(first, field.attname)
        for field in Vote._meta.concrete_fields
        if not field.primary_key
    }
    copies = [Vote.objects.create(**fields) for _ in range(rows)]
    for vote in copies:
        VotingRight.objects.create(vote=vote, person=voter, status="ELIGIBLE")
        Ballot.objects.create(vote=vote, person=voter, choice="YES", at=first.opened_at, key="0" * 32)

    with django_assert_num_queries(votes):
        resources.render_votes(council.meeting, viewer, None)
    with django_assert_num_queries(turnouts):
        resources.render_turnouts(council.meeting, viewer, None)
    with django_assert_num_queries(1):
        resources.render_ballots(council.meeting, viewer, None)
