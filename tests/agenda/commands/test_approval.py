"""The way through the head of the office: a draft is submitted, approved or returned, then issued."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agenda import errors
from agenda.commands import approval, documents, issuing
from agenda.models import Document
from meetings import clock
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

CONSENT = "Thường trực HĐND tỉnh"


def submit(hall: Hall, *papers: Document) -> None:
    ids = [paper.id for paper in papers]
    approval.submit_documents(hall.meeting.id, document_ids=ids, by=hall["staff"], key=new_key())


def approve(hall: Hall, *papers: Document) -> None:
    ids = [paper.id for paper in papers]
    approval.approve_documents(hall.meeting.id, document_ids=ids, by=hall["office_head"], key=new_key())


def give_back(hall: Hall, *papers: Document, reason: str = "Thiếu phụ lục") -> None:
    ids = [paper.id for paper in papers]
    approval.return_documents(
        hall.meeting.id, document_ids=ids, reason=reason, by=hall["office_head"], key=new_key()
    )


def issue(hall: Hall, *papers: Document) -> None:
    ids = [paper.id for paper in papers]
    documents.publish_documents(
        hall.meeting.id, document_ids=ids, late_consent=CONSENT, by=hall["secretary"], key=new_key()
    )


def ask_for_approval(hall: Hall) -> None:
    hall.meeting.body.issue_needs_approval = True
    hall.meeting.body.save()


def states() -> list[str]:
    return list(Document.objects.order_by("id").values_list("state", flat=True))


def test_papers_go_to_the_head_of_the_office_and_are_issued_when_approved(hall: Hall) -> None:
    ask_for_approval(hall)
    papers = [hall.document("Báo cáo"), hall.document("Tờ trình")]

    submit(hall, *papers)
    assert states() == ["SUBMITTED", "SUBMITTED"]
    approve(hall, *papers)
    assert states() == ["APPROVED", "APPROVED"]
    issue(hall, *papers)
    assert states() == ["PUBLISHED", "PUBLISHED"]


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED"])
def test_where_approval_is_asked_for_nothing_else_is_issued(hall: Hall, state: str) -> None:
    ask_for_approval(hall)
    paper = hall.document(state=state)

    with pytest.raises(errors.NotApproved) as refused:
        issue(hall, paper)

    assert refused.value.code == "agenda.not_approved"
    assert states() == [state]


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "APPROVED"])
def test_where_approval_is_not_asked_for_a_draft_is_issued_wherever_it_is(hall: Hall, state: str) -> None:
    issue(hall, hall.document(state=state))

    assert states() == ["PUBLISHED"]


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED"])
def test_a_returned_paper_is_a_draft_with_the_reason_and_no_moment_of_issue(hall: Hall, state: str) -> None:
    paper = hall.document(state=state, publish_at=clock.now(), scheduled_by=hall["staff"])

    give_back(hall, paper)

    paper.refresh_from_db()
    assert (paper.state, paper.returned_reason, paper.publish_at) == ("DRAFT", "Thiếu phụ lục", None)


def test_a_reason_is_gone_when_the_paper_is_submitted_again(hall: Hall) -> None:
    paper = hall.document(returned_reason="Thiếu phụ lục")

    submit(hall, paper)

    paper.refresh_from_db()
    assert (paper.state, paper.returned_reason) == ("SUBMITTED", "")


def test_a_paper_is_not_returned_without_a_reason(hall: Hall) -> None:
    with pytest.raises(errors.ReasonMissing):
        give_back(hall, hall.document(state="SUBMITTED"), reason=" ")

    assert states() == ["SUBMITTED"]


def test_one_paper_that_was_not_submitted_holds_the_whole_batch(hall: Hall) -> None:
    waiting, draft = hall.document("Báo cáo", state="SUBMITTED"), hall.document("Tờ trình")

    with pytest.raises(errors.NotSubmitted) as refused:
        approve(hall, waiting, draft)

    assert (refused.value.code, refused.value.facts["title"]) == ("agenda.not_submitted", "Tờ trình")
    assert states() == ["SUBMITTED", "DRAFT"]


def test_what_is_issued_is_not_submitted(hall: Hall) -> None:
    with pytest.raises(errors.NotDraft):
        submit(hall, hall.document(issued=True))


def test_an_edited_paper_is_approved_anew_and_not_issued_by_itself_meanwhile(hall: Hall) -> None:
    ask_for_approval(hall)
    paper = hall.document(state="APPROVED")
    issuing.schedule_documents(
        hall.meeting.id,
        document_ids=[paper.id],
        at=(clock.now() + timedelta(hours=1)).isoformat(),
        late_consent=CONSENT,
        by=hall["staff"],
        key=new_key(),
    )

    entry = documents.edit_document(paper.id, text={"title": "Giá đất"}, by=hall["staff"], key=new_key())

    paper.refresh_from_db()
    assert (paper.state, paper.publish_at, entry.facts["withdrawn"]) == ("DRAFT", None, True)
