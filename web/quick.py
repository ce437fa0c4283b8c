"""The files of papers on a short way: one visit to a thread, and the same questions asked as on the long one.

A session's thousand pages go out to 85 tablets in some minutes. On the way through all of Django each
request costs five visits to threads and as much again in layers that decide nothing about a file. Here the
session, the person, the host and the paper are looked at by the very functions of the long way; whatever is
refused, or is out of the ordinary, is left to it.

A tablet asks for one paper many times. What was decided is kept together with all that it was decided
from: the rows of the session, the person, the roles and the paper, as they were. Each request reads those
rows again; only if every one of them is the same is the decision too.
"""

from __future__ import annotations

import asyncio
import io
import re
import threading
from collections import OrderedDict
from collections.abc import AsyncIterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from agenda.api.file import asked_version_of, sent
from agenda.models import Document, DocumentVersion
from meetings import writer
from meetings.errors import Refusal
from meetings.models import Person
from web.headers import policy
from web.limits import App, Receive, Send

FILE = re.compile(r"/api/documents/(\d{1,18})/file\Z")


def quick_files(app: App) -> App:
    """Answer for the file of a paper; everything else, and every refusal, is `app`'s."""

    async def answered(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        named = FILE.match(scope["path"])
        if named is None or scope["method"] != "GET":
            return await app(scope, receive, send)
        response = await sync_to_async(in_a_thread, thread_sensitive=True)(scope, int(named[1]))
        if response is None:
            return await app(scope, receive, send)
        return await deliver(response, receive, send)

    return answered


def in_a_thread(scope: dict[str, Any], document_id: int) -> HttpResponseBase | None:
    """As `decided`, and give the connection back as Django does at the end of a request."""
    try:
        return decided(scope, document_id)
    finally:
        close_old_connections()


def decided(scope: dict[str, Any], document_id: int) -> HttpResponseBase | None:
    """Return the answer to who may read the file, in the thread of the request; None: the long way."""
    try:
        request = ASGIRequest(scope, io.BytesIO())
        request.get_host()
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if not key or (settings.SECURE_SSL_REDIRECT and not request.is_secure()):
            return None
        version = readable(request, key, document_id)
        if version is None:
            return None
        response = SecurityMiddleware(policy(lambda asked: sent(asked, version)))(request)
        patch_vary_headers(cast(HttpResponse, response), ("Cookie",))
        return cast(HttpResponseBase, response)
    except (Refusal, SuspiciousOperation, FileNotFoundError):
        return None


Rows = tuple[tuple[Any, ...], ...]
SESSION = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s"
PERSON_AND_PAPER = """
    SELECT p.password, p.session_epoch, p.is_active, p.is_superuser,
           d.state, d.circulation, d.group_id, d.meeting_id, d.number, d.title,
           (SELECT MAX(v.no) FROM agenda_documentversion v WHERE v.document_id = d.id)
    FROM meetings_person p, agenda_document d WHERE p.id = %s AND d.id = %s"""
ROLES = "SELECT role FROM meetings_participant WHERE meeting_id = %s AND person_id = %s ORDER BY role"


@dataclass(frozen=True)
class Decision:
    """That this person may read this version, and the rows that it follows from."""

    version: DocumentVersion
    person: int
    rows: Rows
    ends: datetime

    def still_holds(self, key: str) -> bool:
        return timezone.now() < self.ends and self.rows == rows_of(key, self.person, self.version.document)


_kept: OrderedDict[tuple[str, int, str], Decision] = OrderedDict()
_guard = threading.Lock()
KEPT = 20_000


def readable(request: ASGIRequest, key: str, document_id: int) -> DocumentVersion | None:
    """Return the version that the session may read; None for no session. Raises Refusal."""
    asked = (key, document_id, request.GET.get("version", ""))
    held = _kept.get(asked)
    if held and held.still_holds(key):
        return held.version
    person = person_of(request, key)
    if person is None:
        return None
    with writer.reading():  # the paper and the rows that this follows from are of one moment
        version = asked_version_of(person, document_id, asked[2])
        rows = rows_of(key, person.pk, version.document)
    # Who is in a group is not among the rows. The person is looked at once more, after the rows were read:
    # a session that ended in between is not taken for one that goes on. (Not inside the reading: Django
    # deletes a session that is not good any more.)
    if version.document.group_id is None and person_of(request, key) is not None:
        ends = Session.objects.filter(pk=key).values_list("expire_date", flat=True).first()
        if ends is not None:
            keep(asked, Decision(version, person.pk, rows, ends))
    return version


def keep(asked: tuple[str, int, str], decision: Decision) -> None:
    with _guard:
        _kept[asked] = decision
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def rows_of(key: str, person_id: int, document: Document) -> Rows:
    """Read all that decides, as it is now, by statements written out: composing them costs ten times more."""
    rows: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for statement, given in (
            (SESSION, [key]),
            (PERSON_AND_PAPER, [person_id, document.pk]),
            (ROLES, [document.meeting_id, person_id]),
        ):
            cursor.execute(statement, given)
            rows += [tuple(row) for row in cursor.fetchall()]
    return tuple(rows)


def person_of(request: ASGIRequest, key: str) -> Person | None:
    """Return who is signed in, as Django's own middleware finds it."""
    request.session = SessionStore(key)
    person = get_user(request)
    return person if isinstance(person, Person) else None


async def deliver(response: HttpResponseBase, receive: Receive, send: Send) -> None:
    """Send it; when the reader goes away meanwhile, stop reading the file."""
    sending = asyncio.ensure_future(send_all(response, send))
    leaving = asyncio.ensure_future(gone(receive))
    try:
        await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sending, leaving):
            task.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)
    if sending.done() and not sending.cancelled():
        sending.result()


async def gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_all(response: HttpResponseBase, send: Send) -> None:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    if not response.streaming:
        await send({"type": "http.response.body", "body": cast(HttpResponse, response).content})
        return
    blocks = cast(AsyncIterable[bytes], response.streaming_content)  # type: ignore[attr-defined]
    async for block in blocks:
        await send({"type": "http.response.body", "body": block, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
