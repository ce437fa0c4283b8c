"""Items are added, edited, moved, removed and started; the programme is published once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from agenda import errors
from agenda.commands import agenda
from agenda.models import AgendaItem, ItemDossier, Programme
from meetings import history
from meetings.errors import NotFound
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db


def outline(hall: Hall) -> list[tuple[str, str]]:
    rows = AgendaItem.objects.filter(meeting=hall.meeting)
    return sorted(rows.values_list("number", "title"))


def test_an_item_without_a_place_comes_last_and_gets_the_next_number(hall: Hall) -> None:
    hall.item("Khai mạc")

    entry = agenda.add_item(
        hall.meeting.id, text={"title": "Bế mạc", "kind": "CLOSING"}, by=hall["secretary"],
        key=new_key(),
    )  # fmt: skip

    assert outline(hall) == [("1", "Khai mạc"), ("2", "Bế mạc")]
    assert entry.kind == "agenda.item_added"
    assert entry.audience == "staff"
    assert entry.facts["number"] == "2"


def test_an_item_put_before_another_one_shifts_the_rest(hall: Hall) -> None:
    first, second = hall.item("Khai mạc"), hall.item("Bế mạc")

    entry = agenda.add_item(
        hall.meeting.id,
        text={"title": "Chất vấn", "kind": "QUESTIONING", "starts_at": "07:30", "minutes": 210},
        before_id=second.id,
        by=hall["staff"],
        key=new_key(),
    )

    assert outline(hall) == [("1", "Khai mạc"), ("2", "Chất vấn"), ("3", "Bế mạc")]
    assert entry.facts["shifted"] == [second.id]
    assert first.id not in [int(row_id) for _, row_id in entry.touched]


def test_an_item_under_a_parent_is_numbered_after_it(hall: Hall) -> None:
    parent = hall.item("Trình các dự thảo nghị quyết")

    agenda.add_item(
        hall.meeting.id,
        text={"title": "Tờ trình về đầu tư công", "kind": "PRESENTATION"},
        parent_id=parent.id,
        by=hall["secretary"],
        key=new_key(),
    )

    assert outline(hall) == [
        ("1", "Trình các dự thảo nghị quyết"),
        ("1.1", "Tờ trình về đầu tư công"),
    ]


def test_an_item_brings_the_stages_of_its_dossiers(hall: Hall) -> None:
    dossier = hall.dossier()

    agenda.add_item(
        hall.meeting.id,
        text={
            "title": "Thông qua nghị quyết",
            "kind": "DECISION",
            "dossiers": [{"dossier": dossier.id, "stage": "DECIDED"}],
        },
        by=hall["secretary"],
        key=new_key(),
    )

    stages = ItemDossier.objects.filter(item__meeting=hall.meeting)
    assert list(stages.values_list("dossier_id", "stage")) == [(dossier.id, "DECIDED")]


def test_a_dossier_of_another_meeting_is_not_found(hall: Hall, other_hall: Hall) -> None:
    theirs = other_hall.dossier()

    with pytest.raises(NotFound):
        agenda.add_item(
            hall.meeting.id,
            text={
                "title": "Thông qua nghị quyết",
                "kind": "DECISION",
                "dossiers": [{"dossier": theirs.id, "stage": "DECIDED"}],
            },
            by=hall["secretary"],
            key=new_key(),
        )

    assert outline(hall) == []


def test_the_same_key_adds_one_item(hall: Hall) -> None:
    key = uuid4()
    text: agenda.ItemText = {"title": "Khai mạc", "kind": "OPENING"}

    first = agenda.add_item(hall.meeting.id, text=text, by=hall["secretary"], key=key)
    again = agenda.add_item(hall.meeting.id, text=text, by=hall["secretary"], key=key)

    assert again.seq == first.seq
    assert outline(hall) == [("1", "Khai mạc")]


def test_an_edit_records_what_it_was_and_what_it_is(hall: Hall) -> None:
    item = hall.item("Báo cáo", minutes=40)

    entry = agenda.edit_item(
        item.id,
        rev=1,
        text={"title": "Báo cáo", "minutes": 55, "starts_at": "09:00"},
        by=hall["secretary"],
        key=new_key(),
    )

    item.refresh_from_db()
    assert (item.minutes, f"{item.starts_at:%H:%M}", item.rev) == (55, "09:00", 2)
    assert entry.facts["before"] == {"minutes": 40, "starts_at": "08:45"}
    assert entry.facts["after"] == {"minutes": 55, "starts_at": "09:00"}


def test_the_second_of_two_editors_sees_what_changed_and_nothing_is_lost(hall: Hall) -> None:
    item = hall.item("Báo cáo", minutes=40)
    agenda.edit_item(item.id, rev=1, text={"title": "Báo cáo tóm tắt"}, by=hall["secretary"], key=new_key())

    with pytest.raises(errors.ItemChanged) as refused:
        agenda.edit_item(
            item.id,
            rev=1,
            text={"title": "Báo cáo đầy đủ", "minutes": 40, "presenter": "Chủ tịch UBND tỉnh"},
            by=hall["staff"],
            key=new_key(),
        )

    item.refresh_from_db()
    assert item.title == "Báo cáo tóm tắt"
    assert refused.value.facts["fields"] == ["title", "presenter"]
    current = refused.value.facts["current"]
    assert isinstance(current, dict)
    assert (current["title"], current["minutes"], current["rev"]) == ("Báo cáo tóm tắt", 40, 2)


def test_an_edit_that_changes_nothing_leaves_no_entry(hall: Hall) -> None:
    item = hall.item("Báo cáo", minutes=40)
    head = history.head(history.journal_of(hall.meeting))

    with pytest.raises(errors.NothingChanged):
        agenda.edit_item(item.id, rev=1, text={"minutes": 40}, by=hall["staff"], key=new_key())

    assert history.head(history.journal_of(hall.meeting)) == head


def test_a_published_programme_may_be_edited_before_the_opening(hall: Hall) -> None:
    item = hall.item("Báo cáo")
    hall.publish()

    entry = agenda.edit_item(
        item.id, rev=1, text={"title": "Báo cáo tóm tắt"}, by=hall["secretary"], key=new_key()
    )

    assert entry.audience == "everyone"


@pytest.mark.parametrize("state", ["UNDER_WAY", "CLOSED"])
def test_after_the_opening_a_published_programme_needs_a_vote(hall: Hall, state: str) -> None:
    item = hall.item("Báo cáo")
    hall.publish()
    hall.set_state(state)

    with pytest.raises(errors.ProgrammeApproved) as refused:
        agenda.edit_item(item.id, rev=1, text={"title": "Khác"}, by=hall["secretary"], key=new_key())

    assert refused.value.code == "agenda.programme_approved"


def test_an_item_moves_with_all_that_is_under_it(hall: Hall) -> None:
    hall.item("Khai mạc")
    moved = hall.item("Trình bày")
    hall.item("Tờ trình 1", parent=moved, position=1, number="2.1")
    first = hall.item("Chào cờ", position=3, number="3")

    entry = agenda.move_item(moved.id, parent_id=None, before_id=None, by=hall["secretary"], key=new_key())

    assert outline(hall) == [
        ("1", "Khai mạc"),
        ("2", "Chào cờ"),
        ("3", "Trình bày"),
        ("3.1", "Tờ trình 1"),
    ]
    assert (entry.facts["number_before"], entry.facts["number"]) == ("2", "3")
    assert first.id in entry.facts["shifted"]


def test_an_item_moves_under_another_one(hall: Hall) -> None:
    parent, child = hall.item("Trình bày"), hall.item("Tờ trình 1")

    entry = agenda.move_item(
        child.id, parent_id=parent.id, before_id=None, by=hall["secretary"], key=new_key()
    )

    assert outline(hall) == [("1", "Trình bày"), ("1.1", "Tờ trình 1")]
    assert entry.facts["parent"] == parent.id


def test_an_item_cannot_go_inside_itself(hall: Hall) -> None:
    outer = hall.item("Trình bày")
    inner = hall.item("Tờ trình 1", parent=outer, position=1, number="1.1")

    for inside in (outer, inner):
        with pytest.raises(errors.ItemInsideItself):
            agenda.move_item(outer.id, parent_id=inside.id, before_id=None, by=hall["staff"], key=new_key())

    assert outline(hall) == [("1", "Trình bày"), ("1.1", "Tờ trình 1")]


def test_a_place_in_another_meeting_is_not_found(hall: Hall, other_hall: Hall) -> None:
    ours, theirs = hall.item("Khai mạc"), other_hall.item("Khai mạc")

    with pytest.raises(NotFound):
        agenda.move_item(ours.id, parent_id=theirs.id, before_id=None, by=hall["staff"], key=new_key())


def test_a_removed_item_closes_its_gap(hall: Hall) -> None:
    hall.item("Khai mạc")
    removed = hall.item("Chất vấn")
    hall.item("Bế mạc")

    entry = agenda.remove_item(removed.id, by=hall["secretary"], key=new_key())

    assert outline(hall) == [("1", "Khai mạc"), ("2", "Bế mạc")]
    assert (entry.facts["number"], entry.facts["title"]) == ("2", "Chất vấn")


def test_an_item_with_items_or_documents_under_it_is_not_removed(hall: Hall) -> None:
    item = hall.item("Trình bày")
    hall.item("Tờ trình 1", parent=item, position=1, number="1.1")
    hall.document(item=item)

    with pytest.raises(errors.ItemInUse) as refused:
        agenda.remove_item(item.id, by=hall["secretary"], key=new_key())

    assert refused.value.facts == {"no": "1", "items": 1, "documents": 1}


def test_the_removed_papers_of_an_item_do_not_hold_it(hall: Hall) -> None:
    item = hall.item("Trình bày")
    paper = hall.document(item=item, state="REMOVED")

    agenda.remove_item(item.id, by=hall["secretary"], key=new_key())

    paper.refresh_from_db()
    assert paper.item_id is None
    assert outline(hall) == []


@pytest.mark.parametrize("state", ["CURRENT", "DONE"])
def test_an_item_that_was_started_stays_on_the_record(hall: Hall, state: str) -> None:
    item = hall.item("Trình bày", state=state)

    with pytest.raises(errors.ItemNotPlanned):
        agenda.remove_item(item.id, by=hall["secretary"], key=new_key())

    assert outline(hall) == [("1", "Trình bày")]


def test_publishing_shows_the_programme_to_everyone(hall: Hall) -> None:
    item, dossier = hall.item(), hall.dossier()

    entry = agenda.publish_agenda(hall.meeting.id, by=hall["secretary"], key=new_key())

    assert Programme.objects.get(meeting=hall.meeting).is_published
    assert entry.audience == "everyone"
    assert (entry.facts["items"], entry.facts["dossiers"]) == ([item.id], [dossier.id])


def test_an_empty_agenda_is_not_published(hall: Hall) -> None:
    with pytest.raises(errors.EmptyAgenda):
        agenda.publish_agenda(hall.meeting.id, by=hall["secretary"], key=new_key())

    assert not Programme.objects.filter(meeting=hall.meeting).exists()


def test_an_agenda_is_published_once(hall: Hall) -> None:
    hall.item()
    agenda.publish_agenda(hall.meeting.id, by=hall["secretary"], key=new_key())

    with pytest.raises(errors.AgendaAlreadyPublished):
        agenda.publish_agenda(hall.meeting.id, by=hall["staff"], key=new_key())


def test_starting_an_item_ends_the_one_before_it(hall: Hall) -> None:
    first, second = hall.item("Khai mạc", state="CURRENT"), hall.item("Báo cáo")
    hall.publish()
    hall.open_sitting()

    entry = agenda.start_item(second.id, by=hall["chair"], key=new_key())

    states = dict(AgendaItem.objects.values_list("id", "state"))
    assert states == {first.id: "DONE", second.id: "CURRENT"}
    assert (entry.facts["previous"], entry.facts["sitting"]) == (first.id, hall.sitting.id)
    assert entry.on_behalf_of_id is None


def test_a_secretary_starts_an_item_on_behalf_of_the_presiding_officer(hall: Hall) -> None:
    item = hall.item()
    hall.publish()
    hall.open_sitting()

    entry = agenda.start_item(item.id, by=hall["secretary"], key=new_key())

    assert entry.by_id == hall["secretary"].id
    assert entry.on_behalf_of_id == hall["chair"].id


def test_an_item_that_was_done_may_be_taken_up_again(hall: Hall) -> None:
    item = hall.item(state="DONE")
    hall.publish()
    hall.open_sitting()

    agenda.start_item(item.id, by=hall["chair"], key=new_key())

    item.refresh_from_db()
    assert item.state == "CURRENT"


def test_no_item_starts_outside_an_open_sitting(hall: Hall) -> None:
    item = hall.item()
    hall.publish()

    with pytest.raises(errors.NoOpenSitting):
        agenda.start_item(item.id, by=hall["chair"], key=new_key())


def test_no_item_starts_before_the_programme_is_published(hall: Hall) -> None:
    item = hall.item()
    hall.open_sitting()

    with pytest.raises(errors.AgendaNotPublished):
        agenda.start_item(item.id, by=hall["chair"], key=new_key())


def test_the_current_item_is_not_started_twice(hall: Hall) -> None:
    item = hall.item(state="CURRENT")
    hall.publish()
    hall.open_sitting()

    with pytest.raises(errors.ItemAlreadyCurrent):
        agenda.start_item(item.id, by=hall["chair"], key=new_key())
