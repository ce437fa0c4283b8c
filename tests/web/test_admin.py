"""The help desk sees who came in and who could not, and lets a person in again."""

from __future__ import annotations

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import Permission
from django.test import Client

from meetings.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "Mường Thanh 1954"
PEOPLE = "/admin/meetings/person/"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def help_desk() -> Client:
    person = Person.objects.create(username="ho-tro", full_name="Bàn hỗ trợ", is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(
            codename__in=["change_person", "view_person", "view_signin", "view_wrongsignin"]
        )
    )
    client = Client()
    client.force_login(person)
    return client


def sign_in(username: str, password: str = PASSWORD) -> int:
    body = {"username": username, "password": password}
    return Client().post("/api/session", body, content_type="application/json").status_code


def locked_out(username: str) -> Person:
    person = Person.objects.create_user(username, PASSWORD, full_name=username)
    for _ in range(5):
        sign_in(username, "sai")
    assert sign_in(username) == 429
    return person


def test_who_is_locked_out_is_let_in_again_and_nobody_else(help_desk: Client) -> None:
    person = locked_out("lo-van-an")
    locked_out("mua-a-de")

    help_desk.post(PEOPLE, {"action": "unlock", "_selected_action": [str(person.pk)]})

    assert (sign_in("lo-van-an"), sign_in("mua-a-de")) == (200, 429)


def test_who_only_looks_at_people_unlocks_nobody(help_desk: Client) -> None:
    person = locked_out("lo-van-an")
    Person.objects.get(username="ho-tro").user_permissions.set(
        Permission.objects.filter(codename="view_person")
    )

    help_desk.post(PEOPLE, {"action": "unlock", "_selected_action": [str(person.pk)]})

    assert sign_in("lo-van-an") == 429


def test_the_sign_ins_are_shown_and_not_changed(help_desk: Client) -> None:
    locked_out("lo-van-an")
    Person.objects.create_user("mua-a-de", PASSWORD, full_name="Mùa A Dế")
    sign_in("mua-a-de")

    right = help_desk.get("/admin/web/signin/")
    wrong = help_desk.get("/admin/web/wrongsignin/")

    assert [row.username for row in right.context["cl"].result_list] == ["mua-a-de", "ho-tro"]
    assert [(row.username, row.failures_since_start) for row in wrong.context["cl"].result_list] == [
        ("lo-van-an", 5)
    ]
    for where in ("/admin/web/signin/add/", "/admin/web/wrongsignin/add/"):
        assert help_desk.post(where).status_code == 403


def test_the_pages_call_nobody_what_a_child_is_called(help_desk: Client) -> None:
    page = help_desk.get("/admin/").content.decode()

    assert "<strong>Bàn hỗ trợ</strong>" in page
    assert re.search(r"\bbạn\b", page, re.IGNORECASE) is None


def test_no_password_is_kept_with_an_attempt() -> None:
    secret = "mật khẩu gõ nhầm"

    sign_in("lo-van-an", secret)
    Client().post("/admin/login/", {"username": "lo-van-an", "password": secret})

    kept = [str(value) for row in AccessAttempt.objects.values() for value in row.values()]
    assert len(kept) > 0
    assert [value for value in kept if secret in value] == []
