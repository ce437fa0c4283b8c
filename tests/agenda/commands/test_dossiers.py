"""Dossiers are numbered, added and edited."""

from __future__ import annotations

import pytest

from agenda import errors
from agenda.commands import dossiers
from agenda.models import Dossier
from tests.agenda.cast import Hall, new_key

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
