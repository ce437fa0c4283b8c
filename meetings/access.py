"""Who hears what, and who may do what: one table and a few predicates, without HTTP."""

from collections import defaultdict

from meetings.errors import NotAllowed, NotFound
from meetings.models import DelegateGroup, Meeting, Participant, Person, Role
from meetings.snapshot import Viewer

HEARS: dict[Role, frozenset[str]] = {
    Role.DELEGATE: frozenset({"everyone", "participants", "voters"}),
    Role.GUEST: frozenset({"everyone", "participants"}),
    Role.PRESIDING_OFFICER: frozenset({"everyone", "participants", "voters", "chair", "sites"}),
    Role.SECRETARY: frozenset({"everyone", "participants", "voters", "chair", "staff", "sites"}),
    Role.STAFF: frozenset({"everyone", "participants", "staff", "sites"}),
    Role.OFFICE_HEAD: frozenset({"everyone", "participants", "staff"}),
    Role.SITE: frozenset({"everyone", "sites"}),
    Role.TELLER: frozenset({"everyone", "participants", "tellers"}),
    Role.OBSERVER: frozenset({"everyone"}),
    Role.DISPLAY: frozenset({"everyone", "participants"}),
    Role.ADMINISTRATOR: frozenset({"everyone", "staff"}),
    Role.CITIZEN: frozenset({"everyone"}),
}

ORGANS = {
    Role.PRESIDING_OFFICER: ("Chủ tọa", "the presiding officer"),
    Role.SECRETARY: ("Thư ký kỳ họp", "the session secretaries"),
    Role.STAFF: ("Văn phòng", "the office"),
    Role.OFFICE_HEAD: ("Lãnh đạo Văn phòng", "the head of the office"),
    Role.DELEGATE: ("đại biểu", "a delegate"),
    Role.ADMINISTRATOR: ("Quản trị hệ thống", "the administrator"),
}

DESK = (Role.SECRETARY, Role.STAFF, Role.ADMINISTRATOR)
"""Who helps a delegate with a tablet."""


def roles_of(person: Person, meeting: Meeting) -> frozenset[Role]:
    held = Participant.objects.filter(meeting=meeting, person=person).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def viewer_of(person: Person, meeting: Meeting) -> Viewer:
    """How the person sees the meeting. Raises `NotFound` for who has nothing to do with it."""
    roles = roles_of(person, meeting)
    if person.is_superuser:
        roles |= {Role.ADMINISTRATOR}
    if not roles:
        raise NotFound
    hears = frozenset[str]().union(*(HEARS[role] for role in roles)) | {f"person:{person.pk}"}
    if Role.DELEGATE in roles:
        groups = DelegateGroup.objects.filter(body=meeting.body_id, membership__person=person)
        hears |= {f"group:{pk}" for pk in groups.values_list("pk", flat=True)}
    return Viewer(person.pk, roles, hears)


def viewers_in(meeting: Meeting, *roles: Role) -> dict[int, Viewer]:
    """As `viewer_of`, of all who hold one of the roles, by person. Two queries, however many there are."""
    held: dict[int, set[Role]] = defaultdict(set)
    for person, role in Participant.objects.filter(meeting=meeting).values_list("person_id", "role"):
        held[person].add(Role(role))
    groups: dict[int, set[str]] = defaultdict(set)
    members = DelegateGroup.objects.filter(body=meeting.body_id, membership__person__in=list(held))
    for group, person in members.values_list("pk", "membership__person_id"):
        groups[person].add(f"group:{group}")
    return {
        person: Viewer(
            person,
            frozenset(mine),
            frozenset[str]().union(*(HEARS[role] for role in mine))
            | {f"person:{person}"}
            | (groups[person] if Role.DELEGATE in mine else set()),
        )
        for person, mine in held.items()
        if not mine.isdisjoint(roles)
    }


def not_allowed(*roles: Role) -> NotAllowed:
    organs = [ORGANS.get(role, (role.label, role.label)) for role in roles]
    return NotAllowed(organ=" hoặc ".join(o[0] for o in organs), organ_en=" or ".join(o[1] for o in organs))


def require_role(meeting: Meeting, by: Person, *roles: Role) -> None:
    """Raises `NotAllowed`, naming who may."""
    if roles_of(by, meeting).isdisjoint(roles):
        raise not_allowed(*roles)


def require_desk(meeting: Meeting, by: Person) -> None:
    """Raises `NotAllowed`, or `NotFound` for strangers; an administrator needs no role in the meeting."""
    if viewer_of(by, meeting).roles.isdisjoint(DESK):
        raise not_allowed(*DESK)


def require_oneself(person_id: int, by: Person) -> None:
    """Let pass whom it is for; for everybody else it does not exist. Raises `NotFound`."""
    if person_id != by.pk:
        raise NotFound


def acting_for(meeting: Meeting, by: Person) -> Person | None:
    """Whose act a presiding act is: None when `by` presides, the presiding officer when a secretary presses.

    Both names are then recorded (RULES 6a). Raises `NotFound` for outsiders, `NotAllowed` for others.
    """
    roles = viewer_of(by, meeting).roles
    if meeting.presiding_id == by.pk and Role.PRESIDING_OFFICER in roles:
        return None
    if Role.SECRETARY in roles and meeting.presiding_id:
        return meeting.presiding
    raise not_allowed(Role.PRESIDING_OFFICER)
