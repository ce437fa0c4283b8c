"""The devices that keep papers, over HTTP: leased, reported, forgotten, cut off.

What a device keeps belongs to this app, its key to the one below: so their addresses are here together.
"""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import reach
from agenda.api.fields import Text
from agenda.api.requests import actor
from agenda.commands import reading
from meetings import access, clock, writer
from meetings.commands import devices
from meetings.models import Device, Person
from meetings.queries import devices_of, meeting_or_404

MOST = 2000  # lines of one report


class CopyNamed(serializers.Serializer[Any]):
    document = serializers.IntegerField(min_value=1)
    version = serializers.IntegerField(min_value=1)


class CopyShown(serializers.Serializer[Any]):
    document = serializers.CharField()
    version = serializers.IntegerField()


class DeviceName(serializers.Serializer[Any]):
    name = Text(max_length=120)


class LeaseShown(serializers.Serializer[Any]):
    """`key`: 32 bytes in base64. `hours` from `now` is `until`; a device's own clock may be another one."""

    key = serializers.CharField()
    until = serializers.DateTimeField()
    now = serializers.DateTimeField()
    hours = serializers.IntegerField()
    purge = CopyShown(many=True)


class CopiesReported(serializers.Serializer[Any]):
    taken = CopyNamed(many=True, required=False, default=list)
    purged = CopyNamed(many=True, required=False, default=list)


class OutcomeShown(serializers.Serializer[Any]):
    """`code` names the refusal of this line alone."""

    document = serializers.CharField()
    version = serializers.IntegerField()
    status = serializers.ChoiceField(choices=("kept", "refused"))
    code = serializers.CharField(required=False)


class CopiesAnswer(serializers.Serializer[Any]):
    results = OutcomeShown(many=True)
    purge = CopyShown(many=True)


class DeviceForgotten(serializers.Serializer[Any]):
    id = serializers.CharField()


class DeviceCut(serializers.Serializer[Any]):
    meeting = serializers.IntegerField(min_value=1)


class DeviceShown(serializers.Serializer[Any]):
    """`lease_until`: without the network its copies can be read until then, cut off or not."""

    id = serializers.CharField()
    person = serializers.CharField()
    person_name = serializers.CharField()
    name = serializers.CharField()
    seen_at = serializers.DateTimeField()
    lease_until = serializers.DateTimeField()
    cut_off_at = serializers.DateTimeField(allow_null=True)


def outcomes_shown(outcomes: list[reading.Outcome]) -> list[dict[str, object]]:
    return [
        {"document": str(each.document), "version": each.version}
        | ({"status": "refused", "code": each.code} if each.code else {"status": "kept"})
        for each in outcomes
    ]


def device_shown(device: Device) -> dict[str, object]:
    return {
        "id": str(device.pk),
        "person": str(device.person_id),
        "person_name": device.person.full_name,
        "name": device.name,
        "seen_at": clock.wire(device.seen_at),
        "lease_until": clock.wire(device.lease_until),
        "cut_off_at": clock.wire(device.cut_off_at),
    }


class LeaseDevice(APIView):
    # A device that was cut off hears so without a session too: its sessions were ended.
    permission_classes = (AllowAny,)

    @extend_schema(request=DeviceName, responses=LeaseShown)
    def post(self, request: Request, device_id: UUID) -> Response:
        if not isinstance(request.user, Person):
            devices.refuse_if_cut_off(device_id)
        by = actor(request)
        body = DeviceName(data=request.data)
        body.is_valid(raise_exception=True)
        lease = devices.lease(device_id, name=body.validated_data["name"], by=by)
        bind_session(request, device_id)
        return Response(
            {
                "key": base64.b64encode(lease.key).decode(),
                "until": clock.wire(lease.until),
                "now": clock.wire(clock.now()),
                "hours": lease.hours,
                "purge": reach.to_purge(devices.own(device_id, by)),
            }
        )


def bind_session(request: Request, device_id: UUID) -> None:
    """Note in the session on which device it is used: with that one cut off, it ends."""
    session = request._request.session
    if session.get(devices.SESSION_DEVICE) == str(device_id):
        return
    session[devices.SESSION_DEVICE] = str(device_id)
    with writer.transaction():
        session.save()
    session.modified = False  # saved in the writers' queue, not once more on the way out


class ReportCopies(APIView):
    @extend_schema(request=CopiesReported, responses=CopiesAnswer)
    def post(self, request: Request, device_id: UUID) -> Response:
        body = CopiesReported(data=request.data)
        body.is_valid(raise_exception=True)
        taken, purged = (
            [(line["document"], line["version"]) for line in body.validated_data[name]][:MOST]
            for name in ("taken", "purged")
        )
        by = actor(request)
        outcomes = reading.report_copies(device_id, taken=taken, purged=purged, by=by)
        purge = reach.to_purge(devices.own(device_id, by))
        return Response({"results": outcomes_shown(outcomes), "purge": purge})


class ForgetDevice(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(request=None, responses=DeviceForgotten)
    def post(self, request: Request, device_id: UUID) -> Response:
        by = request.user if isinstance(request.user, Person) else None
        return Response({"id": str(reading.forget_device(device_id, by=by).pk)})


class CutOffDevice(APIView):
    @extend_schema(request=DeviceCut, responses=DeviceShown)
    def post(self, request: Request, device_id: UUID) -> Response:
        body = DeviceCut(data=request.data)
        body.is_valid(raise_exception=True)
        meeting = body.validated_data["meeting"]
        return Response(device_shown(devices.cut_off(device_id, meeting_id=meeting, by=actor(request))))


class Devices(APIView):
    @extend_schema(responses=DeviceShown(many=True))
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_desk(meeting, actor(request))
        return Response([device_shown(device) for device in devices_of(meeting)])
