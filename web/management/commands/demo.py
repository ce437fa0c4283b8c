"""`manage.py demo`: make ready what the demo needs, show who may sit where, serve until Ctrl-C."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.models import Role
from web.demo.seats import demo_meeting, seats_of

# Where each role works, in the order of the table.
SCREENS = (
    (Role.PRESIDING_OFFICER, "Chủ tọa", "chair"),
    (Role.SECRETARY, "Thư ký kỳ họp", "desk"),
    (Role.STAFF, "Văn phòng", "desk"),
    (Role.DELEGATE, "Đại biểu", "seat"),
    (Role.SITE, "Điểm cầu xã", "site"),
    (Role.OBSERVER, "Người theo dõi", "site"),
    (Role.DISPLAY, "Màn hình hội trường", "hall"),
    (Role.ADMINISTRATOR, "Quản trị", None),
)


class Command(BaseCommand):
    help = "Chạy bản trình diễn: chuẩn bị dữ liệu, in bảng địa chỉ, mở máy chủ trên máy này."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Bản trình diễn cần DEMO=1. Hãy chạy: make demo")
        # What was being loaded is loaded anew at the next start: it is all there, or nothing.
        with contextlib.suppress(KeyboardInterrupt):
            self._run(options["port"])
        self._say("\nĐã dừng.")

    def _run(self, port: int) -> None:
        self._say("Chuẩn bị cơ sở dữ liệu …")
        call_command("migrate", verbosity=0)
        call_command("load_demo")
        self._say(table(f"http://127.0.0.1:{port}"))
        call_command("serve", port=port)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def table(address: str) -> str:
    """The addresses and roles of the demo, one a line; empty roles are left out."""
    meeting = demo_meeting()
    if meeting is None:
        raise CommandError("Chưa có dữ liệu trình diễn. Hãy chạy: manage.py load_demo")
    seats = Counter(seat["role"] for seat in seats_of(meeting))
    rows = [
        (name, seats[role], f"{address}/m/{meeting.pk}/{screen}" if screen else f"{address}/administration")
        for role, name, screen in SCREENS
        if seats[role]
    ]
    lines = [f"  {name:<22}{count:>5}   {where}" for name, count, where in rows]
    return "\n".join(
        [
            "",
            f"  {meeting.name}",
            f"  Mở {address} rồi chọn một ghế để vào họp, không cần mật khẩu.",
            "",
            f"  {'Vai trò':<22}{'Ghế':>5}   Màn hình",
            *lines,
            "",
            f"  Ctrl-C để dừng. Dữ liệu nằm trong {settings.DATA_DIR}.",
            "",
        ]
    )
