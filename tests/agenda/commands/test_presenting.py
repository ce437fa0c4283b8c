"""The page on show: who may show it, what can be shown, and who is let."""

from __future__ import annotations

import pytest

from agenda.commands.presenting import present_page
from agenda.errors import NoSuchPage
from meetings import queries
from meetings.commands.presenting import let_present, stop_presenting
from meetings.errors import NotAllowed, NotFound, Refusal
from tests.agenda.cast import ROLES, Hall

pytestmark = pytest.mark.django_db


def on_show(hall: Hall) -> tuple[str, int] | None:
    told = queries.presenting_in([hall.meeting.id]).get(hall.meeting.id)
    shown = told["presenting"] if told else None
    return (shown["subject"], shown["page"]) if shown else None


def outcome(act: object) -> str:
    try:
        act()  # type: ignore[operator]
    except Refusal as refusal:
        return refusal.code
    return "done"


@pytest.mark.parametrize("role", ROLES)
def test_the_chair_and_the_secretaries_show_a_page_and_nobody_else(hall: Hall, role: str) -> None:
    paper = hall.document(issued=True)

    said = outcome(lambda: present_page(hall.meeting.id, document_id=paper.id, page=3, by=hall[role]))

    expected = {"chair": "done", "secretary": "done", "outsider": "meetings.not_found"}
    assert said == expected.get(role, "meetings.not_allowed")
    assert on_show(hall) == ((f"document:{paper.id}", 3) if said == "done" else None)


@pytest.mark.parametrize("role", ROLES)
def test_the_chair_and_the_secretaries_let_a_rapporteur_present(hall: Hall, role: str) -> None:
    said = outcome(lambda: let_present(hall.meeting.id, person_id=hall["guest"].id, by=hall[role]))

    expected = {"chair": "done", "secretary": "done", "outsider": "meetings.not_found"}
    assert said == expected.get(role, "meetings.not_allowed")


def test_the_rapporteur_shows_pages_until_somebody_else_is_let(hall: Hall) -> None:
    paper = hall.document(issued=True)
    let_present(hall.meeting.id, person_id=hall["guest"].id, by=hall["chair"])
    present_page(hall.meeting.id, document_id=paper.id, page=2, by=hall["guest"])
    shown = on_show(hall)

    let_present(hall.meeting.id, person_id=hall["delegate"].id, by=hall["secretary"])

    assert shown == (f"document:{paper.id}", 2)
    assert on_show(hall) is None
    with pytest.raises(NotAllowed):
        present_page(hall.meeting.id, document_id=paper.id, page=3, by=hall["guest"])


def test_what_the_chair_shows_stays_when_the_rapporteur_is_changed(hall: Hall) -> None:
    paper = hall.document(issued=True)
    let_present(hall.meeting.id, person_id=hall["guest"].id, by=hall["chair"])
    present_page(hall.meeting.id, document_id=paper.id, page=2, by=hall["chair"])

    let_present(hall.meeting.id, person_id=None, by=hall["chair"])

    assert on_show(hall) == (f"document:{paper.id}", 2)


def test_nobody_is_let_who_does_not_take_part(hall: Hall) -> None:
    with pytest.raises(NotFound):
        let_present(hall.meeting.id, person_id=hall["outsider"].id, by=hall["chair"])


def test_stopping_takes_the_page_away_and_stopping_twice_is_stopping(hall: Hall) -> None:
    paper = hall.document(issued=True)
    present_page(hall.meeting.id, document_id=paper.id, page=1, by=hall["chair"])

    for _ in range(2):
        stop_presenting(hall.meeting.id, by=hall["secretary"])

    assert on_show(hall) is None


def test_a_draft_and_a_paper_of_nowhere_are_not_shown(hall: Hall) -> None:
    draft = hall.document()

    for document_id in (draft.id, draft.id + 1):
        with pytest.raises(NotFound):
            present_page(hall.meeting.id, document_id=document_id, page=1, by=hall["chair"])


@pytest.mark.parametrize("page", [0, 8])
def test_a_page_that_the_paper_does_not_have_is_refused_with_its_length(hall: Hall, page: int) -> None:
    paper = hall.document(issued=True)

    with pytest.raises(NoSuchPage) as refused:
        present_page(hall.meeting.id, document_id=paper.id, page=page, by=hall["chair"])

    assert (refused.value.code, refused.value.facts) == ("agenda.no_such_page", {"page": page, "pages": 7})
