"""Every command on papers, folded on every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agenda.commands import approval, documents, issuing, versions
from agenda.commands.uploads import CleanFile
from agenda.models import Document
from meetings import clock
from meetings.models import Body
from tests.agenda.cast import Hall, hall_of, new_key
from tests.folds.verify import verify_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


def test_upload_document_folds(hall: Hall) -> None:
    verify_command(
        hall.meeting,
        lambda: documents.upload_document(
            hall.meeting.id,
            text={"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC"},
            file={"sha256": "ab" * 32, "size": 1000, "pages": 7, "removed": {}},
            by=hall["staff"],
            key=new_key(),
        ),
    )


def test_publish_documents_folds(hall: Hall) -> None:
    public = hall.document("Báo cáo")
    delegates = hall.document("Tự đánh giá", circulation="DELEGATES_ONLY")

    verify_command(
        hall.meeting,
        lambda: documents.publish_documents(
            hall.meeting.id,
            document_ids=[public.id, delegates.id],
            late_consent="Chủ tọa kỳ họp",
            by=hall["staff"],
            key=new_key(),
        ),
    )


def test_remove_document_folds(hall: Hall) -> None:
    draft = hall.document(dossier=hall.dossier())
    hall.publish()

    verify_command(
        hall.meeting,
        lambda: documents.remove_document(draft.id, by=hall["secretary"], key=new_key()),
    )


@pytest.fixture
def shelf(hall: Hall) -> Hall:
    """Give a published programme with a dossier, and two delegate groups: one of them the delegate's."""
    hall.publish()
    hall.dossier()
    hall.group(3, "delegate")
    hall.group(4)
    return hall


FILE: CleanFile = {"sha256": "cd" * 32, "size": 1000, "pages": 9, "removed": {}}
PLACES = [
    {"circulation": "PUBLIC"},
    {"circulation": "DELEGATES_ONLY"},
    {"circulation": "PUBLIC", "group": 3},
    {"circulation": "DELEGATES_ONLY", "group": 4},
]


def paper_of(hall: Hall, group: int | None = None, **fields: object) -> Document:
    """Put a paper into the dossier, for that group if it is told so."""
    rows = hall.meeting.body.delegate_groups
    return hall.document(
        dossier=hall.meeting.dossiers.get(), group=rows.get(no=group) if group else None, **fields
    )


def test_edit_document_folds(shelf: Hall) -> None:
    paper = paper_of(shelf, state="APPROVED")
    other = shelf.dossier("Giá đất")

    verify_command(
        shelf.meeting,
        lambda: documents.edit_document(
            paper.id,
            text={"kind": "DRAFT_RESOLUTION"},
            place={"item": None, "dossier": other.id},
            by=shelf["staff"],
            key=new_key(),
        ),
    )


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_replace_document_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = paper_of(shelf, issued=True, **place)

    verify_command(
        shelf.meeting,
        lambda: versions.replace_document(
            paper.id, file=FILE, reason="Đính chính", by=shelf["staff"], key=new_key()
        ),
    )


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_recall_document_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = paper_of(shelf, issued=True, **place)

    verify_command(
        shelf.meeting,
        lambda: versions.recall_document(paper.id, reason="Sai số liệu", by=shelf["chair"], key=new_key()),
    )


@pytest.fixture(params=PLACES, ids=str)
def waiting(request: pytest.FixtureRequest, shelf: Hall) -> tuple[Hall, Document]:
    """Give an issued paper with a new file that the head of the office has not seen yet."""
    Body.objects.filter(id=shelf.meeting.body_id).update(issue_needs_approval=True)
    paper = paper_of(shelf, issued=True, **request.param)
    versions.replace_document(paper.id, file=FILE, reason="Đính chính", by=shelf["staff"], key=new_key())
    return shelf, paper


def test_propose_replacement_folds(shelf: Hall) -> None:
    Body.objects.filter(id=shelf.meeting.body_id).update(issue_needs_approval=True)
    paper = paper_of(shelf, issued=True)

    verify_command(
        shelf.meeting,
        lambda: versions.replace_document(
            paper.id, file=FILE, reason="Đính chính", by=shelf["staff"], key=new_key()
        ),
    )


def test_approve_replacement_folds(waiting: tuple[Hall, Document]) -> None:
    hall, paper = waiting

    verify_command(
        hall.meeting,
        lambda: versions.approve_replacement(
            paper.id, sha256=FILE["sha256"], by=hall["office_head"], key=new_key()
        ),
    )


def test_return_replacement_folds(waiting: tuple[Hall, Document]) -> None:
    hall, paper = waiting

    verify_command(
        hall.meeting,
        lambda: versions.return_replacement(
            paper.id, reason="Sai bảng 2", by=hall["office_head"], key=new_key()
        ),
    )


def test_withdraw_replacement_folds(waiting: tuple[Hall, Document]) -> None:
    hall, paper = waiting

    verify_command(
        hall.meeting,
        lambda: versions.withdraw_replacement(paper.id, by=hall["staff"], key=new_key()),
    )


def test_submit_documents_folds(shelf: Hall) -> None:
    paper = paper_of(shelf)

    verify_command(
        shelf.meeting,
        lambda: approval.submit_documents(
            shelf.meeting.id, document_ids=[paper.id], by=shelf["staff"], key=new_key()
        ),
    )


def test_approve_documents_folds(shelf: Hall) -> None:
    paper = paper_of(shelf, state="SUBMITTED")

    verify_command(
        shelf.meeting,
        lambda: approval.approve_documents(
            shelf.meeting.id, document_ids=[paper.id], by=shelf["office_head"], key=new_key()
        ),
    )


def test_return_documents_folds(shelf: Hall) -> None:
    paper = paper_of(shelf, state="APPROVED")

    verify_command(
        shelf.meeting,
        lambda: approval.return_documents(
            shelf.meeting.id,
            document_ids=[paper.id],
            reason="Thiếu phụ lục",
            by=shelf["office_head"],
            key=new_key(),
        ),
    )


@pytest.mark.parametrize("group", [3, 4])
def test_publish_documents_to_one_group_folds(shelf: Hall, group: int) -> None:
    paper = paper_of(shelf, kind="EXAMINATION_REPORT")

    verify_command(
        shelf.meeting,
        lambda: documents.publish_documents(
            shelf.meeting.id,
            document_ids=[paper.id],
            group_id=shelf.meeting.body.delegate_groups.get(no=group).id,
            late_consent="Chủ tọa kỳ họp",
            by=shelf["staff"],
            key=new_key(),
        ),
    )


@pytest.mark.parametrize("place", PLACES[2:], ids=str)
def test_publish_documents_to_the_others_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = paper_of(shelf, issued=True, kind="EXAMINATION_REPORT", **place)

    verify_command(
        shelf.meeting,
        lambda: documents.publish_documents(
            shelf.meeting.id,
            document_ids=[paper.id],
            late_consent="Chủ tọa kỳ họp",
            by=shelf["staff"],
            key=new_key(),
        ),
    )


@pytest.mark.parametrize("place", [{}, {"issued": True, "group": 3}], ids=["draft", "of one group"])
def test_schedule_documents_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = paper_of(shelf, **place)

    verify_command(
        shelf.meeting,
        lambda: issuing.schedule_documents(
            shelf.meeting.id,
            document_ids=[paper.id],
            at=(clock.now() + timedelta(hours=1)).isoformat(),
            late_consent="Chủ tọa kỳ họp",
            by=shelf["staff"],
            key=new_key(),
        ),
    )


def scheduled(hall: Hall, **fields: object) -> Document:
    return paper_of(
        hall, publish_at=clock.now(), scheduled_by=hall["staff"], late_consent="Chủ tọa", **fields
    )


@pytest.mark.parametrize("place", [{}, {"issued": True, "group": 3}], ids=["draft", "of one group"])
def test_unschedule_document_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = scheduled(shelf, **place)

    verify_command(
        shelf.meeting,
        lambda: issuing.unschedule_document(paper.id, by=shelf["secretary"], key=new_key()),
    )


@pytest.mark.parametrize("place", [{}, {"group": 3}, {"issued": True, "group": 3}], ids=str)
def test_issue_scheduled_folds(shelf: Hall, place: dict[str, Any]) -> None:
    paper = scheduled(shelf, **place)
    at = clock.wire(paper.publish_at) or ""

    verify_command(
        shelf.meeting,
        lambda: issuing.issue_scheduled(paper.id, at=at, by=shelf["staff"], key=new_key()),
    )


def test_abandon_schedule_folds(shelf: Hall) -> None:
    paper = scheduled(shelf)

    verify_command(
        shelf.meeting,
        lambda: issuing.abandon_schedule(
            paper.id, reason="Đã quá hạn gửi tài liệu.", by=shelf["staff"], key=new_key()
        ),
    )
