"""The administration: accounts are made, changed and closed there; the record is only looked at."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from meetings.models import Body, Meeting, Membership, Person
from tests.voting.cast import Council, council_of

pytestmark = pytest.mark.django_db

PASSWORD = "Mường Thanh 1954"
# Written by commands: in the administration to look at only.
BY_COMMANDS = [
    "agenda.agendaitem",
    "agenda.document",
    "agenda.dossier",
    "agenda.programme",
    "meetings.attendance",
    "meetings.meeting",
    "meetings.participant",
    "voting.ballot",
    "voting.paperstep",
    "voting.tellersboard",
    "voting.vote",
    "voting.votingright",
]
EDITABLE = [
    "meetings.adminunit",
    "meetings.body",
    "meetings.delegategroup",
    "meetings.discussiongroup",
    "meetings.membership",
    "meetings.person",
    "meetings.site",
]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def council() -> Council:
    return council_of("Điện Biên", delegates=3)


@pytest.fixture
def superuser() -> Client:
    return signed_in(Person.objects.create_superuser("quan-tri", PASSWORD, full_name="Quản trị"))


@pytest.fixture
def help_desk() -> Client:
    """Staff with the right to change people, and no other."""
    person = Person.objects.create(username="ho-tro", full_name="Bàn hỗ trợ", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["change_person", "view_person"]))
    return signed_in(person)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(label: str, act: str = "changelist", *args: object) -> str:
    app, model = label.split(".")
    return reverse(f"admin:{app}_{model}_{act}", args=args)


def do(client: Client, action: str, *people: Person) -> None:
    client.post(
        page_of("meetings.person"),
        {"action": action, "_selected_action": [str(person.pk) for person in people]},
    )


def test_each_table_of_ours_is_either_edited_here_or_written_by_commands() -> None:
    ours = {"meetings", "agenda", "voting"}

    registered = sorted(model._meta.label_lower for model in site._registry if model._meta.app_label in ours)

    assert registered == sorted(BY_COMMANDS + EDITABLE)


@pytest.mark.parametrize("label", BY_COMMANDS)
def test_what_commands_write_nobody_changes_here(council: Council, superuser: Client, label: str) -> None:
    assert superuser.get(page_of(label)).status_code == 200
    assert superuser.get(page_of(label, "add")).status_code == 403


@pytest.mark.parametrize("label", EDITABLE)
def test_each_page_opens(council: Council, superuser: Client, label: str) -> None:
    assert superuser.get(page_of(label)).status_code == 200
    assert superuser.get(page_of(label, "add")).status_code == 200


def test_a_meeting_is_shown_and_not_changed(council: Council, superuser: Client) -> None:
    address = page_of("meetings.meeting", "change", council.meeting.pk)

    shown = superuser.get(address)
    changed = superuser.post(address, {"name": "Kỳ họp khác", "state": "CLOSED"})

    assert (shown.status_code, changed.status_code) == (200, 403)
    assert Meeting.objects.get().name == council.meeting.name


def test_the_pages_speak_vietnamese(superuser: Client) -> None:
    page = superuser.get("/admin/").content.decode()

    assert "<title>Tài khoản, cơ quan và dữ liệu | Quản trị Nghị Trường</title>" in page
    assert [
        name for name in ("Persons", "Bodys", "Memberships", "Admin units", "Sittings") if name in page
    ] == []


@pytest.mark.parametrize("rows", [1, 3, 129])
def test_the_memberships_take_as_many_queries_for_one_as_for_all(
    superuser: Client, django_assert_num_queries: Any, rows: int
) -> None:
    council_of("Điện Biên", delegates=rows)
    superuser.get(page_of("meetings.membership"))

    with django_assert_num_queries(6):
        superuser.get(page_of("meetings.membership"))


def test_a_new_account_signs_in_with_the_password_it_was_given(superuser: Client) -> None:
    form = {
        "username": "lo-van-an",
        "full_name": "Lò Văn An",
        "title": "",
        "kind": "PERSON",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }

    superuser.post(page_of("meetings.person", "add"), form)

    person = Person.objects.get(username="lo-van-an")
    assert (person.full_name, person.check_password(PASSWORD), person.is_staff) == ("Lò Văn An", True, False)


@pytest.mark.parametrize("password", ["12345678901", "ngắn", "lo-van-an-", "password123"])
def test_a_weak_password_is_not_given(superuser: Client, password: str) -> None:
    person = Person.objects.create_user("lo-van-an", PASSWORD, full_name="Lò Văn An")

    superuser.post(
        reverse("admin:auth_user_password_change", args=[person.pk]),
        {"usable_password": "true", "password1": password, "password2": password},
    )

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_nobody_is_deleted(council: Council, superuser: Client) -> None:
    address = page_of("meetings.person", "delete", council.delegates[0].pk)

    assert superuser.post(address, {"post": "yes"}).status_code == 403
    do(superuser, "delete_selected", council.delegates[0])
    assert Person.objects.filter(pk=council.delegates[0].pk).exists()


def test_who_is_deactivated_is_out_at_once(council: Council, help_desk: Client) -> None:
    leaving, staying = council.delegates[:2]
    tablets = [signed_in(leaving), signed_in(staying)]

    do(help_desk, "deactivate", leaving)

    assert [tablet.get("/api/today").status_code for tablet in tablets] == [401, 200]
    leaving.refresh_from_db()
    assert leaving.is_active is False


def test_a_lost_tablet_is_signed_out_from_here(council: Council, help_desk: Client) -> None:
    lost, other = council.delegates[:2]
    tablets = [signed_in(lost), signed_in(other)]

    do(help_desk, "sign_out_everywhere", lost)

    assert [tablet.get("/api/today").status_code for tablet in tablets] == [401, 200]
    lost.refresh_from_db()
    assert lost.is_active is True


def test_one_does_not_deactivate_oneself(superuser: Client) -> None:
    do(superuser, "deactivate", Person.objects.get(username="quan-tri"))

    assert Person.objects.get(username="quan-tri").is_active is True


@pytest.mark.parametrize("action", ["deactivate", "sign_out_everywhere"])
def test_the_help_desk_does_not_touch_a_superuser(superuser: Client, help_desk: Client, action: str) -> None:
    do(help_desk, action, Person.objects.get(username="quan-tri"))

    assert superuser.get("/admin/").status_code == 200


def test_the_help_desk_sets_no_password_of_a_superuser(superuser: Client, help_desk: Client) -> None:
    person = Person.objects.get(username="quan-tri")

    answer = help_desk.post(
        reverse("admin:auth_user_password_change", args=[person.pk]),
        {"usable_password": "true", "password1": "Hồ Pá Khoang 2024", "password2": "Hồ Pá Khoang 2024"},
    )

    person.refresh_from_db()
    assert (answer.status_code, person.check_password(PASSWORD)) == (403, True)


def test_the_help_desk_hands_out_no_rights(council: Council, help_desk: Client) -> None:
    person = Person.objects.get(username="ho-tro")
    form = {
        "username": "ho-tro",
        "full_name": "Bàn hỗ trợ số 1",
        "title": "",
        "kind": "PERSON",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }

    help_desk.post(page_of("meetings.person", "change", person.pk), form)

    person.refresh_from_db()
    assert (person.full_name, person.is_staff, person.is_superuser) == ("Bàn hỗ trợ số 1", True, False)


def test_a_membership_is_entered_with_its_dates(council: Council, superuser: Client) -> None:
    person = Person.objects.create(username="mua-a-de", full_name="Mùa A Dế")
    body = Body.objects.get()
    form = {
        "body": body.pk,
        "person": person.pk,
        "role": "DELEGATE",
        "status": "ACTIVE",
        "seat_no": "",
        "delegate_group": "",
        "valid_from": "01/01/2024",
        "valid_to": "",
    }

    superuser.post(page_of("meetings.membership", "add"), form)

    entered = Membership.objects.get(person=person)
    assert (entered.valid_from.isoformat(), entered.valid_to) == ("2024-01-01", None)
