"""Every command of the agenda, folded on every screen."""

from __future__ import annotations

import pytest

from agenda.commands import agenda, dossiers, programme
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
