"""`manage.py import_units FILE.csv --valid-from YYYY-MM-DD [--closes-previous]`."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.commands.units import UnitListRefused, import_units, read_units


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise CommandError(f"Ngày “{text}” chưa đúng: cần dạng NĂM-THÁNG-NGÀY, ví dụ 2025-07-01.") from wrong


class Command(BaseCommand):
    help = "Nhập đơn vị hành chính từ tệp CSV (code,level,name,parent_code). Có lỗi thì không ghi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp CSV, UTF-8")
        parser.add_argument("--valid-from", required=True, type=day, help="ngày bắt đầu, NĂM-THÁNG-NGÀY")
        parser.add_argument(
            "--closes-previous", action="store_true",
            help="khép lại, từ ngày hôm trước, các đơn vị mà danh sách này thay thế",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            done = import_units(
                read_units(file),
                valid_from=options["valid_from"],
                closes_previous=options["closes_previous"],
            )
        except OSError as wrong:
            raise CommandError(f"Không đọc được tệp {file}: {wrong.strerror}.") from wrong
        except UnitListRefused as refused:
            lines = "\n".join(f"  - {problem}" for problem in refused.problems)
            raise CommandError(
                f"{file.name}: {len(refused.problems)} lỗi, chưa ghi gì.\n{lines}"
            ) from refused
        self.stdout.write(
            f"{file.name}: thêm {done.created} đơn vị, giữ nguyên {done.unchanged}, khép lại {done.closed}."
        )
