"""Every command of the agenda, folded on every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agenda.commands import agenda, approval, documents, dossiers, issuing, programme, versions
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


@pytest.fixture(params=["preparing", "published"])
def table(request: pytest.FixtureRequest, hall: Hall) -> Hall:
    """Give a programme of three items, one under another, before and after its publication."""
    hall.item("Khai mạc")
    parent = hall.item("Trình bày")
    hall.item("Tờ trình 1", parent=parent, position=1, number="2.1")
    hall.dossier()
    if request.param == "published":
        hall.publish()
    return hall


def test_add_item_folds(table: Hall) -> None:
    first = table.meeting.items.get(number="1")

    verify_command(
        table.meeting,
        lambda: agenda.add_item(
            table.meeting.id,
            text={"title": "Chào cờ", "kind": "CEREMONY"},
            before_id=first.id,
            by=table["secretary"],
            key=new_key(),
        ),
    )


def test_edit_item_folds(table: Hall) -> None:
    item, dossier = table.meeting.items.get(number="1"), table.meeting.dossiers.get()

    verify_command(
        table.meeting,
        lambda: agenda.edit_item(
            item.id,
            rev=1,
            text={
                "title": "Phát biểu khai mạc",
                "dossiers": [{"dossier": dossier.id, "stage": "PRESENTED"}],
            },
            by=table["staff"],
            key=new_key(),
        ),
    )


def test_move_item_folds(table: Hall) -> None:
    item, before = table.meeting.items.get(number="2"), table.meeting.items.get(number="1")

    verify_command(
        table.meeting,
        lambda: agenda.move_item(
            item.id, parent_id=None, before_id=before.id, by=table["secretary"], key=new_key()
        ),
    )


def test_remove_item_folds(table: Hall) -> None:
    item = table.meeting.items.get(number="1")
    table.document("Đã gỡ", item=item, state="REMOVED")

    verify_command(
        table.meeting,
        lambda: agenda.remove_item(item.id, by=table["secretary"], key=new_key()),
    )


def test_publish_agenda_folds(hall: Hall) -> None:
    hall.item("Khai mạc")
    hall.dossier()

    verify_command(
        hall.meeting,
        lambda: agenda.publish_agenda(hall.meeting.id, by=hall["secretary"], key=new_key()),
    )


def test_start_item_folds(hall: Hall) -> None:
    hall.item("Khai mạc", state="CURRENT")
    item = hall.item("Báo cáo")
    hall.publish()
    hall.open_sitting()

    verify_command(hall.meeting, lambda: agenda.start_item(item.id, by=hall["chair"], key=new_key()))


def test_add_dossier_folds(table: Hall) -> None:
    verify_command(
        table.meeting,
        lambda: dossiers.add_dossier(
            table.meeting.id, text={"title": "Giá đất"}, by=table["staff"], key=new_key()
        ),
    )


def test_edit_dossier_folds(table: Hall) -> None:
    dossier = table.meeting.dossiers.get()

    verify_command(
        table.meeting,
        lambda: dossiers.edit_dossier(
            dossier.id, rev=1, text={"title": "Giá đất"}, by=table["staff"], key=new_key()
        ),
    )


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


def test_exempt_dossier_folds(table: Hall) -> None:
    dossier = table.meeting.dossiers.get()

    verify_command(
        table.meeting,
        lambda: dossiers.exempt_dossier(
            dossier.id, kinds=["EXAMINATION_REPORT"], by=table["staff"], key=new_key()
        ),
    )


def test_move_dossier_folds(table: Hall) -> None:
    first = table.meeting.dossiers.get()
    table.dossier("Giá đất")
    last = table.dossier("Học phí")

    verify_command(
        table.meeting,
        lambda: dossiers.move_dossier(last.id, before_id=first.id, by=table["staff"], key=new_key()),
    )


def test_fill_programme_folds(table: Hall) -> None:
    verify_command(
        table.meeting,
        lambda: programme.fill_programme(
            table.meeting.id,
            items=[
                {"title": "Thảo luận", "kind": "HALL_DISCUSSION", "depth": 1},
                {"title": "Chất vấn", "kind": "QUESTIONING", "depth": 2},
            ],
            by=table["secretary"],
            key=new_key(),
        ),
    )
