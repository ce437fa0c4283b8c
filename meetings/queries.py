"""Reads of meetings: the roster of a day, who is present, the quorum, the frozen rules."""

from datetime import date

from django.db.models import Q, QuerySet

from meetings import rulebook
from meetings.errors import NotFound
from meetings.models import Attendance, Body, Meeting, Membership, MembershipStatus, Person, Sitting
from meetings.snapshot import Value, Viewer


def meeting_or_404(meeting_id: int) -> Meeting:
    meeting = Meeting.objects.select_related("body__unit", "presiding").filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound
    return meeting


def members_on(body: Body, on: date) -> QuerySet[Membership]:
    """Who is in office that day: the suspended are, the relieved are not."""
    in_time = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return Membership.objects.filter(in_time, body=body).exclude(status=MembershipStatus.RELIEVED)


def roster(body: Body, on: date) -> list[Membership]:
    return list(members_on(body, on).select_related("person", "delegate_group").order_by("seat_no", "pk"))


def total_delegates(body: Body, on: date) -> int:
    """Tổng số đại biểu: the base of every majority, of the day."""
    return members_on(body, on).count()


def profile_of(meeting: Meeting) -> rulebook.RuleProfile:
    """The profile frozen at convening; before that, the one in force on the opening day."""
    if meeting.profile_facts:
        return rulebook.RuleProfile.from_facts(meeting.profile_facts)
    return rulebook.profile_for(meeting.body.kind, meeting.body.unit.level, meeting.opens_on)


def present_ids(sitting: Sitting) -> set[int]:
    return set(sitting.attendances.filter(left_at__isnull=True).values_list("person_id", flat=True))


def live_quorum(sitting: Sitting) -> rulebook.Quorum:
    """From attendance intervals and the roster of the day; only those on the roster count."""
    meeting = sitting.meeting
    on_roster = members_on(meeting.body, sitting.held_on)
    places = list(
        sitting.attendances.filter(left_at__isnull=True, person__in=on_roster.values("person")).values_list(
            "place", flat=True
        )
    )
    remote = places.count(Attendance.Place.REMOTE)
    return rulebook.quorum(
        profile_of(meeting), total=on_roster.count(), in_hall=len(places) - remote, remote=remote
    )


def latest_attendance(sitting: Sitting, person: Person) -> Attendance | None:
    return sitting.attendances.filter(person=person).order_by("-arrived_at", "-pk").first()


def todays_meetings(person: Person) -> list[Value]:
    """The meetings that concern the person, with roles and the sitting that is on or comes next."""
    rows = (
        Meeting.objects.filter(participants__person=person)
        .distinct()
        .select_related("body")
        .prefetch_related("sittings", "participants")
        .order_by("opens_on", "pk")
    )
    return [_today(meeting, person) for meeting in rows]


def _today(meeting: Meeting, person: Person) -> Value:
    sittings = sorted(meeting.sittings.all(), key=lambda s: s.no)
    current = next((s for s in sittings if s.state in ("OPEN", "ADJOURNED", "PLANNED")), None)
    return {
        "id": str(meeting.pk),
        "name": meeting.name,
        "body": meeting.body.name,
        "place": meeting.place,
        "opens_on": meeting.opens_on.isoformat(),
        "state": meeting.state,
        "roles": sorted(p.role for p in meeting.participants.all() if p.person_id == person.pk),
        "sitting": current
        and {
            "id": str(current.pk),
            "name": current.name,
            "state": current.state,
            "held_on": current.held_on.isoformat(),
        },
    }


def viewer_facts(viewer: Viewer) -> Value:
    return {"person": str(viewer.person_id), "roles": sorted(viewer.roles), "hears": sorted(viewer.hears)}
