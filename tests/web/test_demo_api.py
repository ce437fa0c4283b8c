"""The demo over HTTP: seats from the database, one click to sit down, bots in the others."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from meetings import clock
from meetings.models import AdminUnit, Body, DelegateGroup, Meeting, Membership, Participant, Person, Site
from web.demo import api
from web.demo.hall import Hall

pytestmark = pytest.mark.django_db

TABLET = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)"
BOT = "python-httpx/0.28.1"
# Says how it was started, then what it is told, until its input ends.
BOTS = """
import sys
print(*sys.argv[1:], flush=True)
for line in sys.stdin:
    print("TOLD", line.strip(), flush=True)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("CHECKING_IN", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def demo() -> Iterator[None]:
    with override_settings(DEMO=True):
        yield


@pytest.fixture(autouse=True)
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """A hall of its own for each test, with a small program for bots."""
    hall = Hall(command=[sys.executable, "-c", BOTS])
    monkeypatch.setattr(api, "hall", hall)
    yield hall
    hall.stop()


def person(username: str, name: str, **fields: Any) -> Person:
    return Person.objects.create(username=username, full_name=name, **fields)


@pytest.fixture
def meeting() -> Meeting:
    """The province's council: a presidium of two, two delegates, and one of each other kind."""
    since = date(2021, 6, 29)
    province = AdminUnit.objects.create(code="11", level="PROVINCE", name="Tỉnh Điện Biên", valid_from=since)
    district = AdminUnit.objects.create(
        code="096", level="DISTRICT", name="Huyện Mường Nhé", parent=province, valid_from=since
    )
    commune = AdminUnit.objects.create(
        code="3154", level="COMMUNE", name="Xã Sín Thầu", parent=district, valid_from=since
    )
    council = Body.objects.create(kind="PEOPLES_COUNCIL", unit=province, name="HĐND tỉnh Điện Biên")
    local = Body.objects.create(kind="PEOPLES_COUNCIL", unit=commune, name="HĐND xã Sín Thầu")
    group = DelegateGroup.objects.create(body=council, no=4, name="Tổ đại biểu số 4")
    chair = person("lo-van-an", "Lò Văn An", title="Chủ tịch HĐND tỉnh")
    deputy = person("mua-thi-do", "Mùa Thị Dở", title="Phó Chủ tịch HĐND tỉnh")
    late, early = person("vang-a-chu", "Vàng A Chư"), person("quang-thi-bich", "Quàng Thị Bích")
    site = person("xa-sin-thau", "Xã Sín Thầu", kind="SITE")
    Site.objects.create(unit=commune, name="Điểm cầu xã Sín Thầu", account=site)
    for member, seat in ((chair, None), (deputy, None), (late, 12), (early, 3)):
        Membership.objects.create(
            body=council, person=member, delegate_group=group, seat_no=seat, valid_from=since
        )
    fields = {"opens_on": date(2023, 12, 6), "closes_on": date(2023, 12, 8)}
    Meeting.objects.create(body=council, name="Kỳ họp thứ mười ba", **fields)
    meeting = Meeting.objects.create(body=council, name="Kỳ họp thứ mười bốn", presiding=chair, **fields)
    Meeting.objects.create(body=local, name="Kỳ họp của xã", **fields)
    parts = [
        (site, "SITE"),
        (person("man-hinh", "Màn hình hội trường", kind="DISPLAY"), "DISPLAY"),
        (person("quan-tri", "Quản trị hệ thống", is_staff=True, is_superuser=True), "ADMINISTRATOR"),
        (person("theo-doi-1", "Giàng A Tủa"), "OBSERVER"),
        (person("chuyen-vien", "Nguyễn Thị Hà"), "STAFF"),
        (person("thu-ky", "Trần Văn Bình"), "SECRETARY"),
        (person("khach-moi", "Lường Văn Kim"), "GUEST"),
        (person("thoi-viec", "Cà Văn Pản", is_active=False), "DELEGATE"),
        *((member, "DELEGATE") for member in (chair, deputy, late, early)),
        *((member, "PRESIDING_OFFICER") for member in (chair, deputy)),
    ]
    for who, role in parts:
        Participant.objects.create(meeting=meeting, person=who, role=role)
    return meeting


class Seat:
    """A browser (or a bot) in the demo."""

    def __init__(self, agent: str = TABLET) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"User-Agent": agent})
        self.client.get("/api/me")

    def post(self, where: str, body: object) -> tuple[int, dict[str, Any]]:
        token = {"X-CSRFToken": self.client.cookies["csrftoken"].value}
        answer = self.client.post(where, body, content_type="application/json", headers=token)
        return answer.status_code, answer.json()

    def take(self, username: str) -> tuple[int, dict[str, Any]]:
        return self.post("/api/demo/sign-in", {"username": username})

    def run(self, running: bool) -> tuple[int, dict[str, Any]]:
        return self.post("/api/demo/hall", {"running": running})


def soon(true: Callable[[], bool]) -> bool:
    """Whether it comes true within ten seconds."""
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def test_the_seats_are_those_of_the_newest_meeting_each_person_once(meeting: Meeting) -> None:
    said = Client().get("/api/demo").json()

    keys = ("role", "username", "group", "seat", "unit")
    assert said["meeting"] == str(meeting.pk)
    assert said["hall"] == {"running": False, "phase": ""}
    assert [tuple(seat[key] for key in keys) for seat in said["seats"]] == [
        ("PRESIDING_OFFICER", "lo-van-an", 4, None, None),
        ("DELEGATE", "mua-thi-do", 4, None, None),
        ("DELEGATE", "quang-thi-bich", 4, 3, None),
        ("DELEGATE", "vang-a-chu", 4, 12, None),
        ("SECRETARY", "thu-ky", None, None, None),
        ("STAFF", "chuyen-vien", None, None, None),
        ("DISPLAY", "man-hinh", None, None, None),
        ("OBSERVER", "theo-doi-1", None, None, None),
        ("SITE", "xa-sin-thau", None, None, "Huyện Mường Nhé"),
        ("ADMINISTRATOR", "quan-tri", None, None, None),
    ]
    assert (said["seats"][0]["name"], said["seats"][0]["title"]) == ("Lò Văn An", "Chủ tịch HĐND tỉnh")


def test_the_clock_of_the_demo_is_told(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 12, 6, 0, 15, tzinfo=UTC))

    assert Client().get("/api/demo").json()["now"] == "2023-12-06T00:15:00.000000Z"


@pytest.mark.parametrize("sites", [1, 3, 129])
def test_the_seats_take_as_many_queries_for_one_site_as_for_all(
    meeting: Meeting, django_assert_num_queries: Any, sites: int
) -> None:
    commune = AdminUnit.objects.get(code="3154")
    for n in range(sites - 1):
        account = person(f"diem-cau-{n}", f"Điểm cầu {n}", kind="SITE")
        Site.objects.create(unit=commune, name=account.full_name, account=account)
        Participant.objects.create(meeting=meeting, person=account, role="SITE")

    with django_assert_num_queries(4):
        said = Client().get("/api/demo").json()

    assert len([seat for seat in said["seats"] if seat["role"] == "SITE"]) == sites


def test_a_demo_that_was_not_loaded_says_what_to_run() -> None:
    answer = Client().get("/api/demo")

    assert (answer.status_code, answer.json()["code"]) == (503, "web.demo_not_loaded")
    assert answer.json()["detail"] == (
        "Chưa có dữ liệu trình diễn. Hãy chạy `manage.py load_demo` rồi tải lại trang."
    )


@pytest.mark.parametrize(
    ("method", "where"), [("get", "/api/demo"), ("post", "/api/demo/sign-in"), ("post", "/api/demo/hall")]
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_outside_the_demo_there_is_no_such_thing(
    meeting: Meeting, method: str, where: str, signed_in: bool
) -> None:
    client = Client()
    if signed_in:
        client.force_login(Person.objects.get(username="quan-tri"))
    with override_settings(DEMO=False):
        answer = getattr(client, method)(where, {"username": "quan-tri", "running": True})
        me = client.get("/api/me").json()

    assert answer.status_code == 404
    assert (me["person"] is not None, me["demo"]) == (signed_in, False)


def test_one_click_takes_a_seat(meeting: Meeting) -> None:
    seat = Seat()

    status, said = seat.take("quan-tri")

    assert (status, said["person"]["username"]) == (200, "quan-tri")
    assert (said["demo"], said["administrator"]) == (True, True)
    assert seat.client.get("/api/me").json() == said


def test_from_one_seat_to_another_the_old_session_is_left(meeting: Meeting) -> None:
    seat = Seat()
    seat.take("lo-van-an")
    before = seat.client.cookies["sessionid"].value

    assert seat.take("thu-ky")[1]["person"]["username"] == "thu-ky"
    assert seat.client.cookies["sessionid"].value != before


@pytest.mark.parametrize("username", ["khong-co-ai", "khach-moi", "thoi-viec", "LO-VAN-AN"])
def test_a_seat_that_is_not_offered_is_not_taken(meeting: Meeting, username: str) -> None:
    person("khong-trong-ky-hop", "Người ngoài")

    status, said = Seat().take(username)

    assert (status, said["code"]) == (404, "web.no_such_seat")
    assert said["detail"] == (
        f"Không có ghế “{username}” trong kỳ họp trình diễn. Mời chọn một ghế trong danh sách."
    )


def test_who_is_no_part_of_the_meeting_has_no_seat(meeting: Meeting) -> None:
    Person.objects.create_superuser("quan-tri-that", "Mường Thanh 1954", full_name="Quản trị thật")

    assert Seat().take("quan-tri-that")[0] == 404


def test_another_page_cannot_put_a_browser_into_a_seat(meeting: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/api/demo/sign-in", {"username": "lo-van-an"}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "web.csrf_failed")


def test_the_hall_runs_for_who_has_a_seat_alone(meeting: Meeting, hall: Hall) -> None:
    status, said = Seat().run(True)

    assert (status, said["code"], hall.running) == (401, "web.sign_in_needed", False)


def test_the_bots_are_told_where_which_meeting_and_who_sits_already(meeting: Meeting, hall: Hall) -> None:
    first, second, bot = Seat(), Seat(), Seat(BOT)
    first.take("vang-a-chu")
    second.take("lo-van-an")
    bot.take("quang-thi-bich")

    assert first.run(True) == (200, {"running": True, "phase": ""})

    started = f"--url http://testserver --meeting {meeting.pk} --taken lo-van-an --taken vang-a-chu"
    assert soon(lambda: hall.phase == started)
    assert Client().get("/api/demo").json()["hall"] == {"running": True, "phase": started}


def test_who_sits_down_later_is_left_their_seat(meeting: Meeting, hall: Hall) -> None:
    seat = Seat()
    seat.take("lo-van-an")
    seat.run(True)

    Seat().take("vang-a-chu")
    Seat(BOT).take("quang-thi-bich")

    assert soon(lambda: hall.phase == "TOLD taken vang-a-chu")
    assert hall.taken == {"lo-van-an", "vang-a-chu"}


def test_a_second_start_starts_no_second_hall(meeting: Meeting, hall: Hall) -> None:
    seat = Seat()
    seat.take("lo-van-an")
    seat.run(True)
    before = hall._bots

    assert seat.run(True)[1]["running"] is True
    assert hall._bots is before


def test_the_hall_is_stopped_and_started_again(meeting: Meeting, hall: Hall) -> None:
    seat = Seat()
    seat.take("lo-van-an")
    seat.run(True)

    assert seat.run(False) == (200, {"running": False, "phase": ""})
    assert seat.run(False) == (200, {"running": False, "phase": ""})
    assert seat.run(True)[1]["running"] is True


def test_bots_that_end_by_themselves_leave_their_last_word(meeting: Meeting, hall: Hall) -> None:
    hall.command = [sys.executable, "-c", "print('CHECKING_IN'); print('DONE')"]
    seat = Seat()
    seat.take("lo-van-an")
    seat.run(True)

    assert soon(lambda: not hall.running and hall.phase == "DONE")
    assert Seat().take("vang-a-chu")[0] == 200
    assert Client().get("/api/demo").json()["hall"] == {"running": False, "phase": "DONE"}


def test_bots_that_will_not_go_are_made_to(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.demo.hall.PATIENCE", 0.2)
    hall.command = [sys.executable, "-c", STUBBORN]
    hall.start("http://testserver", 1)
    assert soon(lambda: hall.phase == "CHECKING_IN")
    bots = hall._bots

    hall.stop()

    assert bots is not None
    assert bots.returncode == -9


@pytest.mark.parametrize("body", [{}, {"running": "vâng"}, {"running": None}])
def test_a_wish_that_is_neither_yes_nor_no_is_a_bad_field(meeting: Meeting, body: object) -> None:
    seat = Seat()
    seat.take("lo-van-an")

    status, said = seat.post("/api/demo/hall", body)

    assert (status, said["code"], list(said["facts"]["fields"])) == (400, "web.bad_fields", ["running"])
