"""Reads of meetings: the roster of a day, who is present, the quorum, the frozen rules."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Min, Q, QuerySet

from meetings import rulebook
from meetings.errors import NoRules, NotFound
from meetings.models import (
    Attendance,
    Body,
    Device,
    Meeting,
    Membership,
    MembershipStatus,
    Participant,
    Person,
    Presenting,
    Sitting,
)
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


def total_delegates(meeting: Meeting, on: date) -> int:
    """Tổng số đại biểu of the day, as the rules of the meeting define it: the base of every majority."""
    in_office = members_on(meeting.body, on).count()
    rules = rules_of(meeting)
    return rules.total(in_office=in_office, elected=meeting.body.elected_seats) if rules else in_office


def rules_of(meeting: Meeting) -> rulebook.RuleProfile | None:
    """The profile frozen at convening; before that, the one in force on the opening day, if any is known."""
    if meeting.profile_facts:
        return rulebook.RuleProfile.from_facts(meeting.profile_facts)
    body = meeting.body
    try:
        by_law = rulebook.profile_for(body.kind, body.unit.level, meeting.opens_on)
    except rulebook.NoProfile:
        return None
    return by_law.under(remote=body.remote_delegates, total_base=body.total_base)


def profile_of(meeting: Meeting) -> rulebook.RuleProfile:
    """As `rules_of`. Raises `NoRules`."""
    rules = rules_of(meeting)
    if rules is None:
        raise NoRules(body=meeting.body.name, day=f"{meeting.opens_on:%d/%m/%Y}")
    return rules


def present_ids(sitting: Sitting) -> set[int]:
    """Who counts as present: at a remote site only where the rules of the meeting count them."""
    return set(_counted(sitting.meeting, sitting.pk).values_list("person_id", flat=True))


def is_present(meeting: Meeting, sitting_id: int, person_id: int) -> bool:
    """As `present_ids`, of one person."""
    return _counted(meeting, sitting_id).filter(person=person_id).exists()


def is_remote(sitting_id: int, person_id: int) -> bool:
    """Checked in at a remote site, whether that counts or not."""
    here = Attendance.objects.filter(sitting=sitting_id, left_at__isnull=True)
    return here.filter(place=Attendance.Place.REMOTE, person=person_id).exists()


def _counted(meeting: Meeting, sitting_id: int) -> QuerySet[Attendance]:
    here = Attendance.objects.filter(sitting=sitting_id, left_at__isnull=True)
    if profile_of(meeting).remote_counts_for_quorum:
        return here
    return here.exclude(place=Attendance.Place.REMOTE)


def live_quorum(sitting: Sitting) -> rulebook.Quorum:
    """From attendance intervals and the roster of the day. Raises `NoRules`."""
    return live_quorums(profile_of(sitting.meeting), sitting.meeting, [sitting])[sitting.pk]


def live_quorums(
    profile: rulebook.RuleProfile, meeting: Meeting, sittings: Collection[Sitting]
) -> dict[int, rulebook.Quorum]:
    """The quorum of each sitting; only those on the roster of its day count. Two queries."""
    members = list(
        Membership.objects.filter(body=meeting.body_id)
        .exclude(status=MembershipStatus.RELIEVED)
        .values_list("person_id", "valid_from", "valid_to")
    )
    here: dict[int, list[tuple[int, str]]] = defaultdict(list)
    now = Attendance.objects.filter(sitting__in=sittings, left_at__isnull=True)
    for sitting_id, person_id, place in now.values_list("sitting_id", "person_id", "place"):
        here[sitting_id].append((person_id, place))
    quorums = {}
    for sitting in sittings:
        on = sitting.held_on
        roster = {person for person, start, end in members if start <= on and (end is None or on <= end)}
        places = [place for person, place in here[sitting.pk] if person in roster]
        remote = places.count(Attendance.Place.REMOTE)
        quorums[sitting.pk] = rulebook.quorum(
            profile,
            total=profile.total(in_office=len(roster), elected=meeting.body.elected_seats),
            in_hall=len(places) - remote,
            remote=remote,
        )
    return quorums


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


def offline_hours(person: Person) -> int | None:
    """How long the copies of the person may be read without the network: the least of their bodies' hours.

    None: they have an account that is closed, or take part in no meeting. One query.
    """
    if not person.is_active:
        return None
    bodies = Body.objects.filter(meetings__participants__person=person)
    hours: int | None = bodies.aggregate(hours=Min("offline_hours"))["hours"]
    return hours


def devices_of(meeting: Meeting) -> QuerySet[Device]:
    """The devices of those who take part, with their people: the last seen first. One query."""
    people = Participant.objects.filter(meeting=meeting).values("person")
    return Device.objects.filter(person__in=people).select_related("person").order_by("-seen_at", "pk")


def viewer_facts(viewer: Viewer) -> Value:
    return {"person": str(viewer.person_id), "roles": sorted(viewer.roles), "hears": sorted(viewer.hears)}


def presenting_in(meeting_ids: Collection[int]) -> dict[int, Value]:
    """What is on show in each of the meetings, and who may show besides the leaders. One query."""
    rows = Presenting.objects.filter(meeting_id__in=meeting_ids).select_related("by")
    return {row.meeting_id: _presenting(row) for row in rows}


def _presenting(row: Presenting) -> Value:
    shown = {
        "subject": row.subject,
        "page": row.page,
        "by": str(row.by_id),
        "name": row.by.full_name if row.by else "",
    }
    return {
        "presenting": shown if row.subject else None,
        "rapporteur": str(row.rapporteur_id) if row.rapporteur_id else None,
    }
