"""A command called by a command goes on from the same place of the journal; a refused one leaves no gap."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from meetings import hashchain, history, journal
from meetings.commands import attendance
from meetings.errors import AlreadyPresent, NotFound
from meetings.events import MeetingClosed
from meetings.history import Entry
from meetings.models import Person
from tests.voting.cast import Council, council_of


@pytest.fixture
def council(db: None) -> Council:
    return council_of("dien-bien", 3, present=0)


@journal.command
def arrive_together(meeting_id: int, sitting_id: int, *, people: list[int], by: Person, key: UUID) -> Entry:
    """A command of this test alone: appends, calls another, and appends again."""
    meeting = journal.lock(meeting_id)

    first = journal.append(meeting, MeetingClosed(meeting=meeting.pk), by=by)
    for person in people:
        try:
            attendance.check_in(sitting_id, person_id=person, by=by, key=uuid4())
        except AlreadyPresent:
            continue
    journal.append(meeting, MeetingClosed(meeting=meeting.pk), by=by)
    return first


def seqs(council: Council) -> list[tuple[int, str]]:
    journal_id = history.journal_of(council.meeting)
    assert hashchain.check(history.chain(journal_id), history.head(journal_id).hash) == []
    return [(entry.seq, entry.kind.removeprefix("meetings.")) for entry in history.entries(journal_id)]


def test_a_command_called_by_a_command_goes_on_from_the_same_place(council: Council) -> None:
    people = [delegate.pk for delegate in council.delegates[:2]]

    arrive_together(
        council.meeting.pk, council.sitting.pk, people=people, by=council["secretary"], key=uuid4()
    )

    assert seqs(council) == [
        (1, "meeting_closed"),
        (2, "checked_in"),
        (3, "checked_in"),
        (4, "meeting_closed"),
    ]


def test_a_refused_command_inside_another_leaves_no_gap(council: Council) -> None:
    one = council.delegates[0].pk

    arrive_together(
        council.meeting.pk, council.sitting.pk, people=[one, one], by=council["secretary"], key=uuid4()
    )

    assert seqs(council) == [(1, "meeting_closed"), (2, "checked_in"), (3, "meeting_closed")]


def test_a_meeting_that_does_not_exist_gets_no_journal(council: Council) -> None:
    with pytest.raises(NotFound):
        journal.lock(404)

    assert history.journals() == []
