"""Dossiers are numbered, added and edited."""

from __future__ import annotations

import pytest

from agenda import errors, queries
from agenda.commands import dossiers
from agenda.models import Dossier
from meetings.errors import NotFound
from tests.agenda.cast import Hall, hall_of, new_key

pytestmark = pytest.mark.django_db


def test_a_dossier_without_a_number_gets_the_next_free_one(hall: Hall) -> None:
    hall.dossier()

    entry = dossiers.add_dossier(
        hall.meeting.id,
        text={"title": "Hệ số điều chỉnh giá đất", "legal_normative": True},
        by=hall["secretary"],
        key=new_key(),
    )

    dossier = Dossier.objects.get(id=entry.facts["dossier"])
    assert (dossier.no, dossier.legal_normative, dossier.rev) == ("2", True, 1)
    assert entry.audience == "staff"


def test_a_number_belongs_to_one_dossier_of_the_meeting(hall: Hall) -> None:
    hall.dossier()

    with pytest.raises(errors.NumberTaken) as refused:
        dossiers.add_dossier(
            hall.meeting.id, text={"no": "1", "title": "Khác"}, by=hall["staff"], key=new_key()
        )

    assert refused.value.facts == {"no": "1"}


def test_an_edit_records_what_it_was_and_what_it_is(hall: Hall) -> None:
    dossier = hall.dossier("Đầu tư công")
    hall.publish()

    entry = dossiers.edit_dossier(
        dossier.id,
        rev=1,
        text={"title": "Kế hoạch đầu tư công", "no": "1"},
        by=hall["secretary"],
        key=new_key(),
    )

    assert entry.audience == "everyone"
    assert entry.facts["before"] == {"title": "Đầu tư công"}
    assert entry.facts["after"] == {"title": "Kế hoạch đầu tư công"}


def test_the_second_of_two_editors_sees_what_changed(hall: Hall) -> None:
    dossier = hall.dossier("Đầu tư công")
    dossiers.edit_dossier(dossier.id, rev=1, text={"title": "Học phí"}, by=hall["secretary"], key=new_key())

    with pytest.raises(errors.DossierChanged) as refused:
        dossiers.edit_dossier(dossier.id, rev=1, text={"title": "Giá đất"}, by=hall["staff"], key=new_key())

    dossier.refresh_from_db()
    assert dossier.title == "Học phí"
    assert refused.value.facts["fields"] == ["title"]


def test_a_renumbering_to_a_taken_number_is_refused(hall: Hall) -> None:
    hall.dossier()
    second = hall.dossier("Giá đất")

    with pytest.raises(errors.NumberTaken):
        dossiers.edit_dossier(second.id, rev=1, text={"no": "1"}, by=hall["staff"], key=new_key())


def test_saving_a_dossier_unchanged_leaves_no_entry(hall: Hall) -> None:
    dossier = hall.dossier("Giá đất")

    with pytest.raises(errors.NothingChanged):
        dossiers.edit_dossier(dossier.id, rev=1, text={"title": "Giá đất"}, by=hall["staff"], key=new_key())


def test_a_dossier_is_spared_papers_by_a_decision_of_the_office(hall: Hall) -> None:
    dossier = hall.dossier()
    kinds = ["EXAMINATION_REPORT", "APPRAISAL_REPORT", "EXAMINATION_REPORT"]

    entry = dossiers.exempt_dossier(dossier.id, kinds=kinds, by=hall["staff"], key=new_key())

    dossier.refresh_from_db()
    assert dossier.exempt == ["APPRAISAL_REPORT", "EXAMINATION_REPORT"]
    # Who edits its text meanwhile is not told that somebody else changed it.
    assert dossier.rev == 1
    assert (entry.facts["before"], entry.audience) == ([], "staff")


def test_the_same_exemption_twice_is_not_recorded(hall: Hall) -> None:
    with pytest.raises(errors.NothingChanged):
        dossiers.exempt_dossier(hall.dossier().id, kinds=[], by=hall["staff"], key=new_key())


def test_a_published_exemption_is_everybodys_to_know(hall: Hall) -> None:
    hall.publish()

    entry = dossiers.exempt_dossier(
        hall.dossier().id, kinds=["EXAMINATION_REPORT"], by=hall["staff"], key=new_key()
    )

    assert entry.audience == "everyone"


def order(hall: Hall) -> list[str]:
    return [dossier.title for dossier in queries.dossiers(hall.meeting)]


def test_a_dossier_is_put_before_another_and_keeps_its_number(hall: Hall) -> None:
    first = hall.dossier("Đầu tư công")
    hall.dossier("Giá đất")
    last = hall.dossier("Học phí")

    entry = dossiers.move_dossier(last.id, before_id=first.id, by=hall["secretary"], key=new_key())

    last.refresh_from_db()
    assert order(hall) == ["Học phí", "Đầu tư công", "Giá đất"]
    assert (last.no, last.position, last.rev) == ("3", 1, 1)
    assert (entry.facts["before_no"], entry.audience) == ("1", "staff")


def test_a_dossier_is_put_at_the_end_and_only_who_made_room_is_touched(hall: Hall) -> None:
    added = [
        dossiers.add_dossier(hall.meeting.id, text={"title": title}, by=hall["staff"], key=new_key())
        for title in ("Đầu tư công", "Giá đất", "Học phí", "Phí")
    ]
    ids = [entry.facts["dossier"] for entry in added]

    entry = dossiers.move_dossier(ids[2], before_id=None, by=hall["staff"], key=new_key())

    assert order(hall) == ["Đầu tư công", "Giá đất", "Phí", "Học phí"]
    assert (entry.facts["shifted"], entry.facts["position"]) == ([ids[3]], 4)


def test_a_dossier_that_stays_where_it_is_leaves_no_entry(hall: Hall) -> None:
    first, last = hall.dossier("Đầu tư công"), hall.dossier("Giá đất")

    for dossier, before in ((first, first.id), (first, last.id), (last, None)):
        with pytest.raises(errors.NothingChanged):
            dossiers.move_dossier(dossier.id, before_id=before, by=hall["staff"], key=new_key())


def test_a_dossier_is_not_put_before_one_of_another_meeting(hall: Hall) -> None:
    ours, theirs = hall.dossier(), hall_of("lai-chau").dossier()

    with pytest.raises(NotFound):
        dossiers.move_dossier(ours.id, before_id=theirs.id, by=hall["staff"], key=new_key())
