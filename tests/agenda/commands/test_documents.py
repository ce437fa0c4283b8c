"""Documents are kept as drafts, issued in one act to those they are for, and removed as drafts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from agenda import errors
from agenda.commands import documents
from agenda.commands.uploads import CleanFile
from agenda.models import Document, DocumentVersion
from meetings import history
from meetings.errors import NotFound
from meetings.history import Entry
from tests.agenda.cast import OPENS_ON, Hall, new_key

pytestmark = pytest.mark.django_db

# The session of the hall lies in the past: whatever is issued now is late, and somebody let it be so.
CONSENT = "Thường trực HĐND tỉnh, ngày 05/12/2023"
FILE: CleanFile = {
    "sha256": "ab" * 32,
    "size": 90_210,
    "pages": 7,
    "removed": {"javascript": 1},
}
TEXT: documents.DocumentText = {
    "title": "Tờ trình về đầu tư công",
    "kind": "SUBMISSION",
    "number": "6123/TTr-UBND",
    "dated": "2023-11-20",
    "issuer": "UBND tỉnh",
    "circulation": "PUBLIC",
}


def test_an_upload_is_a_draft_that_the_secretariat_hears_of(hall: Hall) -> None:
    dossier = hall.dossier()

    entry = documents.upload_document(
        hall.meeting.id,
        text=TEXT,
        file=FILE,
        dossier_id=dossier.id,
        by=hall["secretary"],
        key=new_key(),
    )

    document = Document.objects.get(id=entry.facts["document"])
    version = DocumentVersion.objects.get(document=document)
    assert (document.state, document.dossier_id) == ("DRAFT", dossier.id)
    assert (version.no, version.sha256, version.pages) == (1, "ab" * 32, 7)
    assert version.uploaded_by_id == hall["secretary"].id
    assert entry.audience == "staff"
    assert (entry.facts["pages"], entry.facts["removed"]) == (7, {"javascript": 1})


def test_an_upload_to_an_item_of_another_meeting_is_not_found(hall: Hall, other_hall: Hall) -> None:
    theirs = other_hall.item()

    with pytest.raises(NotFound):
        documents.upload_document(
            hall.meeting.id,
            text=TEXT,
            file=FILE,
            item_id=theirs.id,
            by=hall["staff"],
            key=new_key(),
        )

    assert not Document.objects.exists()


def test_a_batch_for_two_audiences_leaves_one_entry_for_each(hall: Hall) -> None:
    public = hall.document("Báo cáo", circulation="PUBLIC")
    private = hall.document("Báo cáo tự đánh giá", circulation="DELEGATES_ONLY")

    first = documents.publish_documents(
        hall.meeting.id,
        document_ids=[private.id, public.id],
        late_consent=CONSENT,
        by=hall["staff"],
        key=new_key(),
    )

    entries = history.entries(history.journal_of(hall.meeting), after=first.seq - 1)
    assert [(entry.audience, entry.facts["documents"]) for entry in entries] == [
        ("everyone", [public.id]),
        ("voters", [private.id]),
    ]
    assert set(Document.objects.values_list("state", flat=True)) == {"PUBLISHED"}


def test_the_same_key_issues_once(hall: Hall) -> None:
    paper = hall.document()
    key = new_key()
    issue = {"document_ids": [paper.id], "late_consent": CONSENT, "by": hall["staff"], "key": key}

    first = documents.publish_documents(hall.meeting.id, **issue)
    again = documents.publish_documents(hall.meeting.id, **issue)

    assert again.seq == first.seq


def test_one_paper_that_is_no_draft_holds_the_whole_batch(hall: Hall) -> None:
    draft, gone = hall.document("Báo cáo"), hall.document("Tờ trình", state="REMOVED")

    with pytest.raises(errors.NotDraft) as refused:
        documents.publish_documents(
            hall.meeting.id, document_ids=[draft.id, gone.id], by=hall["staff"], key=new_key()
        )

    draft.refresh_from_db()
    assert draft.state == "DRAFT"
    assert refused.value.facts["title"] == "Tờ trình"


def test_a_paper_of_another_meeting_is_not_issued(hall: Hall, other_hall: Hall) -> None:
    ours, theirs = hall.document(), other_hall.document()

    with pytest.raises(NotFound):
        documents.publish_documents(
            hall.meeting.id, document_ids=[ours.id, theirs.id], by=hall["staff"], key=new_key()
        )

    assert set(Document.objects.values_list("state", flat=True)) == {"DRAFT"}


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        # The session opens on 6 December; five days before it is 1 December, to the last minute
        # of that day in Điện Biên (17:00 UTC).
        (datetime(2023, 12, 1, 16, 59, tzinfo=UTC), False),
        (datetime(2023, 12, 1, 17, 1, tzinfo=UTC), True),
        (datetime(2023, 12, 6, 1, 0, tzinfo=UTC), True),
    ],
)
def test_a_paper_issued_after_the_deadline_is_late(hall: Hall, moment: datetime, late: bool) -> None:
    hall.meeting.opens_on = OPENS_ON

    assert documents.is_late(hall.meeting, moment) == late


def test_a_removed_draft_disappears_for_the_secretariat_alone(hall: Hall) -> None:
    paper = hall.document()

    entry = documents.remove_document(paper.id, by=hall["secretary"], key=new_key())

    paper.refresh_from_db()
    assert paper.state == "REMOVED"
    assert entry.audience == "staff"


def test_an_issued_paper_is_not_removed(hall: Hall) -> None:
    paper = hall.document(issued=True)

    with pytest.raises(errors.NotDraft):
        documents.remove_document(paper.id, by=hall["secretary"], key=new_key())

    paper.refresh_from_db()
    assert paper.state == "PUBLISHED"


def edit(hall: Hall, paper: Document, place: documents.Place | None = None, **text: object) -> Entry:
    return documents.edit_document(
        paper.id, text=cast(documents.DocumentText, text), place=place, by=hall["staff"], key=new_key()
    )


def test_what_is_said_of_a_paper_is_edited_before_its_issue(hall: Hall) -> None:
    paper = hall.document("Tờ trình", circulation="DELEGATES_ONLY")

    entry = edit(hall, paper, title="Tờ trình về giá đất", dated="2023-11-20", circulation="PUBLIC")

    paper.refresh_from_db()
    assert (paper.title, f"{paper.dated}", paper.circulation, paper.kind) == (
        "Tờ trình về giá đất",
        "2023-11-20",
        "PUBLIC",
        "SUBMISSION",
    )
    assert entry.audience == "staff"
    assert entry.facts["before"] == {"title": "Tờ trình", "dated": None, "circulation": "DELEGATES_ONLY"}
    assert entry.facts["withdrawn"] is False


def test_a_paper_moves_from_a_dossier_to_an_item_and_to_the_whole_meeting(hall: Hall) -> None:
    item, dossier = hall.item(), hall.dossier()
    paper = hall.document(dossier=dossier)

    entry = edit(hall, paper, {"item": item.id, "dossier": None})
    paper.refresh_from_db()
    assert (paper.item, paper.dossier) == (item, None)
    # The dossier that it left is less complete now.
    assert entry.touched == [["document", str(paper.id)], ["dossier", str(dossier.id)]]

    edit(hall, paper, {"item": None, "dossier": None})
    paper.refresh_from_db()
    assert (paper.item, paper.dossier) == (None, None)


def test_a_paper_does_not_move_into_another_meeting(hall: Hall, other_hall: Hall) -> None:
    paper = hall.document()

    for place in ({"item": other_hall.item().id, "dossier": None}, {"item": None, "dossier": 10**6}):
        with pytest.raises(NotFound):
            edit(hall, paper, cast(documents.Place, place))


def test_an_edit_that_changes_nothing_is_not_recorded(hall: Hall) -> None:
    paper = hall.document("Tờ trình")

    with pytest.raises(errors.NothingChanged):
        edit(hall, paper, title="Tờ trình")

    assert history.entries(history.journal_of(hall.meeting)) == []


def test_what_is_issued_is_not_edited(hall: Hall) -> None:
    with pytest.raises(errors.NotDraft):
        edit(hall, hall.document(issued=True), title="Khác")


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED"])
def test_a_paper_on_its_way_may_be_removed(hall: Hall, state: str) -> None:
    paper = hall.document(state=state)

    documents.remove_document(paper.id, by=hall["secretary"], key=new_key())

    paper.refresh_from_db()
    assert paper.state == "REMOVED"
