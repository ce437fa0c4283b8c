"""Many screens that ask at once cost one rendering, and none of them is shown anything old."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client

from meetings import snapshot
from meetings.access import viewer_of
from meetings.commands import attendance
from meetings.models import Person, Site
from tests.folds.verify import fold, frame, viewers_of, without_empty
from tests.signaling.hall import served
from tests.voting.cast import Council, council_of
from voting.commands import votes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council() -> Council:
    """A journal with a first entry: before it nothing is kept."""
    council = council_of("dien-bien", 8, present=7)
    attendance.check_in(council.sitting.pk, by=council.delegates[7], key=uuid4())
    return council


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The audience of each rendering, as they happen."""
    seen: list[str] = []
    render = snapshot._render

    def counted(meeting: Any, viewer: snapshot.Viewer) -> Any:
        seen.append(",".join(sorted(viewer.roles)))
        return render(meeting, viewer)

    monkeypatch.setattr(snapshot, "_render", counted)
    return seen


def sites(council: Council, count: int) -> list[Person]:
    accounts = [
        Person.objects.create(username=f"xa.{n}", full_name=f"Xã {n}", kind="SITE") for n in range(count)
    ]
    for account in accounts:
        council.meeting.participants.create(person=account, role="SITE")
        Site.objects.create(unit=council.meeting.body.unit, name=account.full_name, account=account)
    return accounts


def test_129_sites_that_ask_at_once_cost_one_rendering(
    council: Council, renderings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # "At once" takes a busy machine more than a second.
    monkeypatch.setattr(snapshot, "FRESH", 60.0)
    viewers = [viewer_of(site, council.meeting) for site in sites(council, 129)]
    at_once = threading.Barrier(8)

    def ask(viewer: snapshot.Viewer) -> dict[str, Any]:
        if not at_once.broken:
            at_once.wait(10)
        try:
            return snapshot.take(council.meeting, viewer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(ask, viewers[:8]))
        at_once.abort()
        rest = list(pool.map(ask, viewers[8:]))

    assert renderings == ["SITE"]
    assert all(answer["resources"] == first[0]["resources"] for answer in (*first, *rest))
    assert len(first[0]["resources"]["site"]) == 129


def test_a_newer_entry_is_never_hidden_by_what_was_kept(council: Council) -> None:
    """The fold test, with what is kept between the two snapshots."""
    meeting = council.meeting
    viewers = viewers_of(meeting)
    before = {viewer: snapshot.take(meeting, viewer) for viewer in viewers}

    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:5])
    votes.close_vote(vote.pk, by=council["chair"], key=uuid4())

    entries = list(snapshot.history.entries(snapshot.history.journal_of(meeting), after=1))
    for viewer in viewers:
        folded = fold(before[viewer]["resources"], frame(meeting, viewer, entries))
        assert folded == without_empty(snapshot.take(meeting, viewer)["resources"]), viewer.roles


def test_what_is_kept_of_one_audience_is_never_shown_to_another(council: Council) -> None:
    people = [council.delegates[0], *council.desk.values()]
    viewers = [viewer_of(person, council.meeting) for person in people]
    vote = council.open_vote()
    council.cast(vote, "NO", council.delegates[0])

    kept = [snapshot.take(council.meeting, viewer)["resources"] for viewer in viewers]
    with transaction.atomic():
        anew = [snapshot.take(council.meeting, viewer)["resources"] for viewer in viewers]

    assert kept == anew
    assert "delegate" in kept[0] and kept[0]["delegate"] != {}
    site = kept[1 + list(council.desk).index("site")]
    assert site["delegate"] == {} and site["ballot"] == {}


def test_ones_own_ballot_is_ones_own_though_the_rest_is_shared(
    council: Council, renderings: list[str]
) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", council.delegates[0])
    council.cast(vote, "NO", council.delegates[1])
    first, second, third = (viewer_of(d, council.meeting) for d in council.delegates[:3])

    ballots = [
        {
            key: value["choice"]
            for key, value in snapshot.take(council.meeting, v)["resources"]["ballot"].items()
        }
        for v in (first, second, third)
    ]

    assert ballots == [{str(vote.pk): "YES"}, {str(vote.pk): "NO"}, {}]
    assert renderings == ["DELEGATE"]


def test_a_row_corrected_without_an_entry_is_read_anew_after_a_second(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 100.0
    monkeypatch.setattr(snapshot.time, "monotonic", lambda: moment)
    guest, delegate = viewer_of(council["guest"], council.meeting), council.delegates[0]

    def name() -> str:
        shown = snapshot.take(council.meeting, guest)["resources"]["delegate"]
        return str(shown[str(delegate.pk)]["name"])

    before = name()
    Person.objects.filter(pk=delegate.pk).update(full_name="Lò Văn Một")
    within, moment = name(), 101.5

    assert (before, within, name()) == ("Đại biểu 1", "Đại biểu 1", "Lò Văn Một")


def test_nothing_is_kept_of_a_transaction_that_is_rolled_back(council: Council) -> None:
    viewer = viewer_of(council["guest"], council.meeting)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        council.leave(council.delegates[0])
        assert quorum(snapshot.take(council.meeting, viewer)["resources"]) == 7
        raise ZeroDivisionError

    assert quorum(snapshot.take(council.meeting, viewer)["resources"]) == 8


def quorum(resources: dict[str, Any]) -> int:
    (now,) = resources["quorum"].values()
    return int(now["present"])


def test_what_is_kept_is_bounded(council: Council) -> None:
    kept = snapshot._Kept()

    for n in range(1000):
        kept.get(n, b"", lambda: snapshot._Shared({}))

    assert len(kept._slots) == snapshot.KEPT == 64


@pytest.mark.parametrize("who", ["guest", "site", "secretary", "chair", "observer", "administrator", "staff"])
def test_the_encoded_snapshot_is_the_snapshot(council: Council, who: str) -> None:
    viewer = viewer_of(council[who], council.meeting)
    council.open_vote()

    told = json.loads(snapshot.encoded(council.meeting, viewer, viewer={"person": "1"}))

    taken = snapshot.take(council.meeting, viewer)
    assert told | {"now": ""} == taken | {"now": "", "viewer": {"person": "1"}}


def test_another_process_shows_at_once_what_this_one_wrote(council: Council, tmp_path: Path) -> None:
    client = Client()
    client.force_login(council["guest"])
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    path = f"/api/meetings/{council.meeting.pk}/snapshot"

    with served(tmp_path / "a") as url, httpx.Client(base_url=url, cookies=cookies, timeout=30) as screen:
        told = []
        for delegate in council.delegates[:3]:
            attendance.leave(council.sitting.pk, by=delegate, key=uuid4())
            answer = screen.get(path).json()
            told.append((answer["seq"], quorum(answer["resources"])))

    assert told == [(2, 7), (3, 6), (4, 5)]
    assert connection.in_atomic_block is False
