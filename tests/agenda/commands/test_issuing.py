"""Issued now or at a moment, to one group first or to all, in time or with the leave of somebody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agenda import access, errors
from agenda.commands import documents, issuing
from agenda.models import Document
from agenda.resources import render_documents
from meetings import clock, history
from meetings.errors import NotFound
from meetings.models import DelegateGroup, Participant
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

# Three days before the deadline of the hall, 1 December; and the morning after it.
IN_TIME = datetime(2023, 11, 28, 2, 0, tzinfo=UTC)
TOO_LATE = datetime(2023, 12, 2, 2, 0, tzinfo=UTC)
CONSENT = "Thường trực HĐND tỉnh, ngày 02/12/2023"


@pytest.fixture(autouse=True)
def days_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    clock.start_at(IN_TIME)


def issue(hall: Hall, *papers: Document, group: DelegateGroup | None = None, consent: str = "") -> None:
    documents.publish_documents(
        hall.meeting.id,
        document_ids=[paper.id for paper in papers],
        group_id=group.id if group else None,
        late_consent=consent,
        by=hall["staff"],
        key=new_key(),
    )


def schedule(hall: Hall, paper: Document, at: datetime, **more: object) -> None:
    issuing.schedule_documents(
        hall.meeting.id, document_ids=[paper.id], at=at.isoformat(), by=hall["staff"], key=new_key(), **more
    )


def told(hall: Hall) -> list[tuple[str, str]]:
    return [(e.kind, e.audience) for e in history.entries(history.journal_of(hall.meeting))]


def sees(hall: Hall, role: str, paper: Document) -> bool:
    return str(paper.id) in render_documents(hall.meeting, hall.viewer(role), None)


def test_in_time_nobody_needs_to_allow_anything(hall: Hall) -> None:
    paper = hall.document()

    issue(hall, paper, consent="không cần")

    paper.refresh_from_db()
    assert (paper.state, paper.late, paper.late_consent) == ("PUBLISHED", False, "")


@pytest.mark.parametrize("consent", ["", "  "])
def test_after_the_deadline_a_paper_waits_for_somebody_to_allow_it(hall: Hall, consent: str) -> None:
    clock.start_at(TOO_LATE)
    paper = hall.document()

    with pytest.raises(errors.DocumentLate) as refused:
        issue(hall, paper, consent=consent)

    assert (refused.value.code, refused.value.facts) == ("agenda.document_late", {"deadline": "01/12/2023"})
    assert Document.objects.get().state == "DRAFT"


def test_who_allowed_a_late_paper_is_in_the_record_and_on_the_paper(hall: Hall) -> None:
    clock.start_at(TOO_LATE)
    paper = hall.document()

    issue(hall, paper, consent=CONSENT)

    (entry,) = history.entries(history.journal_of(hall.meeting))
    assert (entry.facts["late"], entry.facts["consent"]) == ([paper.id], CONSENT)
    value = render_documents(hall.meeting, hall.viewer("guest"), None)[str(paper.id)]
    assert (value["late"], value["late_consent"]) == (True, CONSENT)


def test_a_body_whose_rules_are_not_known_has_no_deadline(hall: Hall) -> None:
    clock.start_at(TOO_LATE)
    hall.meeting.body.kind = "PROVINCIAL_PARTY_COMMITTEE"
    hall.meeting.body.save()
    paper = hall.document()

    issue(hall, paper)

    paper.refresh_from_db()
    assert (paper.state, paper.late) == ("PUBLISHED", False)


def test_a_paper_for_one_group_is_seen_by_it_the_chair_and_the_secretariat(hall: Hall) -> None:
    group = hall.group(3, "delegate")
    other = hall.group(4)
    paper, theirs = hall.document("Giá đất"), hall.document("Học phí")

    issue(hall, paper, group=group)
    issue(hall, theirs, group=other)

    roles = ("delegate", "guest", "chair", "secretary", "staff", "office_head", "site")
    readers = {"chair", "secretary", "staff", "office_head"}
    assert {role for role in roles if sees(hall, role, paper)} == readers | {"delegate"}
    assert {role for role in roles if sees(hall, role, theirs)} == readers
    assert told(hall) == [
        ("agenda.documents_issued", f"group:{group.id}"),
        ("agenda.documents_issued", "staff"),
        ("agenda.documents_issued", f"group:{other.id}"),
        ("agenda.documents_issued", "staff"),
    ]


def test_a_delegate_of_another_group_is_told_whose_paper_it_is(hall: Hall) -> None:
    hall.group(3, "delegate")
    paper = hall.document(issued=True, group=hall.group(4))

    with pytest.raises(errors.NotYourGroup) as refused:
        access.require_readable(hall.viewer("delegate"), paper)

    assert (refused.value.code, refused.value.status) == ("agenda.not_your_group", 403)
    assert refused.value.facts == {"group": "Tổ đại biểu số 4"}


def test_a_stranger_to_delegates_papers_is_not_told_of_one_for_a_group(hall: Hall) -> None:
    paper = hall.document(issued=True, group=hall.group(4), circulation="DELEGATES_ONLY")

    with pytest.raises(NotFound):
        access.require_readable(hall.viewer("guest"), paper)


def test_what_one_group_has_is_issued_to_the_others_later(hall: Hall) -> None:
    paper = hall.document()
    issue(hall, paper, group=hall.group(3, "delegate"))
    before = Document.objects.get().published_at
    clock.start_at(IN_TIME + timedelta(days=1))

    issue(hall, paper)

    paper.refresh_from_db()
    assert (paper.group, sees(hall, "guest", paper)) == (None, True)
    assert paper.published_at is not None
    assert before is not None
    assert paper.published_at > before
    assert told(hall)[-1] == ("agenda.documents_issued", "everyone")


def test_what_one_group_has_is_not_taken_away_from_it_for_another(hall: Hall) -> None:
    paper = hall.document()
    issue(hall, paper, group=hall.group(3, "delegate"))

    with pytest.raises(errors.NotDraft):
        issue(hall, paper, group=hall.group(4))


def test_a_group_of_another_body_is_not_found(hall: Hall, other_hall: Hall) -> None:
    with pytest.raises(NotFound):
        issue(hall, hall.document(), group=other_hall.group(1))


def test_a_scheduled_paper_is_issued_when_its_moment_comes_and_once(hall: Hall) -> None:
    paper = hall.document()
    schedule(hall, paper, IN_TIME + timedelta(hours=3))
    assert issuing.issue_due() == 0

    clock.start_at(IN_TIME + timedelta(hours=3, seconds=1))

    assert (issuing.issue_due(), issuing.issue_due()) == (1, 0)
    paper.refresh_from_db()
    assert (paper.state, paper.publish_at, paper.scheduled_by) == ("PUBLISHED", None, None)
    entries = history.entries(history.journal_of(hall.meeting))
    assert [(e.kind, e.by_id) for e in entries] == [
        ("agenda.documents_scheduled", hall["staff"].id),
        ("agenda.documents_issued", hall["staff"].id),
    ]


def test_two_processes_that_look_at_once_issue_a_paper_once(hall: Hall) -> None:
    paper = hall.document()
    moment = IN_TIME + timedelta(hours=3)
    schedule(hall, paper, moment)
    clock.start_at(moment)
    at, key = clock.wire(moment) or "", issuing.key_of(paper.id, clock.wire(moment) or "")

    first = issuing.issue_scheduled(paper.id, at=at, by=hall["staff"], key=key)
    again = issuing.issue_scheduled(paper.id, at=at, by=hall["staff"], key=key)

    assert first.seq == again.seq


def test_the_moment_is_shown_to_the_secretariat_alone(hall: Hall) -> None:
    paper = hall.document()
    schedule(hall, paper, IN_TIME + timedelta(hours=3))

    value = render_documents(hall.meeting, hall.viewer("staff"), None)[str(paper.id)]

    assert (value["state"], value["publish_at"]) == ("DRAFT", "2023-11-28T05:00:00.000000Z")
    assert not sees(hall, "delegate", paper)
    assert told(hall) == [("agenda.documents_scheduled", "staff")]


def test_a_paper_for_one_group_may_be_scheduled_for_it_and_then_for_all(hall: Hall) -> None:
    paper, group = hall.document(), hall.group(3, "delegate")
    schedule(hall, paper, IN_TIME + timedelta(hours=1), group_id=group.id)
    clock.start_at(IN_TIME + timedelta(hours=1))
    issuing.issue_due()
    paper.refresh_from_db()
    assert (paper.state, paper.group) == ("PUBLISHED", group)

    schedule(hall, paper, IN_TIME + timedelta(hours=2))
    assert not sees(hall, "guest", paper)
    clock.start_at(IN_TIME + timedelta(hours=2))
    issuing.issue_due()

    assert sees(hall, "guest", paper)


def test_an_undone_schedule_issues_nothing(hall: Hall) -> None:
    paper = hall.document()
    schedule(hall, paper, IN_TIME + timedelta(hours=1), group_id=hall.group(3).id)

    issuing.unschedule_document(paper.id, by=hall["secretary"], key=new_key())
    clock.start_at(IN_TIME + timedelta(hours=2))

    paper.refresh_from_db()
    assert (issuing.issue_due(), paper.publish_at, paper.group) == (0, None, None)
    with pytest.raises(errors.NotScheduled) as refused:
        issuing.unschedule_document(paper.id, by=hall["secretary"], key=new_key())
    assert refused.value.code == "agenda.not_scheduled"


def test_a_moment_that_has_passed_is_refused(hall: Hall) -> None:
    with pytest.raises(errors.MomentPassed) as refused:
        schedule(hall, hall.document(), IN_TIME - timedelta(minutes=1))

    assert refused.value.code == "agenda.moment_passed"
    assert refused.value.facts == {"time": "08:59 28/11/2023"}


def test_a_moment_after_the_deadline_needs_leave_at_once(hall: Hall) -> None:
    paper = hall.document()

    with pytest.raises(errors.DocumentLate):
        schedule(hall, paper, TOO_LATE)
    schedule(hall, paper, TOO_LATE, late_consent=CONSENT)
    clock.start_at(TOO_LATE)
    issuing.issue_due()

    paper.refresh_from_db()
    assert (paper.state, paper.late, paper.late_consent) == ("PUBLISHED", True, CONSENT)


def test_some_seconds_after_the_last_moment_are_not_late(hall: Hall) -> None:
    # 23:59:59 of the last day in Vietnam.
    last = datetime(2023, 12, 1, 16, 59, 59, tzinfo=UTC)
    paper = hall.document()
    schedule(hall, paper, last)
    clock.start_at(last + timedelta(seconds=3))

    assert issuing.issue_due() == 1

    paper.refresh_from_db()
    assert paper.late is False


def test_a_paper_that_cannot_be_issued_at_its_moment_stays_and_says_why(hall: Hall) -> None:
    paper, other = hall.document("Giá đất"), hall.document("Học phí")
    for each in (paper, other):
        schedule(hall, each, IN_TIME + timedelta(hours=1))
    # The server was off over the deadline, and nobody has allowed a late issue.
    clock.start_at(TOO_LATE)

    assert (issuing.issue_due(), issuing.issue_due()) == (0, 0)

    paper.refresh_from_db()
    assert (paper.state, paper.publish_at) == ("DRAFT", None)
    assert paper.returned_reason.startswith(
        "Không phát hành được theo giờ hẹn. Đã quá hạn gửi tài liệu (01/12/2023)."
    )
    assert told(hall)[2:] == [("agenda.document_unscheduled", "staff")] * 2


def test_who_left_the_secretariat_issues_nothing_any_more(hall: Hall) -> None:
    paper = hall.document()
    schedule(hall, paper, IN_TIME + timedelta(hours=1))
    Participant.objects.filter(person=hall["staff"]).update(role="OBSERVER")
    clock.start_at(IN_TIME + timedelta(hours=1))

    assert issuing.issue_due() == 0

    assert told(hall)[-1] == ("agenda.document_unscheduled", "staff")


def test_a_look_at_the_clock_costs_one_query_when_nothing_is_due(
    hall: Hall, django_assert_num_queries: object
) -> None:
    schedule(hall, hall.document(), IN_TIME + timedelta(hours=1))

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert issuing.issue_due() == 0
