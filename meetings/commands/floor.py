"""The floor: asked for, withdrawn, given, extended, ended. One speaks at a time."""

from uuid import UUID

from meetings import access, clock, journal, queries
from meetings.errors import (
    AlreadyAsked,
    BadInput,
    BadState,
    MeetingNotOn,
    NobodySpeaks,
    NotFound,
    RequestGone,
    SpeakerLeft,
)
from meetings.events import FloorGiven, RequestWithdrawn, SpeechEnded, SpeechExtended, SpeechRequested
from meetings.history import Entry
from meetings.models import (
    Meeting,
    MeetingState,
    Person,
    RequestState,
    Role,
    Sitting,
    SittingState,
    Speech,
    SpeechKind,
    SpeechRequest,
)

SPEAKERS = (Role.DELEGATE, Role.SITE)
EXTENSION_MAX = 30 * 60  # seconds at once


@journal.command
def ask_to_speak(
    meeting_id: int, *, kind: str, subject: str = "", topic: str = "", by: Person, key: UUID
) -> Entry:
    """Take a place at the end of the queue, before or during the sitting; one waiting of each kind.

    For delegates and sites. Raises AlreadyAsked, MeetingNotOn, BadInput.
    """
    meeting = journal.lock(meeting_id)

    access.viewer_of(by, meeting)
    access.require_role(meeting, by, *SPEAKERS)
    if kind not in SpeechKind.values:
        raise BadInput(field="kind")
    if meeting.state not in (MeetingState.CONVENED, MeetingState.UNDER_WAY):
        raise MeetingNotOn(state=meeting.get_state_display(), state_en=meeting.state)
    earlier = meeting.speech_requests.filter(person=by, kind=kind, state=RequestState.WAITING).first()
    if earlier:
        raise AlreadyAsked(time=clock.on_screen(earlier.asked_at))

    request = SpeechRequest.objects.create(
        meeting=meeting, person=by, kind=kind, subject=subject, topic=topic, asked_at=clock.now()
    )

    return journal.append(
        meeting,
        SpeechRequested(request=request.pk, person=by.pk, speech_kind=kind, subject=subject),
        by=by,
    )


@journal.command
def withdraw_request(request_id: int, *, by: Person, key: UUID) -> Entry:
    """Leave the queue: oneself, or by who presides for somebody who gave up. Raises RequestGone."""
    meeting, request = _lock_request(request_id)

    on_behalf_of = None if request.person_id == by.pk else access.acting_for(meeting, by)
    _require_waiting(request)

    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])

    return journal.append(
        meeting,
        RequestWithdrawn(request=request.pk, person=request.person_id),
        by=by,
        on_behalf_of=on_behalf_of,
    )


@journal.command
def give_floor(request_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act: the next one speaks, and who spoke until now has ended.

    Raises RequestGone (also for the second of two who press at once), BadState without an open sitting,
    SpeakerLeft for a delegate who is not there.
    """
    meeting, request = _lock_request(request_id)

    on_behalf_of = access.acting_for(meeting, by)
    _require_waiting(request)
    sitting = _open_sitting(meeting)
    roles = access.roles_of(request.person, meeting)
    if Role.SITE not in roles and request.person_id not in queries.present_ids(sitting):
        raise SpeakerLeft(name=request.person.full_name)

    before = end_running(meeting)
    request.state = RequestState.CALLED
    request.save(update_fields=["state"])
    speech = Speech.objects.create(
        meeting=meeting, sitting=sitting, request=request, person=request.person, kind=request.kind,
        subject=request.subject, began_at=clock.now(), seconds=_limit(meeting, request),
    )  # fmt: skip

    return journal.append(
        meeting,
        FloorGiven(
            speech=speech.pk, request=request.pk, person=request.person_id, speech_kind=request.kind,
            subject=request.subject, seconds=speech.seconds, before=before.speech if before else None,
        ),
        by=by,
        on_behalf_of=on_behalf_of,
    )  # fmt: skip


@journal.command
def extend_speech(speech_id: int, *, seconds: int, by: Person, key: UUID) -> Entry:
    """Presiding act: so many seconds more for who speaks. Raises NobodySpeaks, BadInput."""
    meeting, speech = _lock_speech(speech_id)

    on_behalf_of = access.acting_for(meeting, by)
    if not 1 <= seconds <= EXTENSION_MAX:
        raise BadInput(field="seconds")
    if speech.ended_at is not None:
        raise NobodySpeaks

    speech.seconds += seconds
    speech.save(update_fields=["seconds"])

    return journal.append(
        meeting,
        SpeechExtended(speech=speech.pk, person=speech.person_id, seconds=speech.seconds),
        by=by,
        on_behalf_of=on_behalf_of,
    )


@journal.command
def end_speech(speech_id: int, *, by: Person, key: UUID) -> Entry:
    """Presiding act, or the speaker's own. Raises NobodySpeaks when it has ended already."""
    meeting, speech = _lock_speech(speech_id)

    on_behalf_of = None if speech.person_id == by.pk else access.acting_for(meeting, by)
    ended = end_running(meeting) if speech.ended_at is None else None
    if ended is None:
        raise NobodySpeaks

    return journal.append(meeting, ended, by=by, on_behalf_of=on_behalf_of)


def end_running(meeting: Meeting) -> SpeechEnded | None:
    """Who speaks has ended now; the caller, a command that holds the meeting, appends what is returned."""
    running = meeting.speeches.filter(ended_at__isnull=True).first()
    if running is None:
        return None
    running.ended_at = clock.now()
    running.save(update_fields=["ended_at"])
    lasted = int((running.ended_at - running.began_at).total_seconds())
    return SpeechEnded(speech=running.pk, person=running.person_id, lasted=lasted, seconds=running.seconds)


def _limit(meeting: Meeting, request: SpeechRequest) -> int:
    """Seconds, by the rules (HDND.SPEECH): longer for who speaks on the matter for the first time."""
    rules = queries.profile_of(meeting)
    spoken = meeting.speeches.filter(person=request.person, subject=request.subject)
    first = request.kind == SpeechKind.DISCUSSION and not spoken.exists()
    return rules.speech_first_seconds if first else rules.speech_second_seconds


def _open_sitting(meeting: Meeting) -> Sitting:
    sitting = meeting.sittings.filter(state=SittingState.OPEN).first()
    if sitting is None:
        raise BadState(
            what="Phiên họp", state="chưa mở hoặc đang tạm dừng", act="mời phát biểu",
            wanted=SittingState.OPEN.label, what_en="sitting", state_en="not open", act_en="give the floor",
            wanted_en=SittingState.OPEN.value,
        )  # fmt: skip
    return sitting


def _lock_request(request_id: int) -> tuple[Meeting, SpeechRequest]:
    meeting_id = SpeechRequest.objects.filter(pk=request_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    meeting = journal.lock(meeting_id)
    return meeting, SpeechRequest.objects.select_related("person").get(pk=request_id)


def _lock_speech(speech_id: int) -> tuple[Meeting, Speech]:
    meeting_id = Speech.objects.filter(pk=speech_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    meeting = journal.lock(meeting_id)
    return meeting, Speech.objects.get(pk=speech_id)


def _require_waiting(request: SpeechRequest) -> None:
    if not request.is_waiting:
        raise RequestGone(name=request.person.full_name, state=request.get_state_display())
