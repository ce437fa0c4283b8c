"""The short way to a file answers as the long one does, and takes back what it allowed as soon as that one would."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda import files
from agenda.models import Document
from meetings.models import DelegateGroup, Participant
from tests.agenda.cast import PUBLISHED_AT, Hall, hall_of
from web import quick

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 4000
NEWER = b"%PDF-1.7\nnewer"
ROLES = ("delegate", "guest", "chair", "staff", "observer", "site", "administrator", "outsider")


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


def stored(content: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(content)
    return files.store(folder / "paper.pdf")


@pytest.fixture
def paper(hall: Hall, tmp_path: Path) -> Document:
    paper = hall.document("Tờ trình / giá đất", issued=True, circulation="DELEGATES_ONLY", number="12/TTr")
    paper.versions.update(sha256=stored(CONTENT, tmp_path), size=len(CONTENT))
    return paper


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    quick._kept.clear()


def signed_in(hall: Hall, role: str) -> Client:
    client = Client()
    client.force_login(hall[role])
    return client


def quickly(client: Client, paper: Document, query: str = "", **headers: str) -> Any:
    """The answer of the short way; None: it leaves the request to the long one."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    given = {"Host": "testserver", **headers}
    if cookie:
        given["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie.value}"
    scope = {
        "type": "http", "method": "GET", "path": f"/api/documents/{paper.pk}/file", "scheme": "http",
        "query_string": query.encode(), "server": ("testserver", 80), "client": ("127.0.0.1", 1),
        "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    return quick.decided(scope, paper.pk)


def body(response: Any) -> bytes:
    async def read(stream: AsyncIterator[bytes]) -> bytes:
        return b"".join([block async for block in stream])

    return asyncio.run(read(aiter(response.streaming_content))) if response.streaming else response.content


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "fields",
    [
        {"circulation": "PUBLIC"},
        {"circulation": "DELEGATES_ONLY"},
        {"state": "DRAFT", "published_at": None},
        {"state": "REMOVED", "published_at": None},
        {"state": "RECALLED", "recalled_at": PUBLISHED_AT},
    ],
    ids=lambda fields: str(next(iter(fields.values()))),
)
def test_it_gives_the_file_to_whom_the_long_way_gives_it(
    hall: Hall, paper: Document, fields: dict[str, Any], role: str
) -> None:
    Document.objects.filter(pk=paper.pk).update(**fields)
    client = signed_in(hall, role)

    long = client.get(f"/api/documents/{paper.pk}/file")
    first, again = quickly(client, paper), quickly(client, paper)

    if long.status_code == 200:
        assert body(first) == body(again) == CONTENT
    else:
        assert (first, again) == (None, None)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Range": "bytes=100-600099"},
        {"Range": "bytes=-9"},
        {"Range": "bytes=99999999-"},
        {"If-None-Match": f'"{hashlib.sha256(CONTENT).hexdigest()}"'},
        {"Range": "bytes=0-9", "If-Range": '"another"'},
    ],
    ids=lambda headers: "-".join(headers) or "whole",
)
def test_status_headers_and_bytes_are_those_of_the_long_way(
    hall: Hall, paper: Document, headers: dict[str, str]
) -> None:
    client = signed_in(hall, "delegate")

    long = client.get(f"/api/documents/{paper.pk}/file", headers=headers)
    short = quickly(client, paper, **headers)

    assert short.status_code == long.status_code
    ours = {name: value for name, value in short.items() if name != "Content-Type" or short.streaming}
    theirs = {name: value for name, value in long.items() if name in ours}
    assert ours == theirs
    # What is added on the long way says nothing about a file: who may be asked how, and in what language.
    assert set(dict(long.items())) - set(ours) <= {"Allow", "Content-Length", "Content-Type"}
    assert body(short) == body(long)


def test_an_older_version_is_given_by_its_number(hall: Hall, paper: Document, tmp_path: Path) -> None:
    paper.versions.create(no=2, sha256=stored(NEWER, tmp_path), size=len(NEWER), pages=1, at=PUBLISHED_AT)
    client = signed_in(hall, "delegate")

    assert body(quickly(client, paper)) == NEWER
    assert body(quickly(client, paper, "version=1")) == CONTENT
    assert quickly(client, paper, "version=3") is None


Change = Callable[[Hall, Document], object]


def test_without_a_session_it_decides_nothing(paper: Document) -> None:
    assert quickly(Client(), paper) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda hall, paper: Document.objects.update(state="RECALLED", recalled_at=PUBLISHED_AT),
        lambda hall, paper: Document.objects.update(state="REMOVED", published_at=None),
        lambda hall, paper: Participant.objects.filter(person=hall["delegate"]).delete(),
        lambda hall, paper: Participant.objects.filter(person=hall["delegate"]).update(role="GUEST"),
        lambda hall, paper: Document.objects.update(
            group=DelegateGroup.objects.create(body=hall.meeting.body, no=1, name="Tổ 1")
        ),
        lambda hall, paper: set_person(hall, is_active=False),
        lambda hall, paper: set_person(hall, session_epoch=7),
        lambda hall, paper: set_person(hall, password="another"),
        lambda hall, paper: Session.objects.all().delete(),
        lambda hall, paper: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
    ],
    ids=[
        "recalled", "removed", "takes-part-no-more", "another-role", "for-one-group", "deactivated",
        "signed-out-everywhere", "new-password", "signed-out", "session-over",
    ],
)  # fmt: skip
def test_what_was_allowed_a_moment_ago_is_not_once_anything_it_followed_from_changes(
    hall: Hall, paper: Document, change: Change
) -> None:
    client = signed_in(hall, "delegate")
    assert quickly(client, paper).status_code == 200

    change(hall, paper)

    assert quickly(client, paper) is None


def set_person(hall: Hall, **fields: object) -> None:
    person = hall["delegate"]
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()


def test_a_session_that_ends_by_time_alone_ends_here_too(
    hall: Hall, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(hall, "delegate")
    assert quickly(client, paper).status_code == 200
    later = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert quickly(client, paper) is None


def test_a_new_version_is_the_one_that_is_given(hall: Hall, paper: Document, tmp_path: Path) -> None:
    client = signed_in(hall, "delegate")
    quickly(client, paper)

    paper.versions.create(no=2, sha256=stored(NEWER, tmp_path), size=len(NEWER), pages=1, at=PUBLISHED_AT)

    assert body(quickly(client, paper)) == NEWER


def test_what_one_may_read_nobody_else_may_for_that(hall: Hall, paper: Document) -> None:
    quickly(signed_in(hall, "delegate"), paper)

    assert quickly(signed_in(hall, "guest"), paper) is None


def test_another_host_is_left_to_the_long_way(hall: Hall, paper: Document) -> None:
    assert quickly(signed_in(hall, "delegate"), paper, Host="elsewhere.example") is None


def test_what_was_decided_is_checked_by_three_statements(hall: Hall, paper: Document) -> None:
    client = signed_in(hall, "delegate")
    quickly(client, paper)

    with CaptureQueriesContext(connection) as asked:
        quickly(client, paper)

    assert len(asked) == 3


def test_no_more_is_kept_than_fits(hall: Hall, paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "KEPT", 2)
    for _ in range(4):
        quickly(signed_in(hall, "delegate"), paper)

    assert len(quick._kept) == 2


def test_the_whole_way_out_and_a_reader_who_leaves(hall: Hall, paper: Document) -> None:
    response = quickly(signed_in(hall, "delegate"), paper)
    sent: list[dict[str, Any]] = []

    async def stays() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def leaves() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(dict(message))
        await asyncio.sleep(0.01)

    asyncio.run(quick.deliver(response, stays, send))
    assert sent[0]["status"] == 200
    assert b"".join(message.get("body", b"") for message in sent) == CONTENT
    assert sent[-1] == {"type": "http.response.body", "body": b""}

    sent.clear()
    asyncio.run(quick.deliver(quickly(signed_in(hall, "chair"), paper), leaves, send))
    assert len(b"".join(message.get("body", b"") for message in sent)) < len(CONTENT)


def test_a_file_is_closed_though_nobody_read_it(hall: Hall, paper: Document) -> None:
    client = signed_in(hall, "delegate")
    quickly(client, paper)
    before = len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(20):
        quickly(client, paper)

    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_everything_else_goes_the_long_way() -> None:
    async def run(method: str, path: str) -> list[str]:
        went: list[str] = []

        async def long(scope: Any, receive: Any, send: Any) -> None:
            went.append(scope["path"])

        scope = {"type": "http", "method": method, "path": path}
        await quick.quick_files(long)(scope, None, None)  # type: ignore[arg-type]
        return went

    for method, path in (
        ("POST", "/api/documents/1/file"),
        ("HEAD", "/api/documents/1/file"),
        ("GET", "/api/documents/1/file/"),
        ("GET", "/api/documents/x/file"),
        ("GET", "/api/guest/abc/documents/1/file"),
    ):
        assert asyncio.run(run(method, path)) == [path]
