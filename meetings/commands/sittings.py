"""Convening and closing a meeting; opening, adjourning, resuming and closing its sittings."""

from uuid import UUID

from meetings import access, clock, history, journal, queries
from meetings.commands import floor
from meetings.errors import (
    BadState,
    NoQuorum,
    NotFound,
    SittingAlreadyOpen,
    SittingUnfinished,
    VoteRunning,
)
from meetings.events import (
    MeetingClosed,
    MeetingConvened,
    SittingAdjourned,
    SittingClosed,
    SittingEvent,
    SittingOpened,
    SittingResumed,
)
from meetings.history import Entry
from meetings.models import Meeting, MeetingState, Person, Role, Sitting, SittingState


@journal.command
def convene(meeting_id: int, *, by: Person, key: UUID) -> Entry:
    """Freeze the rules of the opening day. Raises BadState unless the meeting is drafted; NoRules."""
    meeting = journal.lock(meeting_id)

    access.viewer_of(by, meeting)
    access.require_role(meeting, by, Role.SECRETARY, Role.STAFF)
    if meeting.state != MeetingState.DRAFTED:
        raise meeting_state(meeting, "triệu tập", "convene", MeetingState.DRAFTED)

    profile = queries.profile_of(meeting)
    meeting.profile_facts = profile.as_facts()
    meeting.state = MeetingState.CONVENED
    meeting.save(update_fields=["profile_facts", "state"])

    total = queries.total_delegates(meeting, meeting.opens_on)
    return journal.append(
        meeting, MeetingConvened(meeting=meeting.pk, profile=profile.id, total=total), by=by
    )


@journal.command
def close_meeting(meeting_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act, after the last sitting; those only planned are not held. Raises SittingUnfinished."""
    meeting = journal.lock(meeting_id)

    on_behalf_of = access.acting_for(meeting, by)
    if meeting.state != MeetingState.UNDER_WAY:
        raise meeting_state(meeting, "bế mạc", "close it", MeetingState.UNDER_WAY)
    unfinished = meeting.sittings.filter(state__in=(SittingState.OPEN, SittingState.ADJOURNED)).first()
    if unfinished:
        raise SittingUnfinished(
            name=unfinished.name, state=unfinished.get_state_display(), state_en=unfinished.state
        )

    meeting.state = MeetingState.CLOSED
    meeting.save(update_fields=["state"])

    return journal.append(meeting, MeetingClosed(meeting=meeting.pk), by=by, on_behalf_of=on_behalf_of)


@journal.command
def open_sitting(sitting_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act. Raises NoQuorum with the figures; BadState; SittingAlreadyOpen."""
    return _move(sitting_id, SittingOpened, by, (SittingState.PLANNED,), "mở phiên", "open it", quorum=True)


@journal.command
def adjourn_sitting(sitting_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act. Raises BadState; VoteRunning while a vote is open."""
    return _move(sitting_id, SittingAdjourned, by, (SittingState.OPEN,), "tạm dừng", "adjourn it")


@journal.command
def resume_sitting(sitting_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act, on the quorum of that moment. Raises NoQuorum; BadState; SittingAlreadyOpen."""
    return _move(
        sitting_id, SittingResumed, by, (SittingState.ADJOURNED,), "tiếp tục", "resume it", quorum=True
    )


@journal.command
def close_sitting(sitting_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act, whoever is still there. Raises BadState; VoteRunning while a vote is open."""
    wanted = (SittingState.OPEN, SittingState.ADJOURNED)
    return _move(sitting_id, SittingClosed, by, wanted, "kết thúc", "close it")


def _move(
    sitting_id: int,
    event: type[SittingEvent],
    by: Person,
    wanted: tuple[SittingState, ...],
    act: str,
    act_en: str,
    *,
    quorum: bool = False,
) -> Entry:
    meeting, sitting = lock_sitting(sitting_id)

    on_behalf_of = access.acting_for(meeting, by)
    if sitting.state not in wanted:
        raise BadState(
            what="Phiên họp", state=sitting.get_state_display(), act=act, wanted=wanted[0].label,
            what_en="sitting", state_en=sitting.state, act_en=act_en, wanted_en=wanted[0].value,
        )  # fmt: skip
    if meeting.state not in (MeetingState.CONVENED, MeetingState.UNDER_WAY):
        raise meeting_state(meeting, act, act_en, MeetingState.CONVENED)
    if sitting.voting:
        raise VoteRunning
    now = queries.live_quorum(sitting)
    if quorum:
        other = meeting.sittings.filter(state=SittingState.OPEN).first()
        if other:
            raise SittingAlreadyOpen(name=other.name)
        if not now.quorate:
            raise NoQuorum(n=now.present, t=now.total, k=now.needed)

    head = history.head(history.journal_of(meeting)).hash.hex()
    _set(sitting, event, head)
    if event is SittingOpened and meeting.state == MeetingState.CONVENED:
        meeting.state = MeetingState.UNDER_WAY
        meeting.save(update_fields=["state"])

    happened = event(meeting=meeting.pk, sitting=sitting.pk, present=now.present, total=now.total, head=head)
    entry = journal.append(meeting, happened, by=by, on_behalf_of=on_behalf_of)
    if not sitting.is_open and (ended := floor.end_running(meeting)):
        journal.append(meeting, ended, by=by, on_behalf_of=on_behalf_of)
    return entry


def _set(sitting: Sitting, event: type[SittingEvent], head: str) -> None:
    at = clock.now()
    if event is SittingOpened:
        sitting.state, sitting.opened_at, sitting.head_open = SittingState.OPEN, at, head
    elif event is SittingAdjourned:
        sitting.state, sitting.adjourned_at = SittingState.ADJOURNED, at
    elif event is SittingResumed:
        sitting.state = SittingState.OPEN
    else:
        sitting.state, sitting.closed_at, sitting.head_close = SittingState.CLOSED, at, head
    sitting.save()


def lock_sitting(sitting_id: int) -> tuple[Meeting, Sitting]:
    """The sitting under its meeting's lock. Raises NotFound."""
    meeting_id = Sitting.objects.filter(pk=sitting_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    meeting = journal.lock(meeting_id)
    sitting = Sitting.objects.get(pk=sitting_id)
    sitting.meeting = meeting
    return meeting, sitting


def meeting_state(meeting: Meeting, act: str, act_en: str, wanted: MeetingState) -> BadState:
    return BadState(
        what="Cuộc họp", state=meeting.get_state_display(), act=act, wanted=wanted.label,
        what_en="meeting", state_en=meeting.state, act_en=act_en, wanted_en=wanted.value,
    )  # fmt: skip
