"""Uploads in parts over HTTP: broken off, resumed, looked into, filed; each is its owner's alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from agenda.commands import parts, uploads
from agenda.intake import child
from agenda.models import Document, DocumentVersion, FilePage, Upload
from tests.agenda import hostile, sheets
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

PAPER = sheets.drawn(
    [
        "UBND TỈNH ĐIỆN BIÊN",
        "Số: 12/TTr-UBND",
        "Điện Biên, ngày 20 tháng 11 năm 2023",
        "TỜ TRÌNH",
        "Về giá đất",
        "Kính gửi: Hội đồng nhân dân tỉnh.",
    ]
)
STAMPED = sheets.drawn(["Số: 12/BC-UBND", "MẬT", "BÁO CÁO"])


@pytest.fixture(autouse=True)
def incoming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(uploads, "incoming", lambda: tmp_path)
    monkeypatch.setattr(parts, "incoming", lambda: tmp_path)
    return tmp_path


def client_of(hall: Hall, role: str, **headers: str) -> Client:
    client = Client(headers={"Idempotency-Key": str(new_key())} | headers)
    client.force_login(hall[role])
    return client


def begin(hall: Hall, size: int, role: str = "secretary", key: UUID | None = None) -> Any:
    client = client_of(hall, role, **({"Idempotency-Key": str(key)} if key else {}))
    given = {"name": "To trinh.pdf", "size": size}
    return client.post(f"/api/meetings/{hall.meeting.id}/uploads", given, content_type="application/json")


def send(hall: Hall, upload: str, offset: object, content: bytes, role: str = "secretary") -> Any:
    client = client_of(hall, role, **{"Upload-Offset": str(offset)})
    return client.patch(f"/api/uploads/{upload}", content, content_type="application/octet-stream")


def sent(hall: Hall, content: bytes) -> str:
    upload: str = begin(hall, len(content)).json()["id"]
    assert send(hall, upload, 0, content).json() == {"received": len(content)}
    return upload


def post(hall: Hall, path: str, role: str = "secretary", key: UUID | None = None, **given: object) -> Any:
    client = client_of(hall, role, **({"Idempotency-Key": str(key)} if key else {}))
    return client.post(path, given, content_type="application/json")


def file_it(hall: Hall, upload: str, key: UUID | None = None, **given: object) -> Any:
    text = {"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC", "upload": upload}
    return post(hall, f"/api/meetings/{hall.meeting.id}/documents", key=key, **text | given)


def test_an_upload_broken_off_goes_on_from_where_it_was(hall: Hall) -> None:
    upload = begin(hall, len(PAPER)).json()["id"]
    send(hall, upload, 0, PAPER[:1000])

    state = client_of(hall, "secretary").get(f"/api/uploads/{upload}").json()
    rest = send(hall, upload, state["received"], PAPER[state["received"] :])
    filed = file_it(hall, upload)

    assert state == {"id": upload, "name": "To trinh.pdf", "size": len(PAPER), "received": 1000}
    assert rest.json() == {"received": len(PAPER)}
    assert filed.status_code == 200, filed.content
    assert filed.json()["result"]["pages"] == 1
    assert FilePage.objects.get().text.startswith("UBND TỈNH ĐIỆN BIÊN")


def test_a_part_that_does_not_follow_is_told_where_to_go_on(hall: Hall) -> None:
    upload = begin(hall, len(PAPER)).json()["id"]
    send(hall, upload, 0, PAPER[:1000])

    again, ahead = send(hall, upload, 0, PAPER[:1000]), send(hall, upload, 2000, PAPER[2000:])

    for answer in (again, ahead):
        assert (answer.status_code, answer.json()["code"]) == (409, "agenda.wrong_offset")
        assert answer.json()["facts"] == {"received": 1000}


@pytest.mark.parametrize("offset", ["", "x", "-1", "1.5", "²"])
def test_an_offset_that_is_no_number_is_refused(hall: Hall, offset: str) -> None:
    upload = begin(hall, 10).json()["id"]
    client = client_of(
        hall, "secretary", **({"Upload-Offset": offset.encode().decode("latin1")} if offset else {})
    )

    answer = client.patch(f"/api/uploads/{upload}", b"abc", content_type="application/octet-stream")

    assert (answer.status_code, answer.json()["code"]) == (400, "meetings.bad_input")


def test_more_than_was_announced_is_not_kept(hall: Hall, incoming: Path) -> None:
    upload = begin(hall, 10).json()["id"]
    send(hall, upload, 0, b"12345")

    answer = send(hall, upload, 5, b"678901")

    assert (answer.status_code, answer.json()["code"]) == (422, "agenda.upload_too_long")
    assert Upload.objects.get().received == 5
    assert (incoming / UUID(upload).hex).read_bytes() == b"12345"


def test_what_has_not_come_whole_is_neither_read_nor_filed(hall: Hall) -> None:
    upload = begin(hall, len(PAPER)).json()["id"]
    send(hall, upload, 0, PAPER[:1000])

    answers = [post(hall, f"/api/uploads/{upload}/read"), file_it(hall, upload)]

    assert [answer.json()["code"] for answer in answers] == ["agenda.upload_incomplete"] * 2
    assert Upload.objects.get().received == 1000


def test_the_first_page_is_proposed_and_cleaned_once(
    hall: Hall, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(hall, PAPER)

    answer = post(hall, f"/api/uploads/{upload}/read")
    monkeypatch.setattr("agenda.intake.clean", None)  # what was cleaned is not cleaned again
    filed = file_it(hall, upload)

    assert answer.json() == {
        "proposal": {
            "title": "Tờ trình về giá đất",
            "number": "12/TTr-UBND",
            "issuer": "UBND tỉnh Điện Biên",
            "kind": "SUBMISSION",
            "dated": "2023-11-20",
        },
        "pages": 1,
        "removed": {},
        "searchable": True,
    }
    assert filed.status_code == 200, filed.content
    assert list(incoming.iterdir()) == []
    assert not Upload.objects.exists()


def test_what_reading_removed_is_told(hall: Hall) -> None:
    answer = post(hall, f"/api/uploads/{sent(hall, hostile.with_javascript())}/read").json()

    assert answer["removed"] == {"javascript": 3, "open_action": 1}
    assert (answer["pages"], answer["searchable"]) == (2, False)
    assert answer["proposal"]["title"] is None


def test_filing_retried_with_its_key_is_one_document(hall: Hall) -> None:
    upload, key = sent(hall, PAPER), new_key()

    first, again = file_it(hall, upload, key), file_it(hall, upload, key)

    assert (again.status_code, again.json()) == (200, first.json())
    assert Document.objects.count() == 1


def test_a_key_of_something_else_files_nothing(hall: Hall) -> None:
    upload, key = sent(hall, PAPER), new_key()
    post(hall, f"/api/meetings/{hall.meeting.id}/dossiers", key=key, title="Giá đất")

    answer = file_it(hall, upload, key)

    assert answer.json()["code"] == "meetings.key_reused"
    assert Upload.objects.exists(), "it may be filed with a key of its own"


def test_an_upload_whose_command_is_refused_can_be_filed_again(hall: Hall) -> None:
    upload = sent(hall, PAPER)

    refused = file_it(hall, upload, item=999_999)
    filed = file_it(hall, upload)

    assert (refused.status_code, filed.status_code) == (404, 200)


def test_an_upload_replaces_the_file_of_a_paper(hall: Hall) -> None:
    paper = hall.document("Tờ trình")

    answer = post(hall, f"/api/documents/{paper.id}/replace", upload=sent(hall, PAPER))

    assert answer.status_code == 200, answer.content
    assert list(paper.versions.values_list("no", "pages")) == [(1, 7), (2, 1)]
    assert not Upload.objects.exists()


@pytest.mark.parametrize("given", [{}, {"upload": "no uuid"}])
def test_a_paper_without_a_file_is_refused(hall: Hall, given: dict[str, object]) -> None:
    text = {"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC"}

    answer = post(hall, f"/api/meetings/{hall.meeting.id}/documents", **text | given)

    assert answer.status_code == 400


def test_an_upload_is_its_owner_s_alone(hall: Hall) -> None:
    upload = sent(hall, PAPER)
    staff = client_of(hall, "staff")

    answers = [
        staff.get(f"/api/uploads/{upload}"),
        send(hall, upload, len(PAPER), b"x", role="staff"),
        staff.post(f"/api/uploads/{upload}/read", {}, content_type="application/json"),
        staff.delete(f"/api/uploads/{upload}"),
        begin(hall, 5, role="staff", key=UUID(upload)),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert Upload.objects.get().received == len(PAPER)


def test_only_the_secretariat_uploads(hall: Hall) -> None:
    roles = ("secretary", "staff", "delegate", "chair", "guest", "outsider")

    assert [begin(hall, 5, role=role).status_code for role in roles] == [200, 200, 403, 403, 403, 404]


def test_announced_twice_with_one_key_it_is_one_upload(hall: Hall) -> None:
    key = uuid4()

    first, again = begin(hall, 5, key=key), begin(hall, 5, key=key)

    assert first.json() == again.json()
    assert Upload.objects.count() == 1


def test_dropping_an_upload_leaves_nothing(hall: Hall, incoming: Path) -> None:
    upload = sent(hall, PAPER)
    post(hall, f"/api/uploads/{upload}/read")
    assert len(list(incoming.iterdir())) == 4

    answer = client_of(hall, "secretary").delete(f"/api/uploads/{upload}")

    assert answer.status_code == 204
    assert (list(incoming.iterdir()), Upload.objects.count()) == ([], 0)


def test_the_bytes_are_for_the_server_alone(hall: Hall, incoming: Path) -> None:
    sent(hall, PAPER)

    assert [path.stat().st_mode & 0o777 for path in incoming.iterdir()] == [0o600]


def test_a_secret_paper_is_gone_when_it_is_recognised(hall: Hall, incoming: Path) -> None:
    upload = sent(hall, STAMPED)

    refused = post(hall, f"/api/uploads/{upload}/read")
    gone = client_of(hall, "secretary").get(f"/api/uploads/{upload}")

    assert refused.json()["code"] == "agenda.state_secret"
    assert gone.status_code == 404
    assert (list(incoming.iterdir()), Upload.objects.count()) == ([], 0)


def test_sent_again_as_harmless_it_is_filed_with_the_name(hall: Hall) -> None:
    upload = sent(hall, STAMPED)

    read = post(hall, f"/api/uploads/{upload}/read", harmless=True)
    without = file_it(hall, sent(hall, STAMPED))
    filed = file_it(hall, upload, harmless=True)

    assert (read.status_code, filed.status_code) == (200, 200)
    assert without.json()["code"] == "agenda.state_secret"
    assert DocumentVersion.objects.get().harmless_by == hall["secretary"]


def test_a_declared_secret_is_gone_unread(
    hall: Hall, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(hall, PAPER)
    monkeypatch.setattr("agenda.intake.clean", None)

    refused = post(hall, f"/api/uploads/{upload}/read", secrecy="MAT", harmless=True)

    assert (refused.json()["code"], refused.json()["facts"]["declared"]) == ("agenda.state_secret", True)
    assert (list(incoming.iterdir()), Upload.objects.count()) == ([], 0)


def test_a_hostile_file_is_gone_when_it_is_refused(hall: Hall, incoming: Path) -> None:
    refused = post(hall, f"/api/uploads/{sent(hall, hostile.flate_bomb())}/read")

    assert refused.json()["code"] == "agenda.pdf_bomb"
    assert (list(incoming.iterdir()), Upload.objects.count()) == ([], 0)


def test_a_file_that_a_busy_server_had_no_time_for_stays_to_be_read_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(hall, PAPER)
    with monkeypatch.context() as starved:
        starved.setattr(child, "WALL_SECONDS", 0.001)
        busy = post(hall, f"/api/uploads/{upload}/read")
    again = post(hall, f"/api/uploads/{upload}/read")

    assert (busy.status_code, busy.json()["code"]) == (409, "agenda.intake_busy")
    assert again.status_code == 200


def test_a_file_over_the_limit_is_not_begun(hall: Hall) -> None:
    answer = begin(hall, settings.MAX_UPLOAD_BYTES + 1)

    assert (answer.status_code, answer.json()["code"]) == (422, "agenda.pdf_too_large")
    assert not Upload.objects.exists()


def test_nobody_begins_uploads_without_end(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "AT_ONCE", 2)

    answers = [begin(hall, 5) for _ in range(3)]
    other = begin(hall, 5, role="staff")

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert answers[2].json()["code"] == "agenda.too_many_uploads"
    assert other.status_code == 200


def test_what_nobody_went_on_with_for_a_day_is_gone(hall: Hall, incoming: Path) -> None:
    old, new = sent(hall, PAPER), sent(hall, PAPER)
    post(hall, f"/api/uploads/{old}/read")
    killed = incoming / "upload-killed"
    killed.mkdir()
    (killed / "upload").write_bytes(b"x")
    yesterday = time.time() - parts.KEPT_SECONDS - 1
    for path in [killed, *incoming.glob(f"{UUID(old).hex}*")]:
        os.utime(path, (yesterday, yesterday))

    gone = parts.forget_old()

    assert gone == 2
    assert [str(upload.id) for upload in Upload.objects.all()] == [new]
    assert [path.name for path in incoming.iterdir()] == [UUID(new).hex]


def test_an_upload_whose_bytes_are_gone_is_not_found(hall: Hall, incoming: Path) -> None:
    upload = sent(hall, PAPER)
    (incoming / UUID(upload).hex).unlink()

    assert client_of(hall, "secretary").get(f"/api/uploads/{upload}").status_code == 404
    assert parts.forget_old() == 1
    assert not Upload.objects.exists()
