"""Devices that keep papers: a key on lease, forgotten at sign-out, cut off when lost.

No entry in a record: nothing of a meeting changes. What a device keeps is sealed with its own key, which
the server gives out again only while its person has a right to read.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session

from meetings import access, clock, queries, sealing, writer
from meetings.errors import DeviceCutOff, DeviceOfAnother, NoLease, NotFound
from meetings.models import Device, Person

KEY_BYTES = 32
SESSION_DEVICE = "device"
"""Under this name a session holds the device that it was used on, so that it ends with it."""


@dataclass(frozen=True)
class Lease:
    key: bytes
    until: datetime
    hours: int


def lease(device_id: UUID, *, name: str, by: Person) -> Lease:
    """Register the device, or renew its lease from now; the key stays the same until it is forgotten.

    Raises DeviceOfAnother, DeviceCutOff, or NoLease for who has no right to read any more.
    """
    hours = queries.offline_hours(by)
    now = clock.now()
    with writer.transaction():
        device = Device.objects.select_for_update().filter(pk=device_id).first()
        if device and device.person_id != by.pk:
            raise DeviceOfAnother
        if device and device.is_cut_off:
            raise DeviceCutOff(at=clock.wire(device.cut_off_at))
        if hours is None:
            raise NoLease

        until = now + timedelta(hours=hours)
        device = device or Device(pk=device_id, person=by, registered_at=now, sealed_key=b"")
        if not device.sealed_key:
            device.sealed_key = sealing.seal(os.urandom(KEY_BYTES), purpose(device_id))
        device.name, device.seen_at, device.lease_until = name, now, until
        device.save()
    return Lease(sealing.unseal(bytes(device.sealed_key), purpose(device_id)), until, hours)


def forget(device_id: UUID, *, by: Person | None) -> Device:
    """The person signed out there: the key is gone for good.

    A device that was cut off says so too, without a session: that was ended. Raises NotFound.
    """
    with writer.transaction():
        device = own(device_id, by) if by else cut_off_one(device_id)
        now = clock.now()
        device.sealed_key = b""
        device.seen_at, device.lease_until = now, min(device.lease_until, now)
        device.save(update_fields=["sealed_key", "seen_at", "lease_until"])
    return device


def cut_off(device_id: UUID, *, meeting_id: int, by: Person) -> Device:
    """Give the device no lease any more, and end the sessions on it. Twice is as once.

    What it keeps can be read without the network until `lease_until`: no server reaches it before.
    """
    meeting = queries.meeting_or_404(meeting_id)
    access.require_desk(meeting, by)
    with writer.transaction():
        device = queries.devices_of(meeting).filter(pk=device_id).first()
        if device is None:
            raise NotFound
        if not device.is_cut_off:
            device.cut_off_at, device.cut_off_by, device.sealed_key = clock.now(), by, b""
            device.save(update_fields=["cut_off_at", "cut_off_by", "sealed_key"])
    end_sessions_on(device)
    return device


def end_sessions_on(device: Device) -> None:
    """End the sessions that were used on this device, and no other of its person."""
    wanted = str(device.pk)
    used = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=clock.now()).iterator()
        if session.get_decoded().get(SESSION_DEVICE) == wanted
    ]
    with writer.transaction():
        Session.objects.filter(pk__in=used).delete()


def refuse_if_cut_off(device_id: UUID) -> None:
    """Tell it to a device whose session has ended as well; nobody guesses its id. Raises DeviceCutOff."""
    device = Device.objects.filter(pk=device_id).first()
    if device and device.is_cut_off:
        raise DeviceCutOff(at=clock.wire(device.cut_off_at))


def cut_off_one(device_id: UUID) -> Device:
    device = Device.objects.filter(pk=device_id, cut_off_at__isnull=False).first()
    if device is None:
        raise NotFound
    return device


def own(device_id: UUID, by: Person) -> Device:
    """Raises NotFound for a device of somebody else as for none."""
    device = Device.objects.select_related("person").filter(pk=device_id, person=by).first()
    if device is None:
        raise NotFound
    return device


def purpose(device_id: UUID) -> str:
    return f"device:{device_id}"
