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
