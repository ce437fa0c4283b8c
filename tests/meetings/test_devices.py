"""Devices: a key on lease, the same until forgotten; cut off from the desk; nothing for who lost the right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import clock, queries
from meetings.commands import devices
from meetings.errors import DeviceCutOff, DeviceOfAnother, NoLease, NotFound, Refusal
from meetings.models import Body, Device, Participant
from tests.agenda.cast import ROLES, Hall, hall_of

pytestmark = pytest.mark.django_db

TABLET = UUID("6f1c9d0e-1111-4222-8333-444455556666")
MORNING = datetime(2023, 12, 6, 0, 15, tzinfo=UTC)


@pytest.fixture
def hall(db: None, monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    return hall_of("dien-bien")


def lease(hall: Hall, role: str = "delegate", device: UUID = TABLET) -> devices.Lease:
    return devices.lease(device, name="Máy tính bảng số 12", by=hall[role])


def test_a_device_gets_a_key_for_the_hours_of_its_persons_body(hall: Hall) -> None:
    given = lease(hall)

    assert (len(given.key), given.hours, given.until) == (32, 72, MORNING + timedelta(hours=72))
    device = Device.objects.get(pk=TABLET)
    assert (device.person_id, device.name) == (hall["delegate"].pk, "Máy tính bảng số 12")
    assert given.key not in bytes(device.sealed_key)


def test_a_renewed_lease_keeps_the_key_and_runs_from_now(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lease(hall)
    evening = MORNING + timedelta(hours=10)
    monkeypatch.setattr(clock, "now", lambda: evening)

    second = lease(hall)

    assert (second.key, second.until) == (first.key, evening + timedelta(hours=72))
    assert Device.objects.get(pk=TABLET).registered_at == MORNING


def test_two_devices_have_two_keys(hall: Hall) -> None:
    assert lease(hall).key != lease(hall, device=uuid4()).key


def test_of_several_bodies_the_smallest_number_of_hours_holds(hall: Hall) -> None:
    other = hall_of("lai-chau")
    Body.objects.filter(pk=other.meeting.body_id).update(offline_hours=8)
    Participant.objects.create(meeting=other.meeting, person=hall["delegate"], role="DELEGATE")

    assert lease(hall).hours == 8


def test_a_device_of_another_person_is_refused(hall: Hall) -> None:
    key = lease(hall).key

    with pytest.raises(DeviceOfAnother):
        lease(hall, "guest")

    assert Device.objects.get(pk=TABLET).person_id == hall["delegate"].pk
    assert lease(hall).key == key


def test_who_takes_part_in_nothing_gets_no_lease(hall: Hall) -> None:
    lease(hall)
    Participant.objects.filter(person=hall["delegate"]).delete()

    for role in ("delegate", "outsider"):
        with pytest.raises(NoLease):
            lease(hall, role, TABLET if role == "delegate" else uuid4())

    assert Device.objects.count() == 1


def test_a_closed_account_gets_no_lease(hall: Hall) -> None:
    hall["delegate"].is_active = False
    hall["delegate"].save()

    with pytest.raises(NoLease):
        lease(hall)

    assert not Device.objects.exists()


def test_a_forgotten_device_can_read_nothing_more_and_begins_anew(hall: Hall) -> None:
    first = lease(hall)

    device = devices.forget(TABLET, by=hall["delegate"])

    assert (bytes(device.sealed_key), device.lease_until) == (b"", MORNING)
    assert lease(hall).key != first.key


def test_nobody_forgets_the_device_of_another(hall: Hall) -> None:
    lease(hall)

    with pytest.raises(NotFound):
        devices.forget(TABLET, by=hall["guest"])


def test_a_device_that_was_cut_off_gets_no_lease_and_is_readable_until_its_lease_ends(hall: Hall) -> None:
    until = lease(hall).until

    device = devices.cut_off(TABLET, meeting_id=hall.meeting.pk, by=hall["staff"])

    assert (device.cut_off_at, device.cut_off_by_id) == (MORNING, hall["staff"].pk)
    assert (device.lease_until, bytes(device.sealed_key)) == (until, b"")
    with pytest.raises(DeviceCutOff):
        lease(hall)


def test_to_cut_off_twice_is_to_cut_off_once(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    lease(hall)
    devices.cut_off(TABLET, meeting_id=hall.meeting.pk, by=hall["staff"])
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(hours=1))

    again = devices.cut_off(TABLET, meeting_id=hall.meeting.pk, by=hall["secretary"])

    assert (again.cut_off_at, again.cut_off_by_id) == (MORNING, hall["staff"].pk)


def test_a_device_of_another_meetings_delegate_is_not_found(hall: Hall) -> None:
    other = hall_of("lai-chau")
    lease(other)

    with pytest.raises(NotFound):
        devices.cut_off(TABLET, meeting_id=hall.meeting.pk, by=hall["staff"])

    assert not Device.objects.get(pk=TABLET).is_cut_off


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_and_the_administrator_cut_off_and_nobody_else(hall: Hall, role: str) -> None:
    lease(hall)

    try:
        devices.cut_off(TABLET, meeting_id=hall.meeting.pk, by=hall[role])
        outcome = "done"
    except Refusal as refusal:
        outcome = refusal.code

    strangers = "meetings.not_found" if role == "outsider" else "meetings.not_allowed"
    assert outcome == ("done" if role in {"secretary", "staff", "administrator"} else strangers)
    assert Device.objects.get(pk=TABLET).is_cut_off == (outcome == "done")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_devices_costs_one_query(hall: Hall, rows: int) -> None:
    for _ in range(rows):
        lease(hall, device=uuid4())
    lease(hall_of("lai-chau"), device=uuid4())

    with CaptureQueriesContext(connection) as asked:
        names = [device.person.full_name for device in queries.devices_of(hall.meeting)]

    assert (names, len(asked)) == (["Delegate"] * rows, 1)
