"""A sitting opens on a quorum of the roster of the day, by the presiding officer or in that name."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from meetings import queries
from meetings.commands import attendance, sittings
from meetings.errors import (
    AlreadyPresent,
    KeyReused,
    NoQuorum,
    NotADelegate,
    NotAllowed,
    NotFound,
    NotPresent,
    SittingAlreadyOpen,
)
from meetings.models import Meeting, Membership, Participant, Person
from tests.agenda.cast import Hall, hall_of
from tests.folds.verify import verify_command


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


def delegates(hall: Hall, count: int) -> list[Person]:
    people = [Person.objects.create(username=f"d{n}", full_name=f"Lò Văn {n}") for n in range(count)]
    for person in people:
        Membership.objects.create(body=hall.meeting.body, person=person, valid_from=date(2021, 6, 29))
        Participant.objects.create(meeting=hall.meeting, person=person, role="DELEGATE")
    return people


def check_in(hall: Hall, *people: Person) -> None:
    for person in people:
        attendance.check_in(hall.sitting.pk, by=person, key=uuid4())


def test_one_short_of_two_thirds_is_refused_with_the_figures(hall: Hall) -> None:
    people = delegates(hall, 4)
    check_in(hall, *people[:2])

    with pytest.raises(NoQuorum) as refused:
        sittings.open_sitting(hall.sitting.pk, by=hall["chair"], key=uuid4())

    assert refused.value.facts == {"n": 2, "t": 4, "k": 3}


def test_exactly_two_thirds_opens_the_sitting_on_every_screen(hall: Hall) -> None:
    people = delegates(hall, 3)
    verify_command(hall.meeting, lambda: check_in(hall, people[0]))
    verify_command(hall.meeting, lambda: check_in(hall, people[1]))

    verify_command(
        hall.meeting, lambda: sittings.open_sitting(hall.sitting.pk, by=hall["chair"], key=uuid4())
    )

    hall.sitting.refresh_from_db()
    assert hall.sitting.is_open
    assert Meeting.objects.get(pk=hall.meeting.pk).state == "UNDER_WAY"


def test_a_second_sitting_does_not_open_beside_an_open_one(hall: Hall) -> None:
    check_in(hall, *delegates(hall, 3))
    sittings.open_sitting(hall.sitting.pk, by=hall["chair"], key=uuid4())
    afternoon = hall.meeting.sittings.create(no=2, name="Phiên chiều", held_on=hall.sitting.held_on)

    with pytest.raises(SittingAlreadyOpen) as refused:
        sittings.open_sitting(afternoon.pk, by=hall["chair"], key=uuid4())

    assert refused.value.facts == {"name": "Phiên sáng"}


def test_a_secretary_opens_on_behalf_of_the_presiding_officer_and_both_are_recorded(hall: Hall) -> None:
    check_in(hall, *delegates(hall, 3))

    entry = sittings.open_sitting(hall.sitting.pk, by=hall["secretary"], key=uuid4())

    assert (entry.by, entry.on_behalf_of) == (hall["secretary"], hall["chair"])


@pytest.mark.parametrize(
    "role", ["delegate", "guest", "staff", "site", "observer", "display", "administrator"]
)
def test_nobody_else_opens_a_sitting(hall: Hall, role: str) -> None:
    check_in(hall, *delegates(hall, 3))

    with pytest.raises(NotAllowed):
        sittings.open_sitting(hall.sitting.pk, by=hall[role], key=uuid4())


def test_an_outsider_does_not_even_learn_that_the_sitting_exists(hall: Hall) -> None:
    with pytest.raises(NotFound):
        sittings.open_sitting(hall.sitting.pk, by=hall["outsider"], key=uuid4())


def test_presence_is_an_interval_and_who_left_no_longer_counts(hall: Hall) -> None:
    people = delegates(hall, 3)
    check_in(hall, *people)

    attendance.leave(hall.sitting.pk, by=people[0], key=uuid4())

    assert queries.live_quorum(hall.sitting).present == 2
    with pytest.raises(NotPresent):
        attendance.leave(hall.sitting.pk, by=people[0], key=uuid4())
    check_in(hall, people[0])
    assert queries.live_quorum(hall.sitting).present == 3


def test_checking_in_twice_is_answered_with_the_time(hall: Hall) -> None:
    people = delegates(hall, 1)
    check_in(hall, people[0])

    with pytest.raises(AlreadyPresent):
        check_in(hall, people[0])


def test_a_guest_is_not_on_the_roster(hall: Hall) -> None:
    with pytest.raises(NotADelegate):
        check_in(hall, hall["guest"])


def test_only_the_desk_checks_somebody_else_in(hall: Hall) -> None:
    first, second = delegates(hall, 2)

    with pytest.raises(NotAllowed):
        attendance.check_in(hall.sitting.pk, person_id=second.pk, by=first, key=uuid4())
    attendance.check_in(hall.sitting.pk, person_id=second.pk, by=hall["secretary"], key=uuid4())

    assert queries.present_ids(hall.sitting) == {second.pk}


def test_the_same_key_answers_with_the_first_result_and_another_use_of_it_is_refused(hall: Hall) -> None:
    (person,) = delegates(hall, 1)
    key = uuid4()

    first = attendance.check_in(hall.sitting.pk, by=person, key=key)
    again = attendance.check_in(hall.sitting.pk, by=person, key=key)

    assert again == first
    with pytest.raises(KeyReused):
        attendance.leave(hall.sitting.pk, by=person, key=key)


def test_a_refusal_reaches_the_screen_as_a_sentence_in_the_language_asked_for(hall: Hall) -> None:
    delegates(hall, 3)
    client = Client()
    client.force_login(hall["chair"])
    url = f"/api/sittings/{hall.sitting.pk}/open"

    said = client.post(url, headers={"Idempotency-Key": str(uuid4())})
    keyless = client.post(url, headers={"Accept-Language": "en"})

    assert (said.status_code, said.json()["code"]) == (409, "meetings.no_quorum")
    assert said.json()["detail"] == (
        "Chưa đủ hai phần ba tổng số đại biểu (0/3, cần 2). Chưa thể tiến hành. "
        "Đề nghị thư ký kiểm tra điểm danh."
    )
    assert (keyless.status_code, keyless.json()["code"]) == (400, "meetings.key_missing")
