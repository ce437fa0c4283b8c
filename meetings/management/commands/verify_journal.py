"""`manage.py verify_journal`: recompute the chain of every journal, name each thing that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import hashchain, history, writer
from meetings.hashchain import ChainEntry, Problem

SENTENCES = {
    "EDITED": "mục {seq} ({kind}) đã bị sửa sau khi ghi",
    "MISSING": "{run} đã bị gỡ bỏ",
    "INSERTED": "{run} đã bị chèn thêm",
    "MISPLACED": "mục {seq} ({kind}) đứng sai chỗ: bị chép lại hoặc chèn thêm",
    "UNLINKED": "mục {seq} ({kind}) không nối tiếp mục trước: mục trước đã bị sửa hoặc thay",
}


class Command(BaseCommand):
    help = (
        "Tính lại chuỗi băm của mọi nhật ký (hoặc một nhật ký) và nêu tên từng chỗ sai: mục bị sửa, bị gỡ, "
        "bị chèn. Với --head (mã in trong biên bản, hiện trong hội trường), phần cuối bị cắt cũng lộ ra."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", metavar="HASH", help="đầu chuỗi: 64 chữ số thập lục phân")
        parser.add_argument("--journal", default="", metavar="ID", help="ví dụ meeting:1; mặc định: tất cả")

    def handle(self, *args: Any, head: str, journal: str, **options: Any) -> None:
        head = head.strip().lower()
        if head and not re.fullmatch(r"[0-9a-f]{64}", head):
            raise CommandError("--head phải là 64 chữ số thập lục phân, như in trong biên bản.", returncode=2)
        wrong = 0
        found: tuple[str, int, int] | None = None
        with writer.reading():
            ids = [journal] if journal else history.journals()
            for journal_id in ids:
                chain = history.chain(journal_id)
                if journal and not chain and not history.head(journal).seq:
                    raise CommandError(f"Không có nhật ký nào tên {journal}.", returncode=2)
                problems = list(_problems(journal_id, chain))
                wrong += len(problems)
                for problem in problems:
                    self.stderr.write(f"{journal_id}: {problem}.")
                if not problems:
                    self._whole(journal_id, chain)
                place = next((e.seq for e in chain if e.hash.hex() == head), None)
                if place is not None:
                    found = journal_id, place, len(chain) - place
        if head and found is None:
            wrong += 1
            self.stderr.write(
                f"Không tìm thấy đầu chuỗi {head} trong {', '.join(ids) or 'nhật ký nào'}: "
                "phần cuối của nhật ký đã bị cắt, hoặc cả nhật ký đã bị viết lại."
            )
        elif found:
            self.stdout.write("Đầu chuỗi đã cho là mục {1} của {0}; sau đó còn {2} mục.".format(*found))
        if wrong:
            raise CommandError(f"Nhật ký có {wrong} chỗ sai.", returncode=1)

    def _whole(self, journal_id: str, chain: list[ChainEntry]) -> None:
        last = chain[-1].hash.hex() if chain else "–"
        self.stdout.write(f"{journal_id}: {len(chain)} mục, chuỗi nguyên vẹn, đầu chuỗi {last}")


def _problems(journal_id: str, chain: list[ChainEntry]) -> Iterator[str]:
    """What is wrong, in words. The head that the journal itself keeps is checked with the rest."""
    kinds = {entry.seq: entry.kind for entry in chain}
    kept = history.head(journal_id)
    for problem in hashchain.check(chain, kept.hash):
        if problem.code == "HEAD":
            yield _end(kept.seq, chain)
        else:
            yield SENTENCES[problem.code].format(
                seq=problem.seq, kind=kinds.get(problem.seq, ""), run=_run(problem)
            )


def _run(problem: Problem) -> str:
    return f"mục {problem.seq}" if problem.last <= problem.seq else f"mục {problem.seq} đến {problem.last}"


def _end(kept: int, chain: list[ChainEntry]) -> str:
    end = chain[-1].seq if chain else 0
    if end < kept:
        return f"nhật ký dừng ở mục {end} trong khi đã ghi đến mục {kept}: phần cuối đã bị gỡ bỏ"
    if end > kept:
        return f"nhật ký đã ghi đến mục {kept} mà có đến mục {end}: phần cuối đã bị chèn thêm"
    return f"mục {end} không phải mục cuối đã ghi: đã bị thay bằng mục khác"
