"""What the API and the stream show of a meeting's rows, per audience."""

from collections.abc import Collection
from typing import TypedDict

from meetings import clock, queries, rulebook
from meetings.models import (
    Attendance,
    Body,
    Meeting,
    MeetingState,
    Membership,
    MembershipStatus,
    Participant,
    RequestState,
    Role,
    Site,
    Sitting,
    SittingState,
    SpeechKind,
)
from meetings.snapshot import ResourceType, Value, Viewer

Ids = Collection[str] | None


class BodyOf(TypedDict):
    """`issue_needs_approval`: only papers that the head of the office approved are issued."""

    id: str
    name: str
    kind: Body.Kind
    address_form: str
    issue_needs_approval: bool


class ProfileOf(TypedDict):
    id: str
    citation_vi: str
    citation_en: str
    remote_allowed: bool


class MeetingShape(TypedDict):
    id: str
    body: BodyOf
    name: str
    kind: str
    place: str
    opens_on: str
    closes_on: str
    state: MeetingState
    presiding: str | None
    presiding_name: str
    profile: ProfileOf | None
    total: int
    elected: int


class SittingShape(TypedDict):
    id: str
    no: int
    name: str
    held_on: str
    state: SittingState
    opened_at: str | None
    adjourned_at: str | None
    closed_at: str | None
    head_open: str | None
    head_close: str | None


class QuorumShape(TypedDict):
    sitting: str
    present: int
    in_hall: int
    remote: int
    total: int
    needed: int
    quorate: bool


class DelegateShape(TypedDict):
    """`group` is the number of the delegate group, `group_id` its id: papers may be issued to it first."""

    id: str
    name: str
    title: str
    group: int | None
    group_id: str | None
    seat: int | None
    presidium: bool
    status: MembershipStatus


class AttendanceShape(TypedDict):
    sitting: str
    person: str
    place: Attendance.Place
    arrived_at: str
    left_at: str | None
    present: bool
    on_behalf: bool


class SiteShape(TypedDict):
    id: str
    name: str
    unit_code: str
    district: str


class SpeechRequestShape(TypedDict):
    id: str
    person: str
    name: str
    kind: SpeechKind
    subject: str
    topic: str
    asked_at: str


class SpeechShape(TypedDict):
    id: str
    person: str
    name: str
    title: str
    kind: SpeechKind
    subject: str
    seconds: int
    warn_seconds: int
    began_at: str
    ended_at: str | None


def _meeting(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    # Read again: the caller's object may be older than the change that is told of.
    meeting = queries.meeting_or_404(meeting.pk)
    profile = queries.rules_of(meeting)
    return {
        str(meeting.pk): {
            "id": str(meeting.pk),
            "body": {
                "id": str(meeting.body_id),
                "name": meeting.body.name,
                "kind": meeting.body.kind,
                "address_form": meeting.body.address_form,
                "issue_needs_approval": meeting.body.issue_needs_approval,
            },
            "name": meeting.name,
            "kind": meeting.kind,
            "place": meeting.place,
            "opens_on": meeting.opens_on.isoformat(),
            "closes_on": meeting.closes_on.isoformat(),
            "state": meeting.state,
            "presiding": str(meeting.presiding_id) if meeting.presiding_id else None,
            "presiding_name": meeting.presiding.full_name if meeting.presiding else "",
            "profile": profile
            and {
                "id": profile.id,
                "citation_vi": profile.citation_vi,
                "citation_en": profile.citation_en,
                "remote_allowed": profile.remote_allowed,
            },
            "total": queries.total_delegates(meeting, meeting.opens_on),
            "elected": meeting.body.elected_seats,
        }
    }


def _sittings(meeting: Meeting, ids: Ids) -> list[Sitting]:
    rows = meeting.sittings.order_by("no")
    if ids is not None:
        rows = rows.filter(pk__in=[int(i) for i in ids])
    return list(rows)


def _sitting(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    return {
        str(s.pk): {
            "id": str(s.pk),
            "no": s.no,
            "name": s.name,
            "held_on": s.held_on.isoformat(),
            "state": s.state,
            "opened_at": clock.wire(s.opened_at),
            "adjourned_at": clock.wire(s.adjourned_at),
            "closed_at": clock.wire(s.closed_at),
            "head_open": s.head_open or None,
            "head_close": s.head_close or None,
        }
        for s in _sittings(meeting, ids)
    }


def _quorum(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    profile = queries.rules_of(meeting)
    if profile is None:
        return {}
    quorums = queries.live_quorums(profile, meeting, _sittings(meeting, ids))
    return {
        str(sitting): {
            "sitting": str(sitting),
            "present": now.present,
            "in_hall": now.in_hall,
            "remote": now.remote,
            "total": now.total,
            "needed": now.needed,
            "quorate": now.quorate,
        }
        for sitting, now in quorums.items()
    }


def _delegate(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    if not viewer.hears_any("participants"):
        return {}
    rows: list[Membership] = queries.roster(meeting.body, meeting.opens_on)
    presidium = set(
        Participant.objects.filter(meeting=meeting, role=Role.PRESIDING_OFFICER).values_list(
            "person_id", flat=True
        )
    )
    return {
        str(m.person_id): {
            "id": str(m.person_id),
            "name": m.person.full_name,
            "title": m.person.title,
            "group": m.delegate_group.no if m.delegate_group else None,
            "group_id": str(m.delegate_group.pk) if m.delegate_group else None,
            "seat": m.seat_no,
            "presidium": m.person_id in presidium,
            "status": m.status,
        }
        for m in rows
        if ids is None or str(m.person_id) in ids
    }


def _attendance(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    if not viewer.hears_any("participants"):
        return {}
    rows = Attendance.objects.filter(sitting__meeting=meeting).order_by("arrived_at", "pk")
    if ids is not None:
        rows = rows.filter(person_id__in=[int(i.split("-")[1]) for i in ids])
    values = {
        f"{a.sitting_id}-{a.person_id}": {
            "sitting": str(a.sitting_id),
            "person": str(a.person_id),
            "place": a.place,
            "arrived_at": clock.wire(a.arrived_at),
            "left_at": clock.wire(a.left_at),
            "present": a.left_at is None,
            "on_behalf": a.recorded_by_id != a.person_id,
        }
        for a in rows
    }
    return values if ids is None else {key: value for key, value in values.items() if key in ids}


def _site(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    if not viewer.hears_any("sites"):
        return {}
    rows = (
        Site.objects.filter(account__participations__meeting=meeting)
        .select_related("unit__parent")
        .distinct()
    )
    return {
        str(s.pk): {
            "id": str(s.pk),
            "name": s.name,
            "unit_code": s.unit.code,
            "district": s.unit.parent.name if s.unit.parent else "",
        }
        for s in rows
        if ids is None or str(s.pk) in ids
    }


def _speech_request(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    """Those who wait; what they mean to say is for who takes part."""
    rows = meeting.speech_requests.filter(state=RequestState.WAITING).select_related("person")
    if ids is not None:
        rows = rows.filter(pk__in=[int(i) for i in ids])
    inside = viewer.hears_any("participants", "sites")
    return {
        str(r.pk): {
            "id": str(r.pk),
            "person": str(r.person_id),
            "name": r.person.full_name,
            "kind": r.kind,
            "subject": r.subject,
            "topic": r.topic if inside else "",
            "asked_at": clock.wire(r.asked_at),
        }
        for r in rows
    }


def _speech(meeting: Meeting, viewer: Viewer, ids: Ids) -> dict[str, Value]:
    rows = meeting.speeches.select_related("person")
    if ids is not None:
        rows = rows.filter(pk__in=[int(i) for i in ids])
    profile = queries.rules_of(meeting)
    return {
        str(s.pk): {
            "id": str(s.pk),
            "person": str(s.person_id),
            "name": s.person.full_name,
            "title": s.person.title,
            "kind": s.kind,
            "subject": s.subject,
            "seconds": s.seconds,
            "warn_seconds": rulebook.warn_before(s.seconds, profile.speech_warn_seconds) if profile else 0,
            "began_at": clock.wire(s.began_at),
            "ended_at": clock.wire(s.ended_at),
        }
        for s in rows
    }


INSIDE = frozenset({"participants", "sites"})
ANYBODY, PARTICIPANTS, SITES = (frozenset[str](heard) for heard in ((), ("participants",), ("sites",)))

TYPES = (
    ResourceType("meeting", _meeting, hearing=ANYBODY, shape=MeetingShape),
    ResourceType("sitting", _sitting, hearing=ANYBODY, shape=SittingShape),
    ResourceType("quorum", _quorum, hearing=ANYBODY, shape=QuorumShape),
    ResourceType("delegate", _delegate, hearing=PARTICIPANTS, shape=DelegateShape),
    ResourceType("attendance", _attendance, hearing=PARTICIPANTS, shape=AttendanceShape),
    ResourceType("site", _site, hearing=SITES, shape=SiteShape),
    ResourceType("speech_request", _speech_request, hearing=INSIDE, shape=SpeechRequestShape),
    ResourceType("speech", _speech, hearing=ANYBODY, shape=SpeechShape),
)
