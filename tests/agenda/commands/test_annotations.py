"""Notes are kept as they came, sealed; two devices of one person never overwrite one another."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda import errors, notes
from agenda.commands import bodies, sharing
from agenda.commands.annotations import Draft, Taken, take_notes
from agenda.models import Annotation, Document
from meetings import history
from meetings.errors import NotFound, Refusal
from meetings.sealing import SealBroken
from tests.agenda.cast import ROLES, Hall

pytestmark = pytest.mark.django_db

MADE = datetime(2023, 12, 5, 13, 30, tzinfo=UTC)
SECRET = "Hỏi giám đốc Sở về nợ đọng"
NOTE = {"x": 0.5, "y": 0.25, "color": "#ffcc00", "text": SECRET}
STROKE = {"color": "#1a4fd6", "width": 0.004, "points": [[0.1, 0.1, 0.5], [0.2, 0.15, 1]]}


@pytest.fixture
def paper(hall: Hall) -> Document:
    """Issue a paper of 7 pages to the delegates."""
    return hall.document(issued=True, circulation="DELEGATES_ONLY")


def draft(paper: Document, **fields: Any) -> Draft:
    given: dict[str, Any] = {
        "id": uuid4(),
        "document": paper.id,
        "version": 1,
        "page": 3,
        "kind": "NOTE",
        "rev": 0,
        "body": NOTE,
        "made_at": MADE,
    }
    return Draft(**given | fields)


def take(hall: Hall, *drafts: Draft, role: str = "delegate") -> Taken:
    return take_notes(hall.meeting.id, drafts=list(drafts), by=hall[role])


def refused(hall: Hall, bad: Draft, role: str = "delegate") -> str:
    """Send it beside a good one, which must be kept; return the code of its refusal."""
    good = draft(Document.objects.get(id=bad.document), page=1) if readable(hall, role, bad) else None
    outcomes = take(hall, bad, *([good] if good else []), role=role).outcomes
    assert [outcome.refusal for outcome in outcomes[1:]] == ([None] if good else [])
    assert not Annotation.objects.filter(id=bad.id).exists()
    assert outcomes[0].refusal is not None
    return outcomes[0].refusal.code


def readable(hall: Hall, role: str, one: Draft) -> bool:
    papers = notes.readable(hall.viewer(role), hall.meeting)
    return one.document in [paper.id for paper in papers]


def texts(hall: Hall, role: str = "delegate", since: int = 0) -> dict[str, str | None]:
    changes = notes.changes(hall.viewer(role), hall.meeting, since)
    return {one["id"]: None if one["deleted"] else one["body"].get("text") for one in changes["annotations"]}


# -- kept ------------------------------------------------------------------------------------------


def test_a_note_is_kept_sealed_and_comes_back_whole(hall: Hall, paper: Document) -> None:
    stroke = draft(paper, kind="PEN", body=STROKE)

    taken = take(hall, draft(paper), stroke)

    rows = {note.kind: note for note in Annotation.objects.all()}
    assert notes.body_of(rows["NOTE"]) == NOTE
    assert notes.body_of(rows["PEN"]) == STROKE
    assert (rows["PEN"].rev, rows["PEN"].made_at, rows["PEN"].owner_id) == (1, MADE, hall["delegate"].id)
    assert "Hỏi".encode() not in b"".join(bytes(note.sealed) for note in rows.values())
    assert taken.tide == 2


def test_what_one_wrote_opens_as_nobody_elses(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper))

    note = Annotation.objects.get()
    note.owner = hall["secretary"]

    with pytest.raises(SealBroken):
        notes.body_of(note)


def test_the_same_content_twice_changes_nothing(hall: Hall, paper: Document) -> None:
    one = draft(paper)
    first = take(hall, one)

    again = take(hall, one)

    assert (again.tide, Annotation.objects.get().rev) == (first.tide, 1)
    assert [outcome.conflict for outcome in again.outcomes] == [False]


def test_an_edit_of_what_the_server_holds_replaces_it(hall: Hall, paper: Document) -> None:
    one = draft(paper)
    take(hall, one)

    take(hall, replace(one, rev=1, body=NOTE | {"text": "Đã hỏi"}))

    assert texts(hall) == {str(one.id): "Đã hỏi"}
    assert Annotation.objects.get().rev == 2


def test_a_deletion_leaves_a_tombstone_without_a_body(hall: Hall, paper: Document) -> None:
    one = draft(paper)
    tide = take(hall, one).tide

    take(hall, replace(one, rev=1, body={}, deleted=True))

    assert bytes(Annotation.objects.get().sealed) == b""
    assert texts(hall, since=tide) == {str(one.id): None}


def test_a_note_made_by_a_clock_that_is_ahead_was_not_made_tomorrow(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper, made_at=datetime(2123, 1, 1, tzinfo=UTC)))

    note = Annotation.objects.get()
    assert note.made_at == note.changed_at


def test_a_device_that_knows_a_later_revision_than_a_restored_server_is_believed(
    hall: Hall, paper: Document
) -> None:
    one = draft(paper)
    take(hall, one)

    take(hall, replace(one, rev=7, body=NOTE | {"text": "Bản mới hơn"}))

    assert (texts(hall), Annotation.objects.get().rev) == ({str(one.id): "Bản mới hơn"}, 8)


# -- two devices -----------------------------------------------------------------------------------


def test_of_two_edits_the_first_stays_and_the_other_device_is_told(hall: Hall, paper: Document) -> None:
    one = draft(paper)
    take(hall, one)
    take(hall, replace(one, rev=1, body=NOTE | {"text": "Viết trên máy tính bảng"}))

    (outcome,) = take(hall, replace(one, rev=1, body=NOTE | {"text": "Viết trên điện thoại"})).outcomes

    assert outcome.conflict
    assert outcome.note is not None
    assert notes.body_of(outcome.note)["text"] == "Viết trên máy tính bảng"
    assert texts(hall) == {str(one.id): "Viết trên máy tính bảng"}


def test_an_edit_wins_over_a_deletion_whichever_came_first(hall: Hall, paper: Document) -> None:
    one, two = draft(paper), draft(paper)
    edited = NOTE | {"text": "Sửa"}
    take(hall, one, two)

    take(hall, replace(one, rev=1, deleted=True, body={}))
    take(hall, replace(one, rev=1, body=edited))
    take(hall, replace(two, rev=1, body=edited))
    (late,) = take(hall, replace(two, rev=1, deleted=True, body={})).outcomes

    assert texts(hall) == {str(one.id): "Sửa", str(two.id): "Sửa"}
    assert late.conflict


EDITS = st.lists(
    st.tuples(st.sampled_from(["tablet", "phone"]), st.integers(0, 2), st.sampled_from(["edit", "delete"])),
    max_size=8,
)


@settings(max_examples=12, deadline=None)
@given(EDITS)
def test_a_day_offline_on_two_devices_loses_no_word_that_was_not_deleted_in_sight(
    edits: list[tuple[str, int, str]],
) -> None:
    """Both write for a day on the same three notes, then go online one after the other.

    A device that is told of a conflict keeps its text as a new annotation, as the client does. Whatever
    text either of them ends with is there afterwards.
    """
    from tests.agenda.cast import hall_of

    hall = hall_of(uuid4().hex[:10])
    paper = hall.document(uuid4().hex, issued=True)
    begun = [draft(paper, body=NOTE | {"text": f"gốc {no}"}) for no in range(3)]
    take(hall, *begun)
    mine: dict[str, dict[UUID, Draft]] = {"tablet": {}, "phone": {}}
    for count, (device, no, act) in enumerate(edits):
        body = NOTE | {"text": f"{device} {count}"}
        mine[device][begun[no].id] = replace(begun[no], rev=1, body=body, deleted=act == "delete")

    for device in ("tablet", "phone", "phone", "tablet"):
        told = take(hall, *mine[device].values()).outcomes
        lost = [mine[device].pop(outcome.id) for outcome in told if outcome.conflict]
        mine[device] |= {
            one.id: one for one in (replace(one, id=uuid4(), rev=0) for one in lost if not one.deleted)
        }

    written_at_last = {
        one.body["text"] for device in mine.values() for one in device.values() if not one.deleted
    }
    kept = set(texts(hall).values()) - {None}
    assert written_at_last <= kept


# -- refused ---------------------------------------------------------------------------------------


def dots(count: int) -> list[list[float]]:
    return [[0.5, 0.5, 0.5]] * count


TOO_MUCH = {
    "a million points": ("PEN", STROKE | {"points": dots(1_000_000)}),
    "one point over the limit": ("MARKER", STROKE | {"points": dots(20_001)}),
    "more than 256 kB": ("PEN", STROKE | {"points": [[1 / 3, 2 / 3, 1 / 7]] * 15_000}),
    "a novel": ("NOTE", NOTE | {"text": "a" * 20_001}),
    "too many lines": ("HIGHLIGHT", {"color": "#ffcc00", "rects": [[0.1, 0.1, 0.1, 0.1]] * 2_001}),
}
BROKEN = {
    "NaN": ("PEN", STROKE | {"points": [[math.nan, 0.5, 0.5]]}),
    "infinity": ("NOTE", NOTE | {"x": math.inf}),
    "pressure beyond all": ("PEN", STROKE | {"points": [[0.5, 0.5, 7]]}),
    "true is no number": ("NOTE", NOTE | {"y": True}),
    "two numbers for a point": ("PEN", STROKE | {"points": [[0.5, 0.5]]}),
    "no points": ("PEN", STROKE | {"points": []}),
    "no width": ("PEN", {"color": "#000000", "points": dots(2)}),
    "a width of half the page": ("PEN", STROKE | {"width": 0.5}),
    "a colour that is none": ("PEN", STROKE | {"color": "red"}),
    "a colour that goes on": ("PEN", STROKE | {"color": "#12345678"}),
    "a flat rectangle": ("UNDERLINE", {"color": "#ffcc00", "rects": [[0.1, 0.1, 0.1, 0]]}),
    "a text that is none": ("NOTE", NOTE | {"text": 5}),
    "half a letter": ("NOTE", NOTE | {"text": "\ud800"}),
    "a field of another kind": ("BOOKMARK", {"points": dots(2)}),
    "a kind that is none": ("SCRIPT", NOTE),
}
OUTSIDE = {
    "a point": ("PEN", STROKE | {"points": [[0.5, 1.2, 0.5]]}),
    "a note": ("NOTE", NOTE | {"x": -0.2}),
    "the end of a rectangle": ("HIGHLIGHT", {"color": "#ffcc00", "rects": [[0.9, 0.1, 0.2, 0.1]]}),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_a_note_that_is_too_large_refuses_itself_alone(hall: Hall, paper: Document, case: str) -> None:
    kind, body = TOO_MUCH[case]

    assert refused(hall, draft(paper, kind=kind, body=body)) == "agenda.note_too_large"


@pytest.mark.parametrize("case", BROKEN)
def test_a_note_that_is_broken_refuses_itself_alone(hall: Hall, paper: Document, case: str) -> None:
    kind, body = BROKEN[case]

    assert refused(hall, draft(paper, kind=kind, body=body)) == "agenda.note_broken"


@pytest.mark.parametrize("case", OUTSIDE)
def test_a_note_outside_the_page_refuses_itself_alone(hall: Hall, paper: Document, case: str) -> None:
    kind, body = OUTSIDE[case]

    assert refused(hall, draft(paper, kind=kind, body=body)) == "agenda.note_outside_page"


@pytest.mark.parametrize(("version", "page"), [(1, 0), (1, 8), (2, 1), (1, -1)])
def test_a_page_that_the_version_does_not_have_is_refused(
    hall: Hall, paper: Document, version: int, page: int
) -> None:
    assert refused(hall, draft(paper, version=version, page=page)) == "agenda.no_such_page"


def test_a_paper_that_is_not_theirs_is_not_found_alike_with_none(
    hall: Hall, other_hall: Hall, paper: Document
) -> None:
    theirs, unissued = other_hall.document(issued=True), hall.document("Dự thảo")

    assert refused(hall, draft(theirs)) == "meetings.not_found"
    assert refused(hall, draft(unissued)) == "meetings.not_found"
    assert refused(hall, draft(paper), role="guest") == "meetings.not_found"
    assert take(hall, replace(draft(paper), document=10**9)).outcomes[0].refusal is not None


def test_a_recalled_paper_takes_no_notes_and_shows_none(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper))
    paper.state, paper.recalled_at, paper.recall_reason = "RECALLED", MADE, "Sai số liệu"
    paper.recalled_by = "Thường trực HĐND"
    paper.save()

    assert refused(hall, draft(paper)) == "agenda.document_recalled"
    assert refused(hall, draft(paper), role="guest") == "meetings.not_found"
    assert texts(hall) == {}


def test_somebody_elses_annotation_is_not_found_and_stays(hall: Hall, paper: Document) -> None:
    one = draft(paper)
    take(hall, one)

    (outcome,) = take(hall, replace(one, rev=1, deleted=True), role="chair").outcomes

    assert outcome.refusal is not None
    assert outcome.refusal.code == "meetings.not_found"
    assert texts(hall) == {str(one.id): SECRET}


WRITES = {"delegate", "guest", "chair", "secretary", "staff", "office_head", "observer"}
ROOMS = {"site", "display", "administrator"}


@pytest.mark.parametrize("role", ROLES)
def test_people_keep_notes_and_rooms_do_not(hall: Hall, role: str) -> None:
    paper = hall.document("Nghị quyết", issued=True, circulation="PUBLIC")

    try:
        (outcome,) = take(hall, draft(paper), role=role).outcomes
        code = outcome.refusal.code if outcome.refusal else "kept"
    except Refusal as refusal:
        code = refusal.code

    expected = "agenda.notes_are_personal" if role in ROOMS else "meetings.not_found"
    assert code == ("kept" if role in WRITES else expected)


# -- heard -----------------------------------------------------------------------------------------


def test_a_device_asks_on_from_the_tide_it_got(
    hall: Hall, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "PAGEFUL", 2)
    drafts = [draft(paper) for _ in range(5)]
    take(hall, *drafts)

    heard, since, more = [], 0, True
    while more:
        answer = notes.changes(hall.viewer("delegate"), hall.meeting, since)
        heard += [one["id"] for one in answer["annotations"]]
        since, more = answer["tide"], answer["more"]

    assert heard == [str(one.id) for one in drafts]
    assert notes.changes(hall.viewer("delegate"), hall.meeting, since)["annotations"] == []


def test_nobody_else_hears_of_a_private_note(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper))
    hall["administrator"].is_superuser = True
    hall["administrator"].save()

    assert {role: texts(hall, role) for role in ROLES if role not in ("delegate", "outsider")} == {
        role: {} for role in ROLES if role not in ("delegate", "outsider")
    }
    with pytest.raises(NotFound):
        sharing.share(Annotation.objects.get().id, shared_with="PRIVATE", by=hall["administrator"])


def test_notes_are_no_part_of_the_record(hall: Hall, paper: Document) -> None:
    seq = history.head(history.journal_of(hall.meeting)).seq

    take(hall, draft(paper))
    sharing.share(Annotation.objects.get().id, shared_with="SECRETARIAT", by=hall["delegate"])

    assert history.head(history.journal_of(hall.meeting)).seq == seq


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_and_its_reading_cost_the_same_for_one_and_for_three(
    hall: Hall, paper: Document, count: int, django_assert_num_queries: Any
) -> None:
    drafts = [draft(paper) for _ in range(count)]
    viewer = hall.viewer("delegate")

    with django_assert_num_queries(15):
        take(hall, *drafts)
    with django_assert_num_queries(3):
        notes.changes(viewer, hall.meeting, 0)


@given(
    st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.floats(), st.text(), st.lists(st.floats())))
)
def test_no_body_breaks_the_check_of_bodies(body: dict[str, Any]) -> None:
    for kind in bodies.FIELDS:
        try:
            kept = bodies.checked(kind, body)
        except (errors.NoteBroken, errors.NoteTooLarge, errors.NoteOutsidePage):
            continue
        assert set(kept) == set(body)
