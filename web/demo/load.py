"""The demo's province and its sample session, built once; and the clock that stands on its morning."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from meetings import clock, history, writer
from meetings.models import Meeting
from web.demo import bodies, people
from web.demo.session import Session, Story, draft_committee_meeting

MORNING = datetime(2023, 12, 6, 7, 15, tzinfo=clock.LOCAL)


def load(progress: Callable[[str], None] = lambda line: None) -> bool:
    """Build the demo unless it is there, all of it or nothing; tell whether it was built now.

    The papers are drawn and taken in first: while they are, nobody waits for the database.
    """
    if main_meeting():
        start_clock()
        return False
    # Slow to import, and not needed when the demo is there: pikepdf, reportlab.
    from web.demo.intake import take_in

    session = sample_session()
    cast = people.cast(session)
    files = take_in(session, progress)
    progress("Dựng tỉnh, 281 cơ quan và tài khoản …")
    with writer.transaction():
        province = bodies.build(cast, elected=session["roster"]["elected"])
        Story(session, cast, province).tell(files, progress)
        draft_committee_meeting(cast, province)
    start_clock()
    return True


def sample_session() -> Session:
    session: Session = json.loads((people.DATA / "sample-session.json").read_text(encoding="utf-8"))
    return session


def main_meeting() -> Meeting | None:
    """The sample session, or None while the demo is not loaded."""
    session = sample_session()["session"]
    return Meeting.objects.filter(name=session["name"], opens_on=session["opens"][:10]).first()


def start_clock() -> None:
    """Let the clock run from the morning of the session, or from just after what has happened since."""
    last = [
        entry.at
        for journal in history.journals()
        for entry in history.entries(journal, after=history.head(journal).seq - 1)
    ]
    clock.start_at(max([MORNING, *(moment + timedelta(seconds=1) for moment in last)]))
