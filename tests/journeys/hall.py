"""The demo's hall for browser tests: a server of its own, people who sign in, and the others over HTTP."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "web" / "client" / "dist" / "index.html"


def environment(folder: Path) -> dict[str, str]:
    """What the server is given: demo mode, and a data folder of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "SECRET_KEY")}
    return inherited | {
        "DEMO": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'nghi-truong.sqlite3'}",
    }


def manage(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def loaded(folder: Path) -> Path:
    """Build the demo's data once; each test then works on a copy."""
    assert CLIENT.exists(), "the client is not built: run `make client`"
    manage(folder, "migrate", "-v", "0")
    manage(folder, "load_demo")
    return folder


@dataclass
class Voice:
    """Somebody who acts over HTTP, as the other delegates and sites do."""

    http: httpx.Client
    username: str

    def get(self, path: str) -> Any:
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object = None, expect: int = 200) -> Any:
        answer = self.http.post(
            path,
            json=body or {},
            headers={"X-CSRFToken": self.http.cookies["csrftoken"], "Idempotency-Key": str(uuid4())},
        )
        assert answer.status_code == expect, answer.text
        return answer.json()


@dataclass
class Server:
    """A server of its own over a data folder; stopped and started again, it has the same address."""

    folder: Path
    port: int = 0
    url: str = ""
    process: subprocess.Popen[str] | None = None
    more: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=environment(self.folder) | self.more,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        lines = iter(self.process.stdout.readline, "")
        self.url = next(line.split()[1] for line in lines if line.startswith("READY "))
        self.port = urlsplit(self.url).port or 0

    def stop(self, *, at_once: bool = False) -> None:
        """`at_once`: as in a power cut. Otherwise it first ends what it is doing."""
        if not self.process:
            return
        if at_once:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.communicate(timeout=20)
        self.process = None


@dataclass
class Hall:
    server: Server
    browser: Browser
    opened: list[BrowserContext] = field(default_factory=list)
    voices: dict[str, Voice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.url = self.server.url
        demo = httpx.get(f"{self.url}/api/demo", timeout=60).json()
        self.meeting: str = demo["meeting"]
        self.seats: list[dict[str, Any]] = demo["seats"]

    def usernames(self, role: str) -> list[str]:
        """Who has that role; the delegates of the floor before the presidium's deputies."""
        rows = [seat for seat in self.seats if seat["role"] == role]
        return [seat["username"] for seat in sorted(rows, key=lambda seat: seat["seat"] is None)]

    def voice(self, username: str) -> Voice:
        if username in self.voices:
            return self.voices[username]
        http = httpx.Client(base_url=self.url, timeout=30)
        http.get("/api/me")
        voice = Voice(http, username)
        voice.post("/api/demo/sign-in", {"username": username})
        self.voices[username] = voice
        return voice

    def snapshot(self, voice: Voice) -> dict[str, Any]:
        resources: dict[str, Any] = voice.get(f"/api/meetings/{self.meeting}/snapshot")["resources"]
        return resources

    def screen(self, username: str, place: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        """A person's own device, signed in through the demo's door and standing at `place`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=True,
            base_url=self.url,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(60_000)  # a machine that does other things besides is slow
        self.opened.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")
        signed_in = context.request.post(
            "/api/demo/sign-in",
            data={"username": username},
            headers={"X-CSRFToken": token, "Referer": self.url},
        )
        assert signed_in.ok, signed_in.text()
        page.goto(place)
        # Who reads takes papers meanwhile, so the network says nothing: what is live hears what happens next.
        if place.startswith("/m/"):
            page.locator("[data-line=live]").wait_for(state="attached")
        if not place.startswith("/admin/"):
            page.locator("main h1").first.wait_for(state="attached")
        return page

    def place(self, name: str) -> str:
        return f"/m/{self.meeting}/{name}"

    def check_in(self, *usernames: str) -> None:
        for username in usernames:
            voice = self.voice(username)
            sitting = min(self.snapshot(voice)["sitting"].values(), key=lambda row: row["no"])
            voice.post(f"/api/sittings/{sitting['id']}/check-in")

    def close(self) -> None:
        for context in self.opened:
            context.close()
        for voice in self.voices.values():
            voice.http.close()


@contextlib.contextmanager
def served(template: Path, folder: Path, browser: Browser) -> Iterator[Hall]:
    """Serve a copy of the demo's data on a free port."""
    shutil.copytree(template, folder)
    server = Server(folder)
    try:
        server.start()
        hall = Hall(server, browser)
        try:
            yield hall
        finally:
            hall.close()
    finally:
        server.stop()


def eventually(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for what no screen shows."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.2)


def act(page: Page, name: str) -> None:
    """Press the first button of that name that can be pressed."""
    page.locator(f"[data-act={name}]:not([aria-disabled=true]):not([disabled])").first.click()


def confirmed(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button").last.click()
