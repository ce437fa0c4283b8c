"""Where somebody checked in: the hall, or a remote site as far as the body's working rules go."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from meetings import queries, rulebook
from meetings.commands import attendance
from meetings.errors import BadInput, RemoteNotAllowed
from meetings.models import Attendance, Meeting
from tests.voting.cast import DAY, Council, council_of
from voting import errors
from voting.commands import ballots


def under(council: Council, remote: str, total_base: str = "") -> None:
    """Let the meeting be convened by a body whose working rules say so."""
    profile = rulebook.profile_for("PEOPLES_COUNCIL", "PROVINCE", DAY)
    facts = profile.under(remote=remote, total_base=total_base).as_facts()
    Meeting.objects.filter(pk=council.meeting.pk).update(profile_facts=facts)
    council.meeting.refresh_from_db()
    council.sitting.meeting = council.meeting


@pytest.fixture
def council(db: None) -> Council:
    """Six delegates; three in the hall, one short of the quorum."""
    return council_of("dien-bien", 6, present=3)


def check_in(council: Council, no: int, place: str = "REMOTE") -> None:
    attendance.check_in(council.sitting.pk, place=place, by=council.delegates[no - 1], key=uuid4())


def test_who_says_nothing_checks_in_in_the_hall(council: Council) -> None:
    attendance.check_in(council.sitting.pk, by=council.delegates[3], key=uuid4())

    assert Attendance.objects.get(person=council.delegates[3]).place == "HALL"


def test_a_remote_delegate_counts_where_the_working_rules_say_so(council: Council) -> None:
    under(council, "COUNTED")

    check_in(council, 4)

    now = queries.live_quorum(council.sitting)
    assert (now.present, now.in_hall, now.remote, now.needed, now.quorate) == (4, 3, 1, 4, True)
    assert council.open_vote().present == 4


def test_a_remote_delegate_is_recorded_and_not_counted_where_they_do_not(council: Council) -> None:
    under(council, "RECORDED")

    check_in(council, 4)

    now = queries.live_quorum(council.sitting)
    assert (now.present, now.in_hall, now.remote, now.needed, now.quorate) == (3, 3, 1, 4, False)
    assert Attendance.objects.get(person=council.delegates[3]).place == "REMOTE"


def test_where_remote_attendance_is_refused_the_sentence_names_the_rules(council: Council) -> None:
    under(council, "REFUSED")

    with pytest.raises(RemoteNotAllowed) as refused:
        check_in(council, 4)

    assert refused.value.facts == {"body": "HĐND tỉnh dien-bien"}
    assert RemoteNotAllowed.code == "meetings.remote_not_allowed"
    assert Attendance.objects.filter(person=council.delegates[3]).count() == 0


def test_who_is_recorded_and_not_counted_may_not_vote_and_is_told_why(council: Council) -> None:
    under(council, "RECORDED")
    check_in(council, 4, "HALL")
    check_in(council, 5)
    vote = council.open_vote()

    with pytest.raises(errors.RemoteNotCounted):
        council.cast(vote, "YES", council.delegates[4])
    with pytest.raises(errors.RemoteNotCounted):
        ballots.admit_voter(vote.pk, person_id=council.delegates[4].pk, by=council["chair"], key=uuid4())

    assert vote.present == 4
    assert errors.RemoteNotCounted.code == "voting.remote_not_counted"


def test_an_unknown_place_is_bad_input(council: Council) -> None:
    with pytest.raises(BadInput) as refused:
        check_in(council, 4, "HOME")

    assert refused.value.facts == {"field": "place"}


def test_the_place_travels_over_http_and_into_the_record(council: Council) -> None:
    client = Client()
    client.force_login(council.delegates[3])

    said = client.post(
        f"/api/sittings/{council.sitting.pk}/check-in",
        {"place": "REMOTE"},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )

    assert (said.status_code, said.json()["result"]) == (
        200,
        {
            "sitting": str(council.sitting.pk),
            "person": str(council.delegates[3].pk),
            "place": "REMOTE",
        },
    )


def test_all_delegates_are_those_elected_where_the_working_rules_say_so(council: Council) -> None:
    council.meeting.body.elected_seats = 9
    council.meeting.body.save()
    under(council, "", "ELECTED")

    now = queries.live_quorum(council.sitting)

    assert (now.total, now.needed) == (9, 6)
    assert queries.total_delegates(council.meeting, DAY) == 9
