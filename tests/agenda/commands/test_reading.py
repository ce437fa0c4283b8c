"""What devices say of reading is merged: late, twice, in any order, each line by itself."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from agenda.commands import reading
from agenda.commands.reading import Reading
from agenda.models import Document, Receipt
from meetings.errors import NotFound
from tests.agenda.cast import ROLES, Hall

NINE = datetime(2023, 12, 6, 2, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)

moments = st.none() | st.integers(0, 50).map(lambda minutes: NINE + timedelta(minutes=minutes))
readings = st.builds(
    lambda delivered, opened, read, last, pages: Reading(delivered, opened, read, last if read else 0, pages),
    moments,
    moments,
    moments,
    st.integers(0, 9),
    st.integers(0, 2**9 - 1),
)


def together(reports: list[Reading]) -> Reading:
    known = Reading()
    for report in reports:
        known = known.merged(report)
    return known


@given(st.lists(readings, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_and_their_repetition_change_nothing(
    reports: list[Reading], chance: random.Random
) -> None:
    mixed = reports + reports[: len(reports) // 2]
    chance.shuffle(mixed)

    assert together(mixed) == together(reports)
    assert together(reports).merged(together(reports)) == together(reports)


@given(st.lists(st.sets(st.integers(1, 300)), max_size=6))
def test_a_page_once_read_stays_read(visits: list[set[int]]) -> None:
    reports = [Reading(pages=sum(1 << (page - 1) for page in visit)) for visit in visits]

    known = together(reports)

    assert {no for no in range(1, 301) if known.pages >> (no - 1) & 1} == set().union(*visits)


def pages(*numbers: int) -> int:
    return sum(1 << (page - 1) for page in numbers)


def give(hall: Hall, *said: tuple[Document, int, Reading], role: str = "delegate") -> list[str]:
    lines = [((paper.pk, version), each) for paper, version, each in said]
    return [line.code for line in reading.give_receipts(hall.meeting.pk, said=lines, by=hall[role])]


pytestmark = pytest.mark.django_db


def test_two_devices_of_one_person_make_one_receipt(hall: Hall) -> None:
    paper = hall.document(issued=True)

    give(hall, (paper, 1, Reading(delivered_at=NINE, read_at=TEN, last_page=5, pages=pages(1, 5))))
    give(hall, (paper, 1, Reading(delivered_at=TEN, read_at=NINE, last_page=2, pages=pages(2))))

    receipt = Receipt.objects.get()
    assert (receipt.delivered_at, receipt.opened_at) == (NINE, NINE)
    assert (receipt.last_page, receipt.read_at) == (5, TEN)
    assert int(receipt.pages, 16) == pages(1, 2, 5)


def test_who_read_a_page_has_opened_the_paper_and_what_was_opened_has_arrived(hall: Hall) -> None:
    paper = hall.document(issued=True)

    give(hall, (paper, 1, Reading(read_at=TEN, last_page=3, pages=pages(3))))

    receipt = Receipt.objects.get()
    assert (receipt.delivered_at, receipt.opened_at) == (TEN, TEN)


def test_each_version_has_a_receipt_of_its_own(hall: Hall) -> None:
    paper = hall.document(issued=True)
    paper.versions.create(no=2, sha256="cd" * 32, size=5, pages=9, at=NINE)

    assert give(hall, (paper, 1, Reading(opened_at=NINE)), (paper, 2, Reading(delivered_at=TEN))) == ["", ""]

    assert list(Receipt.objects.order_by("version").values_list("version", "opened_at")) == [
        (1, NINE),
        (2, None),
    ]


def test_a_receipt_of_what_one_may_not_read_is_refused_without_losing_the_others(
    hall: Hall, other_hall: Hall
) -> None:
    fine, draft = hall.document("Báo cáo", issued=True), hall.document("Dự thảo")
    private = hall.document("Tự đánh giá", issued=True, circulation="DELEGATES_ONLY")
    recalled = hall.document("Thu hồi", issued=True, state="RECALLED", recalled_at=NINE)
    theirs = other_hall.document(issued=True)
    opened = Reading(opened_at=NINE)

    codes = give(
        hall,
        (draft, 1, opened),
        (private, 1, opened),
        (recalled, 1, opened),
        (fine, 1, opened),
        (theirs, 1, opened),
        (fine, 2, opened),
        (fine, 1, Reading(pages=pages(8))),
        role="guest",
    )

    assert codes == [
        "meetings.not_found",
        "meetings.not_found",
        "agenda.document_recalled",
        "",
        "meetings.not_found",
        "meetings.not_found",
        "meetings.bad_input",
    ]
    assert list(Receipt.objects.values_list("document", "opened_at")) == [(fine.pk, NINE)]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_in_the_meeting_gives_receipts_and_no_stranger(hall: Hall, role: str) -> None:
    paper = hall.document(issued=True)

    if role == "outsider":
        with pytest.raises(NotFound):
            give(hall, (paper, 1, Reading(opened_at=NINE)), role=role)
    else:
        assert give(hall, (paper, 1, Reading(opened_at=NINE)), role=role) == [""]


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_a_report_costs_the_same_for_one_paper_and_for_sixty(hall: Hall, rows: int) -> None:
    papers = [hall.document(issued=True) for _ in range(rows)]
    known, fresh = papers[: rows // 2], papers[rows // 2 :]
    give(hall, *((paper, 1, Reading(opened_at=TEN)) for paper in known))

    with CaptureQueriesContext(connection) as asked:
        give(hall, *((paper, 1, Reading(opened_at=NINE)) for paper in known + fresh))

    selects = [query for query in asked if query["sql"].startswith("SELECT")]
    writes = [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    # The meeting, the roles, the groups of a delegate, the versions, the receipts there are.
    assert (len(selects), len(writes)) == (5, 1 if rows == 1 else 2)
