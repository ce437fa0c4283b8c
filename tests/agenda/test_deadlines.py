"""By when papers reach whom, how complete each dossier is, and who is shown it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda import queries
from agenda.models import Document, Dossier
from agenda.resources import render_dossiers, render_programme
from meetings import clock
from meetings.models import Body, Meeting
from tests.agenda.cast import ROLES, Hall

pytestmark = pytest.mark.django_db

OVERVIEW = {"secretary", "staff", "office_head", "administrator"}
RULES = "Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)"


@pytest.fixture(autouse=True)
def on_28_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    clock.start_at(datetime(2023, 11, 28, 2, 0, tzinfo=UTC))


def get(hall: Hall, role: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(f"/api/meetings/{hall.meeting.id}/deadlines")


def came_in(paper: Document, day: int) -> Document:
    paper.versions.update(at=datetime(2023, 11, day, 2, 0, tzinfo=UTC))
    return paper


@pytest.mark.parametrize("role", ROLES)
def test_the_clock_is_shown_to_those_who_look_after_the_papers(hall: Hall, role: str) -> None:
    expected = 200 if role in OVERVIEW else 404 if role == "outsider" else 403

    assert get(hall, role).status_code == expected


def test_each_reader_has_a_deadline_with_what_waits_is_late_and_is_missing(hall: Hall) -> None:
    dossier = hall.dossier()
    draft = came_in(hall.document("Dự thảo", dossier=dossier, kind="DRAFT_RESOLUTION"), 20)
    submission = came_in(hall.document("Tờ trình", dossier=dossier, kind="SUBMISSION", issued=True), 22)
    alone = hall.document("Báo cáo", kind="REPORT", issued=True, late=True)

    answer = get(hall, "staff").json()

    source = {"source_vi": RULES, "source_en": answer["deadlines"][0]["source_en"]}
    examination = [{"dossier": str(dossier.id), "kind": "EXAMINATION_REPORT"}]
    assert answer == {
        "opens_on": "2023-12-06",
        "deadlines": [
            {
                "reader": "DELEGATES",
                "kinds": [],
                "days": 5,
                "working_days": False,
                "due": "2023-12-01",
                "days_left": 3,
                "waiting": [str(draft.id)],
                "late": [str(alone.id)],
                "missing": examination,
                **source,
            },
            {
                "reader": "EXAMINING_COMMITTEE",
                "kinds": ["SUBMISSION", "DRAFT_RESOLUTION", "APPRAISAL_REPORT"],
                "days": 15,
                "working_days": False,
                "due": "2023-11-21",
                "days_left": -7,
                "waiting": [],
                "late": [str(submission.id)],
                "missing": [],
                **source,
            },
            {
                "reader": "STANDING_BOARD",
                "kinds": ["EXAMINATION_REPORT"],
                "days": 10,
                "working_days": False,
                "due": "2023-11-26",
                "days_left": -2,
                "waiting": [],
                "late": [],
                "missing": examination,
                **source,
            },
        ],
    }


def test_no_committee_waits_for_a_dossier_that_is_not_examined(hall: Hall) -> None:
    dossier = hall.dossier()
    dossier.exempt = ["EXAMINATION_REPORT"]
    dossier.save()
    came_in(hall.document(dossier=dossier, kind="DRAFT_RESOLUTION"), 22)

    delegates, committee, board = get(hall, "staff").json()["deadlines"]

    assert [missing["kind"] for missing in delegates["missing"]] == ["SUBMISSION"]
    assert (committee["late"], committee["missing"], board["missing"]) == ([], [], [])


def test_a_peoples_committee_has_a_deadline_of_its_own(hall: Hall) -> None:
    body = hall.meeting.body
    body.kind = "PEOPLES_COMMITTEE"
    body.save()
    hall.dossier()

    (deadline,) = get(hall, "staff").json()["deadlines"]

    # Three working days before Wednesday, 6 December; and no committee examines its drafts.
    assert (deadline["due"], deadline["working_days"]) == ("2023-12-01", True)
    assert [missing["kind"] for missing in deadline["missing"]] == ["SUBMISSION", "DRAFT_RESOLUTION"]


def test_a_deadline_of_working_days_passes_over_the_new_year(hall: Hall) -> None:
    Body.objects.filter(id=hall.meeting.body_id).update(kind="PEOPLES_COMMITTEE")
    Meeting.objects.filter(id=hall.meeting.id).update(opens_on="2024-02-16", closes_on="2024-02-16")

    (deadline,) = get(hall, "staff").json()["deadlines"]

    assert (deadline["due"], deadline["days"]) == ("2024-02-06", 3)


def test_a_party_committee_has_no_deadline_that_is_known(hall: Hall) -> None:
    body = hall.meeting.body
    body.kind = "PROVINCIAL_PARTY_COMMITTEE"
    body.save()

    assert get(hall, "staff").json()["deadlines"] == []
    assert queries.papers_due(hall.meeting) is None
    shown = render_programme(hall.meeting, hall.viewer("staff"), None)[str(hall.meeting.id)]
    assert shown["papers_due"] is None


@pytest.mark.parametrize("dossiers", [1, 3, 60])
def test_the_clock_costs_the_same_for_one_dossier_and_for_many(hall: Hall, dossiers: int) -> None:
    for _ in range(dossiers):
        hall.document(dossier=hall.dossier())

    with CaptureQueriesContext(connection) as made:
        queries.deadline_clocks(hall.meeting)

    assert len(made) == 3


def papers(hall: Hall, role: str, dossier: Dossier) -> dict[str, str]:
    value: Any = render_dossiers(hall.meeting, hall.viewer(role), None)[str(dossier.id)]
    return {paper["kind"]: paper["state"] for paper in value["papers"]}


def test_a_dossier_needs_its_papers_in_the_order_of_the_rules(hall: Hall) -> None:
    plain, normative = hall.dossier(), hall.dossier("Giá đất")
    normative.legal_normative = True
    normative.save()

    assert list(papers(hall, "staff", plain)) == ["SUBMISSION", "DRAFT_RESOLUTION", "EXAMINATION_REPORT"]
    assert list(papers(hall, "staff", normative)) == [
        "SUBMISSION",
        "APPRAISAL_REPORT",
        "DRAFT_RESOLUTION",
        "EXAMINATION_REPORT",
    ]


def test_a_paper_is_there_a_draft_missing_or_not_asked_for(hall: Hall) -> None:
    hall.publish()
    dossier = hall.dossier()
    dossier.exempt = ["EXAMINATION_REPORT"]
    dossier.save()
    hall.document(dossier=dossier, kind="SUBMISSION", issued=True)
    hall.document(dossier=dossier, kind="DRAFT_RESOLUTION", state="APPROVED")

    assert papers(hall, "staff", dossier) == {
        "SUBMISSION": "PRESENT",
        "DRAFT_RESOLUTION": "DRAFT",
        "EXAMINATION_REPORT": "EXEMPT",
    }
    # That a draft lies at the office is the office's affair.
    assert papers(hall, "delegate", dossier)["DRAFT_RESOLUTION"] == "MISSING"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"state": "REMOVED"}, "MISSING"),
        ({"issued": True, "state": "RECALLED", "recalled_at": "2023-12-01T00:00Z"}, "MISSING"),
        ({"issued": True, "circulation": "DELEGATES_ONLY"}, "PRESENT"),
    ],
)
def test_what_is_gone_is_missing_again(hall: Hall, fields: dict[str, Any], state: str) -> None:
    dossier = hall.dossier()
    hall.document(dossier=dossier, kind="SUBMISSION", **fields)

    assert papers(hall, "staff", dossier)["SUBMISSION"] == state


def test_what_one_group_has_is_not_there_for_the_dossier_yet(hall: Hall) -> None:
    dossier = hall.dossier()
    hall.document(dossier=dossier, kind="SUBMISSION", issued=True, group=hall.group(3, "delegate"))

    assert papers(hall, "staff", dossier)["SUBMISSION"] == "DRAFT"


def test_an_issued_paper_counts_though_the_kind_was_spared(hall: Hall) -> None:
    dossier = hall.dossier()
    dossier.exempt = ["EXAMINATION_REPORT"]
    dossier.save()
    hall.document(dossier=dossier, kind="EXAMINATION_REPORT", issued=True)

    assert papers(hall, "staff", dossier)["EXAMINATION_REPORT"] == "PRESENT"


def test_the_deadline_of_the_delegates_is_everybodys_to_know(hall: Hall) -> None:
    hall.publish()

    shown = render_programme(hall.meeting, hall.viewer("guest"), None)[str(hall.meeting.id)]

    assert shown["papers_due"] == date(2023, 12, 1).isoformat()
