"""`manage.py docs`: print the pages of `docs/` that follow from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from web.docs import PAGES


class Command(BaseCommand):
    help = f"In lại các trang tài liệu sinh ra từ mã nguồn (docs/: {', '.join(PAGES)})."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = []
        for name, page in PAGES.items():
            file, text = Path(settings.BASE_DIR) / "docs" / name, page()
            if file.exists() and file.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not check:
                file.write_text(text, encoding="utf-8")
                self.stdout.write(f"docs/{name}")
        if check and stale:
            raise CommandError(
                f"Tài liệu chưa khớp mã nguồn: {', '.join(stale)}. Hãy chạy: manage.py docs", returncode=1
            )
