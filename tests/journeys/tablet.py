"""A tablet that keeps papers: until it has all of them, taken off the network and back, and what lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.journeys.hall import eventually
from tests.journeys.pen import Hand

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.journeys.hall import Hall

SHELL_IS_KEPT = """async () => {
  for (const name of await caches.keys()) if (name.startsWith('shell-')) return await (await caches.open(name)).match('/') !== undefined;
  return false;
}"""
DATABASE = """async () => {
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const database = await done(indexedDB.open('vault'));
  const store = (name) => database.transaction(name).objectStore(name);
  try { %s } finally { database.close() }
}"""
ROWS = DATABASE % (
    "let rows = 0; for (const name of database.objectStoreNames) rows += await done(store(name).count());"
    # How often it was emptied speaks of nobody, and outlives that.
    "return rows - (await done(store('meta').count('generation')))"
)
HELD = DATABASE % "return (await done(store('meta').getAllKeys())).filter((name) => name !== 'generation')"
UNTOLD = DATABASE % "return await done(store('outbox').count())"


def kept(hall: Hall, nth: int = 0, place: str = "seat") -> Page:
    """A seat whose papers are all on the device, and whose shell is."""
    page = hall.screen(hall.usernames("DELEGATE")[nth], hall.place(place))
    expect(page.locator("[data-keeping=idle]")).to_be_visible(timeout=120_000)
    # Functions, not expressions: those are evaluated in the page, which our own policy refuses at the second look.
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_function(SHELL_IS_KEPT)
    eventually(lambda: page.evaluate(UNTOLD) == 0)  # the desk knows of each copy
    return page


def cut(hall: Hall, *pages: Page) -> None:
    """Airplane mode, and no server either."""
    for page in pages:
        page.context.set_offline(True)
    hall.server.stop(at_once=True)


def joined(hall: Hall, *pages: Page) -> None:
    hall.server.start()
    for page in pages:
        page.context.set_offline(False)


def issued(hall: Hall) -> list[dict[str, Any]]:
    """The papers of the meeting, the smallest first."""
    rows = hall.snapshot(hall.voice(hall.usernames("SECRETARY")[0]))["document"].values()
    return sorted((row for row in rows if row["state"] == "PUBLISHED"), key=lambda row: row["size"])


def device_of(page: Page) -> str:
    ids: str = page.evaluate("Object.values(JSON.parse(localStorage.getItem('devices')))[0]")
    return ids


def devices_of(hall: Hall, device: str) -> list[dict[str, Any]]:
    told = hall.voice(hall.usernames("SECRETARY")[0]).get(f"/api/meetings/{hall.meeting}/devices")
    return [row for row in told if row["id"] == device]


def strokes(page: Page) -> Locator:
    return page.locator("[data-note-layer='1'] path[data-note]")


def write(page: Page, y: float) -> None:
    """One stroke of the pen across the first page, at that height."""
    before = strokes(page).count()
    if not page.locator("[data-tool=PEN]").count():
        page.locator("[data-act=note-tools]").click()
    pen = page.locator("[data-tool=PEN]")
    if pen.get_attribute("aria-pressed") != "true":  # pressed again it is put away
        pen.click()
    Hand(page).stroke([(0.3 + n * 0.02, y, 0.5) for n in range(12)])
    expect(strokes(page)).to_have_count(before + 1)


def written(page: Page) -> list[str]:
    ids: list[str] = strokes(page).evaluate_all("paths => paths.map((path) => path.dataset.note)")
    return sorted(ids)


def notes_of(hall: Hall, nth: int) -> list[dict[str, Any]]:
    """What the server has of the notes of a delegate."""
    voice = hall.voice(hall.usernames("DELEGATE")[nth])
    told = voice.get(f"/api/meetings/{hall.meeting}/annotations?since=0")["annotations"]
    return [note for note in told if not note["deleted"]]


def copies(hall: Hall, document: str, device: str) -> list[dict[str, Any]]:
    """What the desk knows of the copies of a paper on one device."""
    told = hall.voice(hall.usernames("SECRETARY")[0]).get(f"/api/documents/{document}/reach")
    return [copy for reader in told["readers"] for copy in reader["copies"] if copy["device"] == device]


def drawn(page: Page, no: int) -> None:
    expect(page.locator(f"[data-page='{no}']:not([data-drawn=''])")).to_be_visible(timeout=60_000)
