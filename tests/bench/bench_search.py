"""How fast words are found in 5,000 pages, and whether all of them are: `python -m tests.bench.bench_search`.

The pages are those of the demo's papers, their lines shuffled into 5,000 different ones; into some of them
the phrases of GOLDEN are written, twenty phrases asked for with their marks and without them. Each query
goes through the API as a delegate's, on SQLite and on PostgreSQL, several rounds in an order of chance.
One line of JSON for each database, `{"database", "pages", "queries", "p50_ms", "p95_ms", "cpu_p95_ms", "recall",
"hits"}`, where the CPU is that of the asking process: it says most on a machine that does other things too;
the last one is `{"p95_ms", "recall"}` of the worse of the two.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests import servers

ROOT = Path(__file__).parents[2]
PAGES = 5_000
FILES = 60
PLANTED = 8  # pages that have each phrase
ROUNDS = 5

# Phrases that the demo's prose does not have, of words that it is full of.
PHRASES = [
    "khu tái định cư Nậm Pồ đợt hai",
    "đường tỉnh 139 kéo dài",
    "hỗ trợ học phí trẻ mẫu giáo vùng cao",
    "chợ đầu mối nông sản Mường Ảng",
    "quỹ đất ở đô thị tối thiểu",
    "dịch tả lợn châu Phi tái phát",
    "trạm biến áp 110kV Tuần Giáo",
    "hồ chứa nước Ẳng Cang",
    "phổ cập giáo dục xóa mù chữ",
    "giảm nghèo đa chiều bền vững",
    "ứng dụng chữ ký số cấp xã",
    "đền bù giải phóng mặt bằng sân bay",
    "cây mắc ca xen cà phê",
    "nghị quyết số 27/2022/NQ-HĐND",
    "mức thu lệ phí hộ tịch",
    "bảo tồn xòe Thái cổ",
    "tiền lương giáo viên hợp đồng",
    "phòng cháy rừng mùa khô",
    "cửa khẩu quốc tế Tây Trang",
    "ưu đãi đầu tư hạ tầng cụm công nghiệp",
]


def golden() -> list[tuple[str, int]]:
    """Return 40 queries, each with the number of its phrase: as it is written, and typed without marks."""
    from agenda.intake.folding import fold

    asked = [(phrase, number) for number, phrase in enumerate(PHRASES)]
    return asked + [(fold(phrase), number) for phrase, number in asked]


def texts() -> list[str]:
    """Return the texts of the demo's pages, read as they are read when it is loaded."""
    from agenda.intake import reading
    from web.demo import intake, load
    from web.demo.papers.build import build_papers

    folder = intake.cache()
    drawn = [file for _, file in build_papers(load.sample_session(), folder, lambda line: None)]  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as targets:
        pairs = [(file, Path(targets) / file.stem) for file in drawn]
        for start in range(0, len(pairs), 20):
            reading.write_pages(pairs[start : start + 20])
        return [page.text for _, target in pairs for page in reading.pages_in(target) or []]


def planted(rng: random.Random) -> tuple[list[str], dict[int, set[int]]]:
    """Return the pages, and which of them have each phrase."""
    lines = [line for text in texts() for line in text.splitlines() if line.strip()]
    pages = ["\n".join(rng.choices(lines, k=32)) for _ in range(PAGES)]
    where: dict[int, set[int]] = {}
    for number, phrase in enumerate(PHRASES):
        assert not any(phrase.lower() in page.lower() for page in pages)
        where[number] = set(rng.sample(range(PAGES), PLANTED))
        for page in where[number]:
            written = pages[page].splitlines()
            # Over the end of a line as often as not, for so it is printed.
            broken = phrase.replace(" ", "\n", 1) if rng.random() < 0.5 else phrase
            written[rng.randrange(32)] += f" {broken} và"
            pages[page] = "\n".join(written)
    return pages, where


def measure(database: str) -> dict[str, Any]:
    """Fill the database of this process and ask; runs in a process of its own for each database."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    pages, where = planted(random.Random(5))
    client, meeting, papers = furnished(pages, Client())
    queries = golden()
    asked, worked, found, missed = [], [], 0, 0
    for _ in range(ROUNDS):
        for query, number in random.sample(queries, len(queries)):
            began, work = time.perf_counter(), time.process_time()
            answer = client.get(f"/api/meetings/{meeting}/search", {"q": query, "limit": 50})
            asked.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - work) * 1000)
            assert answer.status_code == 200, answer.content
            hits = {papers[hit["document"]] + hit["page"] for hit in answer.json()["hits"]}
            found += len(hits & where[number])
            missed += len(where[number] - hits)
    asked.sort()
    worked.sort()
    return {
        "database": database,
        "pages": len(pages),
        "queries": len(queries),
        "p50_ms": round(asked[len(asked) // 2], 1),
        "p95_ms": round(asked[int(len(asked) * 0.95)], 1),
        "cpu_p95_ms": round(worked[int(len(worked) * 0.95)], 1),
        "recall": round(found / (found + missed), 4),
        "hits": found // ROUNDS,
    }


def furnished(pages: list[str], client: Any) -> tuple[Any, int, dict[str, int]]:
    """Put the pages on the table as issued papers; return a delegate's client, and where each paper begins."""
    from agenda.commands.uploads import keep_pages
    from agenda.intake.reading import ReadPage
    from agenda.models import Document, DocumentVersion
    from tests.agenda.cast import PUBLISHED_AT, hall_of

    hall = hall_of("dien-bien")
    client.force_login(hall["delegate"])
    size, begins = len(pages) // FILES + 1, {}
    for start in range(0, len(pages), size):
        part = pages[start : start + size]
        paper = Document.objects.create(
            meeting=hall.meeting, title=f"Báo cáo {start}", kind="REPORT", circulation="PUBLIC",
            state="PUBLISHED", published_at=PUBLISHED_AT,
        )  # fmt: skip
        sha256 = hashlib.sha256(str(start).encode()).hexdigest()
        DocumentVersion.objects.create(
            document=paper, sha256=sha256, size=1, pages=len(part), at=PUBLISHED_AT
        )
        keep_pages(sha256, [ReadPage(no, 595, 842, text, b"") for no, text in enumerate(part, start=1)])
        begins[str(paper.id)] = start - 1
    return client, hall.meeting.id, begins


def in_a_process_of_its_own(database: str, url: str, folder: str) -> dict[str, Any]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "web.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver",
        "DATA_DIR": folder,
        "DATABASE_URL": url,
        "DEBUG": "0",
        "DEMO": "0",
        "LOG_LEVEL": "WARNING",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_search", "--measure", database],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", metavar="DATABASE", help=argparse.SUPPRESS)
    measured = parser.parse_args().measure
    if measured:
        print(json.dumps(measure(measured)))
        return
    results = []
    with contextlib.ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())
        urls = {
            "sqlite": f"sqlite:///{folder}/bench.sqlite3",
            "postgresql": running.enter_context(servers.postgres(Path(folder))),
        }
        for database, url in urls.items():
            results.append(in_a_process_of_its_own(database, url, folder))
            print(json.dumps(results[-1]), flush=True)
    worst = {"p95_ms": max(r["p95_ms"] for r in results), "recall": min(r["recall"] for r in results)}
    print(json.dumps(worst))


if __name__ == "__main__":
    main()
