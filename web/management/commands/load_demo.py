"""`manage.py load_demo`: the province, its people and the sample session; a second run does nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from web.demo.load import load


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they import every view: longer than all a second run does
    help = "Dựng dữ liệu trình diễn: tỉnh, các cơ quan, người dùng, kỳ họp mẫu. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        built = load(self._tell)
        self.stdout.write("Dữ liệu trình diễn đã sẵn sàng." if built else "Dữ liệu trình diễn đã có sẵn.")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
