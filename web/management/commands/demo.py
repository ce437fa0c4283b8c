"""`manage.py demo`: make ready what the demo needs, show who may sit where, serve until Ctrl-C."""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from typing import Any

import segno
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
        if settings.LAN_ADDRESS:
            self._serve_room(settings.LAN_ADDRESS, port)
        else:
            self._say(table(f"http://127.0.0.1:{port}"))
            call_command("serve", port=port)

    def _serve_room(self, address: str, port: int) -> None:
        """For the tablets of the room: by HTTPS, with a page beside it that says how they trust it."""
        from web.demo import lan  # only here certificates are made and codes drawn

        folder, entry = settings.DATA_DIR / "lan", f"https://{address}:{port}"
        lan.certificate(folder, address)
        try:
            explaining = lan.explain(address, port + 1, entry, folder)
        except OSError as problem:
            raise CommandError(
                f"Không mở được cổng {port + 1} trên {address}: {problem.strerror}. "
                "Hãy chọn cổng khác (PORT=…)."
            ) from None
        try:
            self._say(table(entry))
            self._say(
                welcome(f"http://{address}:{port + 1}/trust", lan.fingerprint(lan.authority_of(folder)))
            )
            call_command("serve", host=address, port=port)
        finally:
            explaining.shutdown()
            explaining.server_close()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def welcome(page: str, fingerprint: str) -> str:
    """A code for the cameras of the tablets, and what everybody at the terminal has to know."""
    code = io.StringIO()
    segno.make_qr(page).terminal(code, compact=True)
    return "\n".join(
        [
            code.getvalue(),
            f"  Máy tính bảng: quét mã, hoặc mở {page}, rồi làm theo ba bước trên trang.",
            "  Dấu vân tay SHA-256 của chứng thư, để so với máy tính bảng:",
            *(f"    {fingerprint[start : start + 48]}" for start in range(0, len(fingerprint), 48)),
            "",
            "  Chú ý: chế độ trình diễn cho BẤT KỲ AI trong mạng này ngồi vào BẤT KỲ ghế nào,",
            "  không cần mật khẩu. Chỉ chạy trong mạng riêng của phòng họp, và dừng khi xong.",
            "",
        ]
    )


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
