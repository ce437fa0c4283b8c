"""`manage.py rehearse`: a whole sitting by real clients on a platform of its own, measured and verified."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

MANAGE = (sys.executable, "manage.py")
BOTS = (sys.executable, "-m", "tests.bots.rehearsal")
FIGURES = ("delegates", "sites", "observers", "entries", "chain_ok", "states_equal", "tally_ok", "retries")
PATIENCE = 20  # seconds that the server has to stop


class Command(BaseCommand):
    help = (
        "Diễn tập một phiên họp: mở hệ thống với dữ liệu mới ở một cổng trống, cho các máy thật điểm danh "
        "và biểu quyết qua mạng, rồi đối chiếu mọi máy, kết quả và nhật ký. Mã thoát 1 khi có sai lệch."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in thêm một dòng JSON ở cuối")
        parser.add_argument("--delegates", type=int, default=47, help="kể cả Chủ tọa")
        parser.add_argument("--sites", type=int, default=129)
        parser.add_argument("--observers", type=int, default=20)
        parser.add_argument("--load", default="load_demo", help="lệnh của manage.py dựng dữ liệu")

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="nghi-truong-rehearsal-") as folder:
            environment = fresh(Path(folder))
            self._say("Dựng dữ liệu diễn tập …")
            manage(environment, "migrate", "-v", "0")
            manage(environment, *shlex.split(options["load"]))
            with serving(environment) as url:
                self._say(f"Diễn tập tại {url}")
                result = play(environment, url, options)
            result["chain_ok"] = chain_is_whole(environment, result["head"])
        self._tell(result)
        if options["json"]:
            wanted = (*FIGURES, "vote_ms", "result_ms")
            self._say(json.dumps({name: result[name] for name in wanted}, separators=(",", ":")))
        if result["problems"] or not all(result[name] for name in ("chain_ok", "states_equal", "tally_ok")):
            sys.exit(1)

    def _tell(self, result: dict[str, Any]) -> None:
        here = result["delegates"] + result["sites"] + result["observers"] + 1
        self._say(
            f"\nDiễn tập với {here} máy: {result['delegates']} đại biểu (kể cả Chủ tọa), "
            f"{result['sites']} điểm cầu, {result['observers']} dự thính, 1 thư ký."
        )
        slowest = result["slowest_ms"]
        lines = (
            ("Từ lúc gửi phiếu đến khi được xác nhận", times(result["vote_ms"], slowest["vote"])),
            ("Từ lúc kết thúc đến khi mọi máy thấy", times(result["result_ms"], slowest["result"])),
            ("Đường truyền", f"cắt {result['cuts']} lần, nối lại {result['reconnections']} lần"),
            ("Lệnh phải gửi lại", str(result["retries"])),
            ("Trạng thái các máy", said(result["states_equal"], "khớp với máy chủ", "LỆCH")),
            ("Kết quả biểu quyết", said(result["tally_ok"], "đúng số phiếu đã gửi", "SAI")),
            ("Chuỗi nhật ký", said(result["chain_ok"], f"nguyên vẹn, {result['entries']} mục", "BỊ ĐỨT")),
        )
        for name, value in lines:
            self._say(f"  {name:<40}{value}")
        for problem in result["problems"]:
            self._say(f"  ✗ {problem}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # the bots write to the same terminal


def times(quantiles: dict[str, int], slowest: int) -> str:
    return f"p50 {quantiles['p50']} ms, p99 {quantiles['p99']} ms, chậm nhất {slowest} ms"


def said(good: bool, well: str, ill: str) -> str:
    return well if good else ill


def fresh(folder: Path) -> dict[str, str]:
    """The environment of a platform with nothing in it, on SQLite; what the caller's names is left alone."""
    (folder / "data").mkdir()
    ours = {"DATA_DIR", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "PRODUCTION", "DEBUG", "SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in ours}
    return kept | {"DATA_DIR": str(folder / "data"), "DEMO": "1"}


def manage(environment: dict[str, str], *arguments: str) -> None:
    ran = subprocess.run(
        [*MANAGE, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise CommandError(f"manage.py {arguments[0]} không chạy được:\n{ran.stdout}{ran.stderr}")


@contextlib.contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The platform on a port that the system chooses; yields its address."""
    server = subprocess.Popen(
        [*MANAGE, "serve", "--port", "0"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            if not said.startswith("READY "):
                raise CommandError("Máy chủ diễn tập không khởi động được.")
            yield said.removeprefix("READY ").strip()
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


def play(environment: dict[str, str], url: str, options: dict[str, Any]) -> dict[str, Any]:
    """Let the bots act, in a process of their own; their progress goes to the terminal."""
    sizes = [
        part for name in ("delegates", "sites", "observers") for part in (f"--{name}", str(options[name]))
    ]
    bots = subprocess.run(
        [*BOTS, "--url", url, *sizes],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = bots.stdout.splitlines()
    if not lines:
        raise CommandError("Các máy diễn tập dừng giữa chừng.")
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def chain_is_whole(environment: dict[str, str], head: str) -> bool:
    """Recompute every journal; the head that the hall showed at the closing must be in one of them."""
    shown = ["--head", head] if head else []
    ran = subprocess.run(
        [*MANAGE, "verify_journal", *shown],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return ran.returncode == 0
