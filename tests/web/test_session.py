"""Signing in and out: by password, from several devices, and after too many wrong ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, override_settings
from django.utils import timezone

from meetings.commands.people import end_sessions
from meetings.models import Person, StreamTicket
from signaling import tickets
from tests.voting.cast import council_of

pytestmark = pytest.mark.django_db

PASSWORD = "Mường Thanh 1954"
LOCKED = (
    "Tài khoản tạm khóa do nhập sai nhiều lần. Đề nghị liên hệ bàn hỗ trợ tại hội trường, "
    "hoặc thử lại sau 15 phút."
)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id all the same, without the 100 ms that each hash takes by intention."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def delegate() -> Person:
    return Person.objects.create_user("lo-van-an", PASSWORD, full_name="Lò Văn An", title="Bí thư Huyện ủy")


class Device:
    """A tablet that shows the token it was given, as the client does."""

    def __init__(self, address: str = "10.0.0.7", **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address, headers=headers)
        self.client.get("/api/me")

    def post(self, where: str, body: object = None) -> tuple[int, dict[str, Any]]:
        token = {"X-CSRFToken": self.client.cookies["csrftoken"].value}
        answer = self.client.post(where, body or {}, content_type="application/json", headers=token)
        return answer.status_code, answer.json()

    def sign_in(self, password: str = PASSWORD, username: str = "lo-van-an") -> tuple[int, dict[str, Any]]:
        return self.post("/api/session", {"username": username, "password": password})

    def me(self) -> Any:
        return self.client.get("/api/me").json()["person"]


def test_who_has_not_signed_in_is_nobody_and_gets_a_token_to_show() -> None:
    client = Client()

    answer = client.get("/api/me")

    assert answer.json() == {"person": None, "demo": False, "administrator": False}
    assert "csrftoken" in answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_signing_in_answers_who_one_is(delegate: Person) -> None:
    device = Device()

    status, said = device.sign_in()

    shown = {
        "id": str(delegate.pk),
        "username": "lo-van-an",
        "full_name": "Lò Văn An",
        "title": "Bí thư Huyện ủy",
        "kind": "PERSON",
    }
    assert (status, said) == (200, {"person": shown, "demo": False, "administrator": False})
    assert device.me() == shown


def test_the_session_lasts_twelve_hours_in_a_cookie_that_no_script_reads(delegate: Person) -> None:
    device = Device()
    device.sign_in()

    cookie = device.client.cookies["sessionid"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (43200, True, "Lax")


def test_staff_open_the_administration() -> None:
    Person.objects.create_superuser("quan-tri", PASSWORD, full_name="Quản trị")

    assert Device().sign_in(username="quan-tri")[1]["administrator"] is True


def test_passwords_are_kept_as_argon2id(delegate: Person) -> None:
    assert delegate.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("typed", ["lo-van-an ", " lo-van-an"])
def test_a_space_beside_the_user_name_is_no_mistake(delegate: Person, typed: str) -> None:
    assert Device().sign_in(username=typed)[0] == 200


def test_a_name_typed_with_combining_marks_is_the_same_name() -> None:
    Person.objects.create_user("l\u00f2", PASSWORD, full_name="Lò")

    assert Device().sign_in(username="lo\u0300")[0] == 200


@pytest.mark.parametrize(
    ("username", "password"), [("lo-van-an", "sai"), ("khong-co-ai", PASSWORD), ("LO-VAN-AN", PASSWORD)]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    delegate: Person, username: str, password: str
) -> None:
    status, said = Device().sign_in(password, username)

    assert (status, said["code"]) == (401, "web.wrong_credentials")
    assert said["detail"] == (
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Mời kiểm tra và nhập lại, hoặc liên hệ bàn hỗ trợ."
    )


def test_who_was_deactivated_does_not_come_in(delegate: Person) -> None:
    Person.objects.update(is_active=False)

    assert Device().sign_in()[1]["code"] == "web.wrong_credentials"


def test_the_fifth_wrong_password_locks_the_account_even_for_the_right_one(delegate: Person) -> None:
    device = Device()

    wrong = [device.sign_in("sai")[1]["code"] for _ in range(5)]
    status, said = device.sign_in()

    assert wrong == ["web.wrong_credentials"] * 4 + ["web.account_locked"]
    assert (status, said["code"], said["detail"]) == (429, "web.account_locked", LOCKED)
    assert device.me() is None


def test_a_lock_speaks_english_where_asked(delegate: Person) -> None:
    device = Device(**{"Accept-Language": "en-GB"})
    for _ in range(5):
        said = device.sign_in("sai")[1]

    assert said["detail"] == (
        "The account is locked after wrong attempts. Please see the help desk in the hall, "
        "or try again in 15 minutes."
    )


def test_a_neighbour_at_the_same_address_is_not_locked_out(delegate: Person) -> None:
    Person.objects.create_user("mua-a-de", PASSWORD, full_name="Mùa A Dế")
    for _ in range(6):
        Device().sign_in("sai")

    assert Device().sign_in(username="mua-a-de")[0] == 200


def test_a_stranger_elsewhere_cannot_lock_a_delegate_out_of_the_hall(delegate: Person) -> None:
    for _ in range(6):
        Device("203.0.113.9").sign_in("sai")

    assert Device("10.0.0.7").sign_in()[0] == 200


@override_settings(PROXIES=1)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(delegate: Person) -> None:
    for n in range(5):
        # What the client itself wrote into the header changes each time, and changes nothing.
        Device("127.0.0.1", **{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.9"}).sign_in("sai")

    again = Device("127.0.0.1", **{"X-Forwarded-For": "198.51.100.77, 203.0.113.9"}).sign_in()
    elsewhere = Device("127.0.0.1", **{"X-Forwarded-For": "10.0.0.7"}).sign_in()

    assert (again[0], elsewhere[0]) == (429, 200)


def test_a_header_of_a_proxy_that_is_not_there_is_not_believed(delegate: Person) -> None:
    for n in range(5):
        last = Device("203.0.113.9", **{"X-Forwarded-For": f"198.51.100.{n}"}).sign_in("sai")

    assert last[1]["code"] == "web.account_locked"


def test_the_lock_ends_by_itself_and_the_count_begins_anew(delegate: Person) -> None:
    device = Device()
    for _ in range(5):
        device.sign_in("sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert device.sign_in("sai")[1]["code"] == "web.wrong_credentials"
    assert device.sign_in()[0] == 200


def test_the_right_password_clears_the_count(delegate: Person) -> None:
    device = Device()
    for _ in range(2):
        for _ in range(4):
            device.sign_in("sai")
        assert device.sign_in()[0] == 200


def test_the_lock_holds_at_the_administration_too(delegate: Person) -> None:
    client = Client(REMOTE_ADDR="10.0.0.7")
    form = {"username": "lo-van-an", "password": "sai"}
    for _ in range(5):
        answer = client.post("/admin/login/", form)

    assert answer.status_code == 429
    assert LOCKED in answer.content.decode()
    assert Device().sign_in()[1]["code"] == "web.account_locked"


@pytest.mark.parametrize("where", ["/api/session", "/api/session/end", "/api/session/end-everywhere"])
def test_a_request_from_a_foreign_page_is_refused(delegate: Person, where: str) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"username": "lo-van-an", "password": PASSWORD}

    answer = client.post(where, body, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "web.csrf_failed"
    assert answer.json()["detail"] == (
        "Trang này đã mở quá lâu nên yêu cầu chưa được thực hiện. Mời tải lại trang và làm lại."
    )


def test_signing_out_ends_this_session_and_no_other(delegate: Person) -> None:
    hall, home = Device(), Device()
    for device in (hall, home):
        device.sign_in()

    status, said = hall.post("/api/session/end")

    assert (status, said["person"]) == (200, None)
    assert (hall.me(), home.me()["username"]) == (None, "lo-van-an")


def test_signing_out_everywhere_ends_all_sessions_of_this_person_alone(delegate: Person) -> None:
    Person.objects.create_user("mua-a-de", PASSWORD, full_name="Mùa A Dế")
    hall, home, neighbour = Device(), Device(), Device()
    for device in (hall, home):
        device.sign_in()
    neighbour.sign_in(username="mua-a-de")

    status, said = hall.post("/api/session/end-everywhere")

    assert (status, said["person"]) == (200, None)
    assert (hall.me(), home.me()) == (None, None)
    assert home.client.get("/api/today").status_code == 401
    assert neighbour.me()["username"] == "mua-a-de"
    assert home.sign_in()[0] == 200


def test_signing_out_everywhere_takes_back_the_tickets_not_used_yet() -> None:
    council = council_of("Điện Biên", delegates=2)
    theirs, other = council.delegates
    tickets.issue(theirs, council.meeting)
    tickets.issue(other, council.meeting)

    end_sessions(theirs.pk)

    assert list(StreamTicket.objects.values_list("person", flat=True)) == [other.pk]


def test_who_is_not_signed_in_may_sign_out() -> None:
    assert Device().post("/api/session/end-everywhere") == (
        200,
        {"person": None, "demo": False, "administrator": False},
    )


def test_a_new_password_ends_the_sessions_of_the_old_one(delegate: Person) -> None:
    device = Device()
    device.sign_in()

    delegate.refresh_from_db()
    delegate.set_password("Hồ Pá Khoang 2024")
    delegate.save()

    assert device.me() is None


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["username", "password"]),
        ({"username": "lo-van-an", "password": ""}, ["password"]),
        ({"username": "lo\x00", "password": "x"}, ["username"]),
        ({"username": "x" * 151, "password": "x" * 1001}, ["username", "password"]),
        ({"username": ["lo-van-an"], "password": {"a": 1}}, ["username", "password"]),
    ],
)
def test_a_half_filled_form_is_refused_by_field(body: object, fields: list[str]) -> None:
    status, said = Device().post("/api/session", body)

    assert (status, said["code"], list(said["facts"]["fields"])) == (400, "web.bad_fields", fields)
