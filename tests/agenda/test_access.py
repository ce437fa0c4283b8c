"""Who may do what to the agenda: every command for every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from agenda.commands import (
    agenda,
    approval,
    documents,
    dossiers,
    guests,
    issuing,
    programme,
    reminders,
    versions,
)
from meetings import clock
from meetings.errors import Refusal
from meetings.models import Body, Person
from tests.agenda.cast import ROLES, Hall, new_key

pytestmark = pytest.mark.django_db

SECRETARIAT = {"secretary", "staff"}
PRESIDIUM = {"chair", "secretary"}


def add_item(hall: Hall, by: Person) -> object:
    return agenda.add_item(
        hall.meeting.id, text={"title": "Khai mạc", "kind": "OPENING"}, by=by, key=new_key()
    )


def edit_item(hall: Hall, by: Person) -> object:
    item = hall.item()
    return agenda.edit_item(item.id, rev=1, text={"minutes": 5}, by=by, key=new_key())


def move_item(hall: Hall, by: Person) -> object:
    item = hall.item()
    hall.item()
    return agenda.move_item(item.id, parent_id=None, before_id=None, by=by, key=new_key())


def remove_item(hall: Hall, by: Person) -> object:
    return agenda.remove_item(hall.item().id, by=by, key=new_key())


def publish_agenda(hall: Hall, by: Person) -> object:
    hall.item()
    return agenda.publish_agenda(hall.meeting.id, by=by, key=new_key())


def start_item(hall: Hall, by: Person) -> object:
    item = hall.item()
    hall.publish()
    hall.open_sitting()
    return agenda.start_item(item.id, by=by, key=new_key())


def fill_programme(hall: Hall, by: Person) -> object:
    items: list[programme.FilledItem] = [{"title": "Khai mạc", "kind": "OPENING", "depth": 1}]
    return programme.fill_programme(hall.meeting.id, items=items, by=by, key=new_key())


def add_dossier(hall: Hall, by: Person) -> object:
    return dossiers.add_dossier(hall.meeting.id, text={"title": "Giá đất"}, by=by, key=new_key())


def edit_dossier(hall: Hall, by: Person) -> object:
    dossier = hall.dossier()
    return dossiers.edit_dossier(dossier.id, rev=1, text={"title": "Giá đất"}, by=by, key=new_key())


def upload_document(hall: Hall, by: Person) -> object:
    return documents.upload_document(
        hall.meeting.id,
        text={"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC"},
        file={"sha256": "ab" * 32, "size": 1000, "pages": 7, "removed": {}},
        by=by,
        key=new_key(),
    )


def publish_documents(hall: Hall, by: Person) -> object:
    paper = hall.document()
    return documents.publish_documents(
        hall.meeting.id, document_ids=[paper.id], late_consent="Chủ tọa", by=by, key=new_key()
    )


def remove_document(hall: Hall, by: Person) -> object:
    return documents.remove_document(hall.document().id, by=by, key=new_key())


def remind(hall: Hall, by: Person) -> object:
    paper = hall.document(issued=True)
    return reminders.remind(hall.meeting.id, document_ids=[paper.id], by=by, key=new_key())


def make_guest_code(hall: Hall, by: Person) -> object:
    return guests.make_guest_code(hall.meeting.id, by=by, key=new_key())


def withdraw_guest_code(hall: Hall, by: Person) -> object:
    guests.make_guest_code(hall.meeting.id, by=hall["staff"], key=new_key())
    return guests.withdraw_guest_code(hall.meeting.id, by=by, key=new_key())


def edit_document(hall: Hall, by: Person) -> object:
    return documents.edit_document(hall.document().id, text={"title": "Giá đất"}, by=by, key=new_key())


def replace_document(hall: Hall, by: Person) -> object:
    return versions.replace_document(
        hall.document(issued=True).id,
        file={"sha256": "ab" * 32, "size": 1000, "pages": 7, "removed": {}},
        reason="Đính chính",
        by=by,
        key=new_key(),
    )


def recall_document(hall: Hall, by: Person) -> object:
    paper = hall.document(issued=True)
    return versions.recall_document(paper.id, reason="Sai số liệu", by=by, key=new_key())


def submit_documents(hall: Hall, by: Person) -> object:
    paper = hall.document()
    return approval.submit_documents(hall.meeting.id, document_ids=[paper.id], by=by, key=new_key())


def approve_documents(hall: Hall, by: Person) -> object:
    paper = hall.document(state="SUBMITTED")
    return approval.approve_documents(hall.meeting.id, document_ids=[paper.id], by=by, key=new_key())


def return_documents(hall: Hall, by: Person) -> object:
    paper = hall.document(state="SUBMITTED")
    return approval.return_documents(
        hall.meeting.id, document_ids=[paper.id], reason="Thiếu phụ lục", by=by, key=new_key()
    )


def schedule_documents(hall: Hall, by: Person) -> object:
    paper = hall.document()
    at = (clock.now() + timedelta(hours=1)).isoformat()
    return issuing.schedule_documents(
        hall.meeting.id, document_ids=[paper.id], at=at, late_consent="Chủ tọa", by=by, key=new_key()
    )


def unschedule_document(hall: Hall, by: Person) -> object:
    paper = hall.document(publish_at=clock.now(), scheduled_by=hall["staff"])
    return issuing.unschedule_document(paper.id, by=by, key=new_key())


def issue_scheduled(hall: Hall, by: Person) -> object:
    moment = clock.now()
    paper = hall.document(publish_at=moment, scheduled_by=by, late_consent="Chủ tọa")
    return issuing.issue_scheduled(paper.id, at=clock.wire(moment) or "", by=by, key=new_key())


def abandon_schedule(hall: Hall, by: Person) -> object:
    paper = hall.document(publish_at=clock.now(), scheduled_by=hall["staff"])
    return issuing.abandon_schedule(paper.id, reason="Quá hạn", by=by, key=new_key())


def exempt_dossier(hall: Hall, by: Person) -> object:
    return dossiers.exempt_dossier(hall.dossier().id, kinds=["EXAMINATION_REPORT"], by=by, key=new_key())


def propose_replacement(hall: Hall) -> int:
    """Put a new file of an issued paper before the head of the office."""
    Body.objects.filter(id=hall.meeting.body_id).update(issue_needs_approval=True)
    paper = hall.document(issued=True)
    versions.replace_document(
        paper.id,
        file={"sha256": "ab" * 32, "size": 1000, "pages": 7, "removed": {}},
        reason="Đính chính",
        by=hall["staff"],
        key=new_key(),
    )
    return paper.id


def approve_replacement(hall: Hall, by: Person) -> object:
    return versions.approve_replacement(propose_replacement(hall), sha256="ab" * 32, by=by, key=new_key())


def return_replacement(hall: Hall, by: Person) -> object:
    return versions.return_replacement(propose_replacement(hall), reason="Sai bảng 2", by=by, key=new_key())


def withdraw_replacement(hall: Hall, by: Person) -> object:
    return versions.withdraw_replacement(propose_replacement(hall), by=by, key=new_key())


def move_dossier(hall: Hall, by: Person) -> object:
    first = hall.dossier()
    hall.dossier("Giá đất")
    return dossiers.move_dossier(first.id, before_id=None, by=by, key=new_key())


ALLOWED: dict[Callable[[Hall, Person], object], set[str]] = {
    add_item: SECRETARIAT,
    fill_programme: SECRETARIAT,
    edit_item: SECRETARIAT,
    move_item: SECRETARIAT,
    remove_item: SECRETARIAT,
    publish_agenda: SECRETARIAT,
    start_item: PRESIDIUM,
    add_dossier: SECRETARIAT,
    edit_dossier: SECRETARIAT,
    upload_document: SECRETARIAT,
    publish_documents: SECRETARIAT,
    remove_document: SECRETARIAT,
    edit_document: SECRETARIAT,
    replace_document: SECRETARIAT,
    recall_document: SECRETARIAT | {"chair"},
    submit_documents: SECRETARIAT,
    approve_documents: {"office_head"},
    return_documents: {"office_head"},
    schedule_documents: SECRETARIAT,
    unschedule_document: SECRETARIAT,
    issue_scheduled: SECRETARIAT,
    abandon_schedule: {"staff"},
    exempt_dossier: SECRETARIAT,
    move_dossier: SECRETARIAT,
    approve_replacement: {"office_head"},
    return_replacement: {"office_head"},
    withdraw_replacement: SECRETARIAT,
    remind: SECRETARIAT,
    make_guest_code: SECRETARIAT,
    withdraw_guest_code: SECRETARIAT,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ALLOWED, ids=lambda act: act.__name__)
def test_each_act_belongs_to_its_roles(hall: Hall, act: Callable[[Hall, Person], object], role: str) -> None:
    by = hall[role]

    try:
        act(hall, by)
        outcome = "done"
    except Refusal as refusal:
        outcome = refusal.code

    # Nobody reaches what the clock of the server does by an address: it asks who scheduled it, no more.
    unknown = role == "outsider" and act is not abandon_schedule
    strangers = "meetings.not_found" if unknown else "meetings.not_allowed"
    assert outcome == ("done" if role in ALLOWED[act] else strangers)
