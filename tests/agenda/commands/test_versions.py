"""A new version with a reason, told to its readers; a recall that leaves the row and closes the file."""

from __future__ import annotations

import pytest

from agenda import access, errors
from agenda.commands import versions
from agenda.commands.uploads import CleanFile
from agenda.models import Document, DocumentVersion
from agenda.resources import render_documents
from meetings import history
from meetings.errors import NotAllowed, NotFound
from meetings.models import Participant, Person
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

FILE: CleanFile = {"sha256": "cd" * 32, "size": 90_210, "pages": 9, "removed": {"javascript": 1}}


def replace(hall: Hall, paper: Document, reason: str = "Đính chính số liệu", **file: object) -> None:
    versions.replace_document(paper.id, file={**FILE, **file}, reason=reason, by=hall["staff"], key=new_key())


def recall(hall: Hall, paper: Document, reason: str = "Sai số liệu", role: str = "staff") -> None:
    versions.recall_document(paper.id, reason=reason, by=hall[role], key=new_key())


def told(hall: Hall) -> list[tuple[str, str]]:
    return [(e.kind, e.audience) for e in history.entries(history.journal_of(hall.meeting))]


@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({"issued": True, "circulation": "PUBLIC"}, ["everyone"]),
        ({"issued": True, "circulation": "DELEGATES_ONLY"}, ["voters"]),
        ({"state": "DRAFT"}, ["staff"]),
    ],
)
def test_a_new_version_is_told_to_those_the_paper_is_for(
    hall: Hall, fields: dict[str, object], readers: list[str]
) -> None:
    paper = hall.document(**fields)

    replace(hall, paper)

    rows = paper.versions.order_by("no").values_list("no", "pages", "reason", "uploaded_by_id")
    assert list(rows) == [(1, 7, "", None), (2, 9, "Đính chính số liệu", hall["staff"].id)]
    assert told(hall) == [("agenda.document_replaced", each) for each in readers]


def test_a_paper_of_one_group_is_replaced_for_the_group_and_the_secretariat(hall: Hall) -> None:
    group = hall.group(3, "delegate")
    paper = hall.document(issued=True, group=group)

    replace(hall, paper)

    assert told(hall) == [
        ("agenda.document_replaced", f"group:{group.id}"),
        ("agenda.document_replaced", "staff"),
    ]


def test_an_issued_paper_is_not_replaced_without_a_reason(hall: Hall) -> None:
    paper = hall.document(issued=True)

    with pytest.raises(errors.ReasonMissing) as refused:
        replace(hall, paper, "  ")

    assert refused.value.code == "agenda.reason_missing"
    assert paper.versions.count() == 1


def test_a_draft_is_replaced_without_a_reason_and_goes_through_approval_anew(hall: Hall) -> None:
    paper = hall.document(state="APPROVED")

    replace(hall, paper, "")

    paper.refresh_from_db()
    assert (paper.state, paper.versions.count()) == ("DRAFT", 2)


def test_the_same_file_is_no_new_version(hall: Hall) -> None:
    paper = hall.document(issued=True)

    with pytest.raises(errors.SameFile) as refused:
        replace(hall, paper, sha256=paper.versions.get().sha256)

    assert (refused.value.code, refused.value.facts["version"]) == ("agenda.same_file", 1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"state": "REMOVED"}, errors.NotDraft),
        (
            {"issued": True, "state": "RECALLED", "recalled_at": "2023-12-01T00:00Z"},
            errors.DocumentRecalled,
        ),
    ],
)
def test_what_is_gone_is_not_replaced(
    hall: Hall, fields: dict[str, object], refusal: type[errors.Refusal]
) -> None:
    paper = hall.document(**fields)

    with pytest.raises(refusal):
        replace(hall, paper)


def test_a_confirmed_harmless_word_is_kept_with_the_name_of_who_confirmed_it(hall: Hall) -> None:
    paper = hall.document(issued=True)

    replace(hall, paper, harmless="MẬT")

    assert DocumentVersion.objects.get(document=paper, no=2).harmless_by == hall["staff"]


def test_a_recalled_paper_stays_listed_with_the_reason_and_its_file_is_closed(hall: Hall) -> None:
    paper = hall.document("Tờ trình", issued=True)

    recall(hall, paper, "Gửi nhầm bản dự thảo")

    for role in ("delegate", "guest", "staff"):
        value = render_documents(hall.meeting, hall.viewer(role), None)[str(paper.id)]
        assert (value["state"], value["recall_reason"], value["recalled_by"]) == (
            "RECALLED",
            "Gửi nhầm bản dự thảo",
            "Văn phòng",
        )
        assert value["recalled_at"] is not None
        with pytest.raises(errors.DocumentRecalled) as refused:
            access.require_readable(hall.viewer(role), Document.objects.get(id=paper.id))
        assert (refused.value.code, refused.value.status) == ("agenda.document_recalled", 410)
    assert told(hall) == [("agenda.document_recalled", "everyone")]


def test_a_recalled_paper_of_the_delegates_stays_unknown_to_the_others(hall: Hall) -> None:
    paper = hall.document(issued=True, circulation="DELEGATES_ONLY")

    recall(hall, paper)

    assert render_documents(hall.meeting, hall.viewer("guest"), None) == {}
    with pytest.raises(NotFound):
        access.require_readable(hall.viewer("guest"), Document.objects.get(id=paper.id))


@pytest.mark.parametrize(
    ("role", "decided_by", "who"),
    [
        ("staff", "", "Văn phòng"),
        ("secretary", "", "Thư ký kỳ họp"),
        ("chair", "", "Chủ tọa"),
        ("staff", "Thường trực HĐND tỉnh", "Thường trực HĐND tỉnh"),
    ],
)
def test_a_recall_says_whose_decision_it_is(hall: Hall, role: str, decided_by: str, who: str) -> None:
    paper = hall.document(issued=True)

    entry = versions.recall_document(
        paper.id, reason="Sai số liệu", decided_by=decided_by, by=hall[role], key=new_key()
    )

    assert entry.facts["who"] == who


def test_who_belongs_to_the_presidium_and_does_not_preside_recalls_nothing(hall: Hall) -> None:
    deputy = Person.objects.create(username="deputy", full_name="Phó Chủ tịch")
    Participant.objects.create(meeting=hall.meeting, person=deputy, role="PRESIDING_OFFICER")

    with pytest.raises(NotAllowed):
        versions.recall_document(
            hall.document(issued=True).id, reason="Sai số liệu", by=deputy, key=new_key()
        )


@pytest.mark.parametrize("fields", [{"state": "DRAFT"}, {"state": "REMOVED"}])
def test_only_what_is_in_circulation_is_recalled(hall: Hall, fields: dict[str, object]) -> None:
    with pytest.raises(errors.NotIssued) as refused:
        recall(hall, hall.document(**fields))

    assert refused.value.code == "agenda.not_issued"


def test_a_recall_needs_a_reason_and_happens_once(hall: Hall) -> None:
    paper = hall.document(issued=True)

    with pytest.raises(errors.ReasonMissing):
        recall(hall, paper, " ")
    recall(hall, paper)
    with pytest.raises(errors.NotIssued):
        recall(hall, paper)
