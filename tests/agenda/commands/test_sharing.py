"""A note is shared by its owner alone: with a group, or with the secretariat, which answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from agenda import notes
from agenda.commands import documents, sharing
from agenda.models import Document, SharedWith
from meetings.errors import Refusal
from meetings.models import DelegateGroup, DiscussionGroup, Membership, Participant, Person
from tests.agenda.cast import ROLES, Hall, new_key
from tests.agenda.commands.test_annotations import NOTE, SECRET, draft, take, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(hall: Hall) -> Document:
    return hall.document(issued=True, circulation="DELEGATES_ONLY")


@pytest.fixture
def groups(hall: Hall) -> dict[str, DelegateGroup]:
    """The delegate and `near` are of group 1, `table` of group 2 that discusses with it, `far` of group 3."""
    body = hall.meeting.body
    made = {str(no): DelegateGroup.objects.create(body=body, no=no, name=f"Tổ {no}") for no in (1, 2, 3)}
    DiscussionGroup.objects.create(body=body, no=1, name="Tổ 1").delegate_groups.set([made["1"], made["2"]])
    DiscussionGroup.objects.create(body=body, no=2, name="Tổ 2").delegate_groups.set([made["3"]])
    for name, group in (("delegate", "1"), ("near", "1"), ("table", "2"), ("far", "3")):
        if name != "delegate":
            hall.people[name] = Person.objects.create(username=f"{name}.here", full_name=name.title())
            Participant.objects.create(meeting=hall.meeting, person=hall[name], role="DELEGATE")
        Membership.objects.create(
            body=body, person=hall[name], delegate_group=made[group], valid_from=date(2021, 5, 23)
        )
    return made


def written(hall: Hall, paper: Document, role: str = "delegate") -> UUID:
    one = draft(paper)
    take(hall, one, role=role)
    return one.id


def share(hall: Hall, note: UUID, shared_with: str, role: str = "delegate") -> None:
    sharing.share(note, shared_with=shared_with, by=hall[role])


READERS = {
    "PRIVATE": {"delegate"},
    "DELEGATE_GROUP": {"delegate", "near"},
    "DISCUSSION_GROUP": {"delegate", "near", "table"},
    "SECRETARIAT": {"delegate", "secretary", "staff"},
}


@pytest.mark.parametrize("shared_with", SharedWith.values)
def test_a_shared_note_is_read_by_its_circle_alone(
    hall: Hall, paper: Document, groups: object, shared_with: str
) -> None:
    note = written(hall, paper)

    share(hall, note, shared_with)

    everybody = [role for role in hall.people if role != "outsider"]
    assert {role for role in everybody if texts(hall, role).get(str(note))} == READERS[shared_with]


def test_a_note_taken_back_is_gone_for_those_who_had_it(hall: Hall, paper: Document, groups: object) -> None:
    note = written(hall, paper)
    share(hall, note, "DELEGATE_GROUP")
    tide = notes.changes(hall.viewer("near"), hall.meeting, 0)["tide"]

    share(hall, note, "PRIVATE")

    assert texts(hall, "near", since=tide) == {str(note): None}
    assert texts(hall, "table", since=tide) == {}
    assert texts(hall, since=tide) == {str(note): SECRET}


def test_a_note_that_moves_to_another_circle_is_gone_for_the_first(
    hall: Hall, paper: Document, groups: object
) -> None:
    note = written(hall, paper)

    share(hall, note, "DISCUSSION_GROUP")
    share(hall, note, "SECRETARIAT")

    assert texts(hall, "table") == {str(note): None}
    assert texts(hall, "staff") == {str(note): SECRET}


def test_a_shared_note_is_not_written_on_by_others(hall: Hall, paper: Document, groups: object) -> None:
    one = draft(paper)
    take(hall, one)
    share(hall, one.id, "DELEGATE_GROUP")

    (outcome,) = take(
        hall, draft(paper, id=one.id, rev=1, body=NOTE | {"text": "Khác"}), role="near"
    ).outcomes

    assert outcome.refusal is not None
    assert texts(hall) == {str(one.id): SECRET}


def test_a_note_on_a_paper_that_the_group_may_not_read_stays_unread(
    hall: Hall, groups: dict[str, DelegateGroup]
) -> None:
    early = hall.document("Gửi trước", issued=True, group=groups["1"])
    note = written(hall, early)

    share(hall, note, "DISCUSSION_GROUP")

    assert texts(hall, "near") == {str(note): SECRET}
    assert texts(hall, "table") == {}


def test_shared_notes_are_heard_of_when_the_paper_is_issued_to_those_who_could_not_read_it(
    hall: Hall, groups: dict[str, DelegateGroup]
) -> None:
    early = hall.document("Gửi trước", issued=True, group=groups["1"])
    note = written(hall, early)
    share(hall, note, "DISCUSSION_GROUP")
    take(hall, draft(early))
    tide = notes.changes(hall.viewer("table"), hall.meeting, 0)["tide"]

    documents.publish_documents(
        hall.meeting.id,
        document_ids=[early.id],
        late_consent="Chủ tọa kỳ họp",
        by=hall["staff"],
        key=new_key(),
    )

    assert texts(hall, "table", since=tide) == {str(note): SECRET}


@pytest.mark.parametrize("role", ROLES)
def test_delegates_share_and_others_do_not(hall: Hall, groups: object, role: str) -> None:
    public = hall.document("Công khai", issued=True, circulation="PUBLIC")
    try:
        note = written(hall, public, role)
        sharing.share(note, shared_with="SECRETARIAT", by=hall[role])
        code = "done"
    except Refusal as refusal:
        code = refusal.code

    expected = dict.fromkeys(
        ("guest", "secretary", "staff", "office_head", "observer"), "meetings.not_allowed"
    )
    expected |= dict.fromkeys(("site", "display", "administrator"), "agenda.notes_are_personal")
    expected |= {"delegate": "done", "chair": "done", "outsider": "meetings.not_found"}
    assert code == expected[role]


def test_who_is_in_no_group_has_none_to_share_with(hall: Hall, paper: Document) -> None:
    note = written(hall, paper)

    with pytest.raises(Refusal) as refused:
        share(hall, note, "DELEGATE_GROUP")

    assert refused.value.code == "agenda.no_group_to_share_with"
    assert texts(hall) == {str(note): SECRET}


@pytest.mark.parametrize("role", ["near", "staff", "chair", "outsider", "administrator"])
def test_nobody_else_shares_or_answers_a_private_note(
    hall: Hall, paper: Document, groups: object, role: str
) -> None:
    note = written(hall, paper)
    acts = {
        "share": lambda: sharing.share(note, shared_with="PRIVATE", by=hall[role]),
        "answer": lambda: sharing.answer(note, text="Đã xem", by=hall[role]),
    }

    for act in acts.values():
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "meetings.not_found"


def test_the_secretariat_answers_a_comment_and_its_owner_sees_it(
    hall: Hall, paper: Document, groups: object
) -> None:
    note = written(hall, paper)
    share(hall, note, "SECRETARIAT")
    tide = notes.changes(hall.viewer("delegate"), hall.meeting, 0)["tide"]

    sharing.answer(note, text="Đã tiếp thu tại bản 2", by=hall["staff"])

    (heard,) = notes.changes(hall.viewer("delegate"), hall.meeting, tide)["annotations"]
    assert (heard["answer"]["text"], heard["answer"]["by"]) == ("Đã tiếp thu tại bản 2", "Staff")
    (listed,) = notes.comments(hall.meeting, hall.viewer("secretary"))
    assert (listed["body"]["text"], listed["answer"]["text"]) == (SECRET, "Đã tiếp thu tại bản 2")
    assert listed["document_title"] == "Tờ trình"


@pytest.mark.parametrize("role", ROLES)
def test_the_secretariat_alone_answers(hall: Hall, paper: Document, groups: object, role: str) -> None:
    note = written(hall, paper)
    share(hall, note, "SECRETARIAT")

    try:
        sharing.answer(note, text="Đã tiếp thu", by=hall[role])
        code = "done"
    except Refusal as refusal:
        code = refusal.code

    # The owner knows of the note, and learns who answers; whoever may not read it learns nothing.
    expected = {"secretary": "done", "staff": "done", "delegate": "meetings.not_allowed"}
    assert code == expected.get(role, "meetings.not_found")


def test_there_is_no_note_to_share_or_answer(hall: Hall) -> None:
    for act in (
        lambda: sharing.share(uuid4(), shared_with="PRIVATE", by=hall["delegate"]),
        lambda: sharing.answer(uuid4(), text="Đã xem", by=hall["staff"]),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "meetings.not_found"
