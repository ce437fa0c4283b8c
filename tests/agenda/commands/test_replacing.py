"""Where nothing is issued without approval, no new file of an issued paper is either."""

from __future__ import annotations

import pytest

from agenda import errors, queries, resources
from agenda.commands import documents, versions
from agenda.commands.uploads import CleanFile
from agenda.models import Document, DocumentVersion, Replacement
from meetings import minutes
from meetings.history import Entry
from meetings.models import Body
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

FILE: CleanFile = {"sha256": "cd" * 32, "size": 1000, "pages": 9, "removed": {}}
OTHER: CleanFile = {"sha256": "ef" * 32, "size": 2000, "pages": 8, "removed": {}}


@pytest.fixture
def strict(hall: Hall) -> Hall:
    Body.objects.filter(id=hall.meeting.body_id).update(issue_needs_approval=True)
    hall.meeting.refresh_from_db()
    return hall


def propose(hall: Hall, paper: Document, file: CleanFile = FILE) -> Entry:
    return versions.replace_document(
        paper.id, file=file, reason="Sửa bảng 2", by=hall["staff"], key=new_key()
    )


def approve(hall: Hall, paper: Document, file: CleanFile = FILE) -> Entry:
    return versions.approve_replacement(
        paper.id, sha256=file["sha256"], by=hall["office_head"], key=new_key()
    )


def shown(hall: Hall, paper: Document, role: str) -> tuple[object, object]:
    """The version that this person sees, and the one that waits."""
    value = resources.render_documents(hall.meeting, hall.viewer(role), None)[str(paper.id)]
    waiting = value["replacement"]
    return value["version"], waiting and waiting["version"]


def test_a_new_file_of_an_issued_paper_waits_and_no_reader_knows_of_it(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)

    entry = propose(strict, paper)

    assert (entry.kind, entry.audience) == ("agenda.replacement_proposed", "staff")
    assert DocumentVersion.objects.filter(document=paper).count() == 1
    roles = ("delegate", "guest", "chair", "observer", "staff", "secretary", "office_head")
    assert {role: shown(strict, paper, role) for role in roles} == {
        "delegate": (1, None),
        "guest": (1, None),
        "chair": (1, None),
        "observer": (1, None),
        "staff": (1, 2),
        "secretary": (1, 2),
        "office_head": (1, 2),
    }


def test_once_approved_it_is_the_version_that_all_read_with_its_reason(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)

    entry = approve(strict, paper)

    version = queries.version_of(paper.id)
    assert version
    assert (version.no, version.sha256, version.reason) == (2, "cd" * 32, "Sửa bảng 2")
    assert version.uploaded_by == strict["staff"]
    assert (entry.kind, entry.audience) == ("agenda.document_replaced", "everyone")
    assert shown(strict, paper, "staff") == shown(strict, paper, "delegate") == (2, None)


def test_who_answered_for_a_word_stays_who_put_the_file_in(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper, {**FILE, "harmless": "MAT (tr. 1)"})

    entry = approve(strict, paper)

    version = queries.version_of(paper.id)
    assert version
    assert (version.harmless_by, entry.facts["harmless"]) == (strict["staff"], "")


def test_a_file_that_was_not_read_is_not_approved(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)
    propose(strict, paper, OTHER)

    with pytest.raises(errors.NoReplacement) as refused:
        approve(strict, paper, FILE)

    assert refused.value.facts == {"title": "Tờ trình"}
    assert approve(strict, paper, OTHER).facts["version"] == 2
    with pytest.raises(errors.NoReplacement):
        approve(strict, paper, OTHER)


def test_a_returned_file_says_why_and_is_put_in_anew(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)
    with pytest.raises(errors.ReasonMissing):
        versions.return_replacement(paper.id, reason=" ", by=strict["office_head"], key=new_key())
    versions.return_replacement(paper.id, reason="Thiếu phụ lục", by=strict["office_head"], key=new_key())

    waiting = resources.render_documents(strict.meeting, strict.viewer("staff"), None)[str(paper.id)]
    assert waiting["replacement"]["returned_reason"] == "Thiếu phụ lục"
    with pytest.raises(errors.NoReplacement):
        approve(strict, paper)
    with pytest.raises(errors.NoReplacement):
        versions.return_replacement(paper.id, reason="Lại nữa", by=strict["office_head"], key=new_key())

    propose(strict, paper)
    assert approve(strict, paper).facts["version"] == 2


def test_what_was_taken_back_is_gone_and_the_paper_stays(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)

    versions.withdraw_replacement(paper.id, by=strict["secretary"], key=new_key())

    assert shown(strict, paper, "staff") == (1, None)
    with pytest.raises(errors.NoReplacement):
        versions.withdraw_replacement(paper.id, by=strict["secretary"], key=new_key())


def test_a_recall_takes_the_waiting_file_with_it(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)

    versions.recall_document(paper.id, reason="Sai số liệu", by=strict["chair"], key=new_key())

    assert Replacement.objects.count() == 0
    with pytest.raises(errors.NoReplacement):
        approve(strict, paper)


def test_a_draft_is_replaced_at_once_and_goes_through_approval_as_a_draft_does(strict: Hall) -> None:
    paper = strict.document("Tờ trình", state="APPROVED")

    entry = propose(strict, paper)

    paper.refresh_from_db()
    assert (entry.kind, entry.facts["withdrawn"], paper.state) == ("agenda.document_replaced", True, "DRAFT")
    with pytest.raises(errors.NotApproved):
        documents.publish_documents(
            strict.meeting.id, document_ids=[paper.id], by=strict["staff"], key=new_key()
        )


def test_where_approval_is_not_asked_for_any_more_the_next_file_goes_at_once(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    propose(strict, paper)
    Body.objects.update(issue_needs_approval=False)

    entry = propose(strict, paper, OTHER)

    assert (entry.kind, entry.facts["version"]) == ("agenda.document_replaced", 2)
    assert Replacement.objects.count() == 0


def test_the_way_of_a_new_file_reads_in_the_record(strict: Hall) -> None:
    paper = strict.document("Tờ trình", issued=True)
    head, office = {"by": strict["office_head"]}, {"by": strict["secretary"]}
    entries = [
        propose(strict, paper),
        versions.return_replacement(paper.id, reason="Thiếu phụ lục", key=new_key(), **head),
        versions.withdraw_replacement(paper.id, key=new_key(), **office),
    ]

    assert [minutes.words_of(entry, minutes.names_for([entry])).vi for entry in entries] == [
        "Trình duyệt bản 2 thay “Tờ trình” (9 trang). Lý do: Sửa bảng 2.",
        "Trả lại bản thay của “Tờ trình”. Lý do: Thiếu phụ lục.",
        "Rút bản thay của “Tờ trình”; bản đang dùng giữ nguyên.",
    ]
