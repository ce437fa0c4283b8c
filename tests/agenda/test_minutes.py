"""How the agenda reads in the Record."""

from __future__ import annotations

import pytest

from agenda import minutes
from agenda.commands import agenda, documents
from meetings.history import Entry
from meetings.minutes import Words
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db


def test_a_started_item_is_named_by_number_and_title(hall: Hall) -> None:
    item = hall.item("Báo cáo kinh tế - xã hội")
    hall.publish()
    hall.open_sitting()
    entry = agenda.start_item(item.id, by=hall["chair"], key=new_key())

    assert minutes.item_started(entry, None) == Words(
        vi="Bắt đầu nội dung 1: Báo cáo kinh tế - xã hội.",
        en="Item 1 began: Báo cáo kinh tế - xã hội.",
    )


def test_an_edit_says_which_fields_changed(hall: Hall) -> None:
    item = hall.item("Báo cáo")
    entry = agenda.edit_item(
        item.id,
        rev=1,
        text={"minutes": 15, "starts_at": "09:00"},
        by=hall["staff"],
        key=new_key(),
    )

    assert set(words_of(entry).vi.split("(")[1].split(")")[0].split(", ")) == {
        "thời lượng",
        "giờ bắt đầu",
    }


def test_papers_issued_after_the_deadline_are_said_to_be_late(hall: Hall) -> None:
    paper = hall.document("Tờ trình về giá đất")
    hall.meeting.opens_on = "2020-08-08"
    hall.meeting.save()
    entry = documents.publish_documents(
        hall.meeting.id,
        document_ids=[paper.id],
        late_consent="Thường trực HĐND tỉnh",
        by=hall["staff"],
        key=new_key(),
    )

    assert minutes.documents_issued(entry, None) == Words(
        vi="Phát hành 1 tài liệu công khai, quá hạn gửi (cho phép: Thường trực HĐND tỉnh): "
        "Tờ trình về giá đất.",
        en="1 document was issued to the public, after the deadline (allowed by: Thường trực HĐND tỉnh): "
        "Tờ trình về giá đất.",
    )


def words_of(entry: Entry) -> Words:
    return minutes.item_edited(entry, None)
