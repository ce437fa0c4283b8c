"""A secret electronic ballot on real screens: received, cast, changed, sealed, found again, opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, act, confirmed

pytestmark = [pytest.mark.journey, pytest.mark.slow]

QUORUM = 34


def open_secret_vote(hall: Hall, chair: Page) -> str:
    """The sitting is on and its first item is current: the council decides on a removal."""
    act(chair, "open-sitting")
    act(chair, "start-item")
    expect(chair.locator("[data-state=CURRENT]").first).to_be_visible()
    voice = hall.voice(hall.usernames("PRESIDING_OFFICER")[0])
    item = next(row["id"] for row in hall.snapshot(voice)["item"].values() if row["state"] == "CURRENT")
    voice.post(
        f"/api/meetings/{hall.meeting}/electronic-secrecy",
        {"citation": "Nghị quyết 12/NQ-HĐND, khoản 2", "decided_on": "2023-07-14"},
    )
    opened = voice.post(
        f"/api/items/{item}/secret-votes",
        {"question": "Bãi nhiệm chức vụ đối với ông A", "rule": "HDND.REMOVAL"},
    )
    return str(opened["result"]["vote"])


def cast(page: Page, choice: str) -> None:
    page.locator(f"[data-secret-card] [data-choice={choice}]").click()
    confirmed(page)
    expect(page.locator(f"[data-secret-card] [data-choice={choice}]")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator("[data-secret-card] [data-recorded]")).to_contain_text("đã vào hòm phiếu")


def kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(name => name.startsWith('secret-ballot:'))"
    )
    return names


def test_two_delegates_vote_secretly_and_find_their_ballots_in_the_sealed_box(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[:QUORUM])
    first, second = (hall.screen(name, hall.place("seat")) for name in delegates[:2])
    chair = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))
    vote = open_secret_vote(hall, chair)

    # Both tablets draw their ballots by themselves; the others in the hall have none, and the chair goes on.
    for page in (first, second):
        expect(page.locator("[data-secret-card][data-phase=WAITING]")).to_be_visible()
    expect(chair.locator("[data-secret-desk]")).to_contain_text(f"2/{QUORUM}")
    act(chair, "begin-casting")
    confirmed(chair)

    cast(first, "YES")
    cast(first, "NO")
    cast(second, "YES")
    # A reload keeps the ballot and not the choice.
    first.reload()
    expect(first.locator("[data-secret-card][data-phase=VOTING][data-in-box]")).to_be_visible()
    expect(first.locator("[data-secret-card] [aria-pressed=true]")).to_have_count(0)
    assert len(kept(first)) == 1

    act(chair, "seal-box")
    confirmed(chair)
    for page in (first, second):
        expect(page.locator("[data-secret-card][data-found=FOUND]")).to_be_visible()
        assert kept(page) == []

    act(chair, "open-box")
    confirmed(chair)
    expect(first.locator("[data-result]")).to_be_visible()
    verdict = hall.snapshot(hall.voice(delegates[0]))["vote"][vote]["verdict"]
    assert [verdict[name] for name in ("yes", "no", "abstain", "not_cast")] == [1, 1, 0, QUORUM - 2]
    assert "named" not in hall.snapshot(hall.voice(delegates[0]))["vote"][vote] or (
        hall.snapshot(hall.voice(delegates[0]))["vote"][vote]["named"] == {}
    )
