"""`make demo` before and around the server: the port, the table of roles, and refusals in words."""

from __future__ import annotations

import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import AdminUnit, Body, Meeting, Participant, Person
from web.management.commands.demo import table

ROOT = Path(__file__).parents[2]


def check_port(given: object) -> tuple[int, str]:
    """Run it as the Makefile does: on an isolated Python, with nothing installed."""
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "web/demo/free_port.py", str(given)],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


def test_a_busy_port_is_told_with_the_next_one_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        busy = check_port(port)
    free = check_port(port)

    assert busy == (
        2,
        f"Cổng {port} đang bận. Hãy dừng chương trình đang dùng cổng này, "
        f"hoặc chọn cổng khác: make demo PORT={port + 1}\n",
    )
    assert free == (0, "")


@pytest.mark.parametrize("given", ["", "x", "0", "65536", "-1"])
def test_what_is_no_port_is_told(given: str) -> None:
    assert check_port(given) == (2, f"PORT={given} không phải là số cổng (1–65535).\n")


def test_without_demo_mode_the_command_says_what_to_type() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("demo")

    assert str(refused.value) == "Bản trình diễn cần DEMO=1. Hãy chạy: make demo"


@pytest.mark.django_db
def test_a_demo_that_is_not_loaded_has_no_table() -> None:
    with pytest.raises(CommandError) as refused:
        table("http://127.0.0.1:8000")

    assert str(refused.value) == "Chưa có dữ liệu trình diễn. Hãy chạy: manage.py load_demo"


@pytest.mark.django_db
def test_the_table_counts_the_seats_of_each_role_and_says_where_they_work() -> None:
    unit = AdminUnit.objects.create(
        code="11", level="PROVINCE", name="Tỉnh Điện Biên", valid_from=date(2004, 1, 1)
    )
    body = Body.objects.create(kind="PEOPLES_COUNCIL", unit=unit, name="HĐND tỉnh Điện Biên")
    chair, *delegates = [
        Person.objects.create(username=f"dai-bieu.{no}", full_name=f"Đại biểu {no}") for no in range(3)
    ]
    meeting = Meeting.objects.create(
        body=body,
        name="Kỳ họp thứ mười ba",
        opens_on=date(2023, 12, 6),
        closes_on=date(2023, 12, 8),
        presiding=chair,
    )
    for person, role in [(chair, "PRESIDING_OFFICER"), *((each, "DELEGATE") for each in delegates)]:
        Participant.objects.create(meeting=meeting, person=person, role=role)

    lines = table("http://127.0.0.1:8001").splitlines()

    assert lines[1:7] == [
        "  Kỳ họp thứ mười ba",
        "  Mở http://127.0.0.1:8001 rồi chọn một ghế để vào họp, không cần mật khẩu.",
        "",
        "  Vai trò                 Ghế   Màn hình",
        f"  Chủ tọa                   1   http://127.0.0.1:8001/m/{meeting.pk}/chair",
        f"  Đại biểu                  2   http://127.0.0.1:8001/m/{meeting.pk}/seat",
    ]
