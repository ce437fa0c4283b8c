"""How the agenda reads in the Record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agenda import minutes
from agenda.commands import agenda, approval, documents, dossiers, issuing, programme, versions
from agenda.commands.uploads import CleanFile
from meetings import minutes as meeting_minutes
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


def told(entry: Entry) -> Words:
    return meeting_minutes.words_of(entry, meeting_minutes.names_for([entry]))


def test_the_way_of_a_paper_reads_in_the_record(hall: Hall) -> None:
    paper = hall.document("Tờ trình về giá đất", number="12/TTr")
    one = {"document_ids": [paper.id]}
    meeting, staff, head = hall.meeting.id, hall["staff"], hall["office_head"]

    edited = documents.edit_document(
        paper.id, text={"number": "13/TTr", "issuer": "UBND tỉnh"}, by=staff, key=new_key()
    )
    submitted = approval.submit_documents(meeting, by=staff, key=new_key(), **one)
    returned = approval.return_documents(meeting, reason="Thiếu phụ lục.", by=head, key=new_key(), **one)
    approval.submit_documents(meeting, by=staff, key=new_key(), **one)
    approved = approval.approve_documents(meeting, by=head, key=new_key(), **one)

    assert [told(entry).vi for entry in (edited, submitted, returned, approved)] == [
        "Sửa dự thảo tài liệu “Tờ trình về giá đất” (số, ký hiệu, cơ quan ban hành).",
        "Trình duyệt 1 tài liệu: Tờ trình về giá đất.",
        "Trả lại 1 tài liệu: Tờ trình về giá đất. Lý do: Thiếu phụ lục.",
        "Duyệt 1 tài liệu: Tờ trình về giá đất.",
    ]
    assert [told(entry).en for entry in (edited, submitted, returned, approved)] == [
        "Draft document “Tờ trình về giá đất” was edited (number, issuing body).",
        "Submitted for approval: 1 document: Tờ trình về giá đất.",
        "Returned: 1 document: Tờ trình về giá đất. Reason: Thiếu phụ lục.",
        "Approved: 1 document: Tờ trình về giá đất.",
    ]


def test_an_edit_of_an_approved_paper_says_that_it_needs_approval_anew(hall: Hall) -> None:
    paper = hall.document("Tờ trình", state="APPROVED")

    entry = documents.edit_document(paper.id, text={"number": "13/TTr"}, by=hall["staff"], key=new_key())

    assert told(entry) == Words(
        vi="Sửa dự thảo tài liệu “Tờ trình” (số, ký hiệu), phải trình duyệt lại.",
        en="Draft document “Tờ trình” was edited (number), and needs approval anew.",
    )


def test_a_schedule_reads_with_the_time_of_the_hall(hall: Hall) -> None:
    paper, group = hall.document("Tờ trình"), hall.group(3)
    scheduled = issuing.schedule_documents(
        hall.meeting.id,
        document_ids=[paper.id],
        at="2099-12-05T09:00:00+00:00",
        group_id=group.id,
        late_consent="Chủ tọa",
        by=hall["staff"],
        key=new_key(),
    )
    undone = issuing.unschedule_document(paper.id, by=hall["staff"], key=new_key())

    assert told(scheduled).vi == (
        "Hẹn phát hành lúc 16:00 05/12/2099 cho Tổ đại biểu số 3: 1 tài liệu: Tờ trình."
    )
    assert told(undone).vi == "Bỏ hẹn phát hành “Tờ trình” lúc 16:00 05/12/2099."


def test_what_was_not_issued_at_its_moment_reads_with_the_reason(hall: Hall) -> None:
    moment = datetime(2023, 12, 5, 9, 0, tzinfo=UTC)
    paper = hall.document("Tờ trình", publish_at=moment, scheduled_by=hall["staff"])

    entry = issuing.abandon_schedule(paper.id, reason="Đã quá hạn.", by=hall["staff"], key=new_key())

    assert told(entry).vi == "“Tờ trình” không phát hành lúc 16:00 05/12/2023 như đã hẹn. Đã quá hạn."


def test_papers_for_one_group_first_are_said_to_be_so(hall: Hall) -> None:
    paper, group = hall.document("Tờ trình"), hall.group(3)
    entry = documents.publish_documents(
        hall.meeting.id,
        document_ids=[paper.id],
        group_id=group.id,
        late_consent="Chủ tọa",
        by=hall["staff"],
        key=new_key(),
    )

    assert told(entry) == Words(
        vi="Phát hành 1 tài liệu trước cho Tổ đại biểu số 3, quá hạn gửi (cho phép: Chủ tọa): Tờ trình.",
        en="1 document was issued to Tổ đại biểu số 3 first, after the deadline (allowed by: Chủ tọa): "
        "Tờ trình.",
    )


def test_an_issue_recorded_before_groups_and_consents_reads_as_it_did(hall: Hall) -> None:
    facts = {"documents": [1], "titles": ["Tờ trình"], "late": [1], "circulation": "DELEGATES_ONLY"}

    assert told(Entry(kind="agenda.documents_issued", facts=facts)).vi == (
        "Phát hành 1 tài liệu cho đại biểu, quá hạn gửi: Tờ trình."
    )


def test_a_new_version_and_a_recall_read_with_their_reasons(hall: Hall) -> None:
    paper = hall.document("Tờ trình", issued=True)
    replaced = versions.replace_document(
        paper.id,
        file={"sha256": "cd" * 32, "size": 1000, "pages": 9, "removed": {}},
        reason="Đính chính số liệu",
        by=hall["staff"],
        key=new_key(),
    )
    recalled = versions.recall_document(paper.id, reason="Sai số liệu", by=hall["secretary"], key=new_key())

    assert [told(replaced).vi, told(recalled).vi] == [
        "Thay “Tờ trình” bằng bản 2 (9 trang). Lý do: Đính chính số liệu.",
        "Thu hồi tài liệu “Tờ trình” theo quyết định của Thư ký kỳ họp. Lý do: Sai số liệu.",
    ]


def test_who_answers_for_a_word_like_a_secrecy_mark_is_named(hall: Hall) -> None:
    file: CleanFile = {"sha256": "ab" * 32, "size": 9, "pages": 7, "removed": {}, "harmless": "M Ậ T (tr. 2)"}
    uploaded = documents.upload_document(
        hall.meeting.id,
        text={"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC"},
        file=file,
        by=hall["staff"],
        key=new_key(),
    )
    replaced = versions.replace_document(
        uploaded.facts["document"],
        file=file | {"sha256": "cd" * 32},
        reason="Đính chính",
        by=hall["secretary"],
        key=new_key(),
    )

    assert [told(uploaded), told(replaced)] == [
        Words(
            vi="Tải lên dự thảo tài liệu “Tờ trình” (7 trang). "
            "Staff xác nhận chữ “M Ậ T” ở trang 2 không phải dấu độ mật.",
            en="Draft document “Tờ trình” was uploaded (7 pages). "
            "Staff confirmed that “M Ậ T” on page 2 is no mark of secrecy.",
        ),
        Words(
            vi="Thay “Tờ trình” bằng bản 2 (7 trang). Lý do: Đính chính. "
            "Secretary xác nhận chữ “M Ậ T” ở trang 2 không phải dấu độ mật.",
            en="“Tờ trình” was replaced by version 2 (7 pages). Reason: Đính chính. "
            "Secretary confirmed that “M Ậ T” on page 2 is no mark of secrecy.",
        ),
    ]


def test_what_a_dossier_is_spared_reads_by_name(hall: Hall) -> None:
    dossier = hall.dossier("Chương trình giám sát")
    kinds = ["EXAMINATION_REPORT", "APPRAISAL_REPORT"]
    spared = dossiers.exempt_dossier(dossier.id, kinds=kinds, by=hall["staff"], key=new_key())
    again = dossiers.exempt_dossier(dossier.id, kinds=[], by=hall["staff"], key=new_key())

    assert told(spared) == Words(
        vi="Hồ sơ số 1 được miễn báo cáo thẩm định, báo cáo thẩm tra: Chương trình giám sát.",
        en="Dossier 1 need not have the appraisal report, the examination report: Chương trình giám sát.",
    )
    assert told(again).vi == "Hồ sơ số 1 phải có đủ tài liệu như quy định: Chương trình giám sát."


def test_a_dossier_that_changes_its_place_reads_by_numbers(hall: Hall) -> None:
    first, last = hall.dossier("Đầu tư công"), hall.dossier("Giá đất")
    up = dossiers.move_dossier(last.id, before_id=first.id, by=hall["staff"], key=new_key())
    down = dossiers.move_dossier(last.id, before_id=None, by=hall["staff"], key=new_key())

    assert [told(up), told(down)] == [
        Words(
            vi="Xếp hồ sơ số 2 trước hồ sơ số 1: Giá đất.",
            en="Dossier 2 was put before dossier 1: Giá đất.",
        ),
        Words(
            vi="Xếp hồ sơ số 2 xuống cuối danh sách hồ sơ: Giá đất.",
            en="Dossier 2 was put last: Giá đất.",
        ),
    ]


def test_a_filled_programme_names_all_that_was_added(hall: Hall) -> None:
    items: list[programme.FilledItem] = [
        {"title": "Khai mạc", "kind": "OPENING", "depth": 1},
        {"title": "Bế mạc", "kind": "CLOSING", "depth": 1},
    ]
    entry = programme.fill_programme(hall.meeting.id, items=items, by=hall["staff"], key=new_key())

    assert minutes.programme_filled(entry, None) == Words(
        vi="Thêm 2 nội dung vào chương trình: Khai mạc; Bế mạc.",
        en="2 items were added to the agenda: Khai mạc; Bế mạc.",
    )
