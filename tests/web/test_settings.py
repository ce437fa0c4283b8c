"""What a start refuses, said all at once; and what production switches on."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
KEY = "k" * 50
ASK = "import json, sys; from web import settings as s; print(json.dumps([getattr(s, n, None) for n in sys.argv[1:]]))"


def start(folder: Path, names: list[str], **given: str) -> tuple[int, str, Any]:
    """Read the settings as a process of its own does, with this environment alone."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-c", ASK, *names],
        cwd=ROOT,
        env=kept | {"DATA_DIR": str(folder)} | given,
        capture_output=True,
        text=True,
    )
    return run.returncode, run.stderr, json.loads(run.stdout or "null")


def read(folder: Path, *names: str, **given: str) -> Any:
    code, said, values = start(folder, list(names), **given)
    assert (code, said) == (0, "")
    return values


def refusal(folder: Path, **given: str) -> list[str]:
    """The lines of a refused start; nothing else has been said or done."""
    code, said, values = start(folder, [], **given)
    assert (code, values) == (1, None)
    return said.splitlines()


def test_it_starts_without_any_setting(tmp_path: Path) -> None:
    assert read(tmp_path, "DEMO", "PRODUCTION", "DEBUG", "ALLOWED_HOSTS") == [
        False,
        False,
        False,
        ["localhost", "127.0.0.1", "[::1]"],
    ]


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = read(tmp_path / "data", "SECRET_KEY", DEMO="1")
    second = read(tmp_path / "data", "SECRET_KEY", DEMO="1")

    assert first == second
    assert len(first[0]) >= 50
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["seal_key", "secret_key"]
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600


def test_a_given_key_is_used_and_none_is_made(tmp_path: Path) -> None:
    assert read(tmp_path, "SECRET_KEY", SECRET_KEY=KEY, SEAL_KEY=KEY) == [KEY]
    assert list(tmp_path.iterdir()) == []


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")

    assert read(tmp_path, "SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key")) == [KEY]


def test_production_makes_no_key_of_its_own(tmp_path: Path) -> None:
    assert refusal(tmp_path, PRODUCTION="1") == [
        "Cấu hình chưa đúng:",
        "  - SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters",
        "  - SEAL_KEY (or SEAL_KEY_FILE) must hold at least 32 characters, and be kept with the backups",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_production_start_with_the_demo_on_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, PRODUCTION="1", DEMO="1", SECRET_KEY=KEY, SEAL_KEY=KEY) == [
        "Cấu hình chưa đúng:",
        "  - PRODUCTION=1 cùng DEMO=1: chế độ trình diễn cho vào mọi ghế không cần mật khẩu, "
        "nên không chạy trên hệ thống thật. Hãy bỏ DEMO.",
    ]


@pytest.mark.parametrize("host", ["hop.dienbien.gov.vn", "*", "0.0.0.0", "192.168.1.20", ".localhost.vn"])
def test_the_demo_is_refused_on_any_other_host_than_this_machine(tmp_path: Path, host: str) -> None:
    assert refusal(tmp_path, DEMO="1", ALLOWED_HOSTS=f"localhost,{host}") == [
        "Cấu hình chưa đúng:",
        f"  - DEMO=1 với ALLOWED_HOSTS={host}: chế độ trình diễn cho vào mọi ghế không cần mật khẩu, nên chỉ "
        "chạy trên chính máy này (localhost, 127.0.0.1, [::1]). Hãy bỏ DEMO, hoặc bỏ ALLOWED_HOSTS.",
    ]


def test_the_demo_does_not_listen_to_the_network_either(tmp_path: Path) -> None:
    environment = os.environ | {"DEMO": "1", "ALLOWED_HOSTS": "localhost", "DATA_DIR": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "manage.py", "serve", "--host", "0.0.0.0", "--port", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.strip() == (
        "DEMO=1 cho vào mọi ghế không cần mật khẩu, nên không mở trên 0.0.0.0. "
        "Hãy dùng --host 127.0.0.1, hoặc bỏ DEMO."
    )


def test_the_demo_of_a_room_answers_to_one_address_by_https_alone(tmp_path: Path) -> None:
    names = ("ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")

    assert read(tmp_path, *names, DEMO="1", LAN_ADDRESS="192.168.1.20") == [["192.168.1.20"], True, True]
    assert read(tmp_path, "SESSION_COOKIE_SECURE", DEMO="1") == [None]


@pytest.mark.parametrize("address", ["8.8.8.8", "0.0.0.0", "*", "hop.dienbien.gov.vn"])
def test_the_demo_of_a_room_is_refused_on_an_address_of_the_internet(tmp_path: Path, address: str) -> None:
    assert refusal(tmp_path, DEMO="1", LAN_ADDRESS=address) == [
        "Cấu hình chưa đúng:",
        f"  - LAN_ADDRESS={address} không phải là địa chỉ mạng nội bộ: chế độ trình diễn cho vào mọi ghế không cần "
        "mật khẩu, nên không mở ra Internet. Hãy dùng địa chỉ như 192.168.1.20.",
    ]


def test_an_address_of_a_room_without_the_demo_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, LAN_ADDRESS="192.168.1.20") == [
        "Cấu hình chưa đúng:",
        "  - LAN_ADDRESS=192.168.1.20 chỉ dùng cho chế độ trình diễn. Hãy bỏ LAN_ADDRESS.",
    ]


def test_the_demo_of_a_room_still_refuses_other_hosts(tmp_path: Path) -> None:
    said = refusal(tmp_path, DEMO="1", LAN_ADDRESS="192.168.1.20", ALLOWED_HOSTS="hop.dienbien.gov.vn")

    assert len(said) == 2
    assert said[1].startswith("  - DEMO=1 với ALLOWED_HOSTS=hop.dienbien.gov.vn:")


def test_debug_pages_are_refused_in_production(tmp_path: Path) -> None:
    assert refusal(tmp_path, PRODUCTION="1", DEBUG="1", SECRET_KEY=KEY, SEAL_KEY=KEY)[1:] == [
        "  - PRODUCTION=1 cùng DEBUG=1: trang lỗi của DEBUG để lộ dữ liệu. Hãy bỏ một trong hai."
    ]


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    assert refusal(tmp_path, DEBUG="maybe", MAX_BODY_BYTES="1k", LOG_LEVEL="loud", SECRET_KEY="short") == [
        "Cấu hình chưa đúng:",
        "  - DEBUG must be 1 or 0, not 'maybe'",
        "  - SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters",
        "  - MAX_BODY_BYTES must be a whole number, not '1k'",
        "  - LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not 'LOUD'",
    ]


def test_production_keeps_cookies_and_pages_on_https(tmp_path: Path) -> None:
    names = (
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "PROXIES",
    )
    given = {"PRODUCTION": "1", "SECRET_KEY": KEY, "SEAL_KEY": KEY, "ALLOWED_HOSTS": "hop.dienbien.gov.vn"}

    assert read(tmp_path, *names, **given) == [
        "__Host-sessionid",
        True,
        True,
        True,
        31536000,
        ["HTTP_X_FORWARDED_PROTO", "https"],
        1,
    ]


def test_a_header_of_a_proxy_is_not_believed_where_there_is_none(tmp_path: Path) -> None:
    given = {"PRODUCTION": "1", "SECRET_KEY": KEY, "SEAL_KEY": KEY, "PROXIES": "0"}

    assert read(tmp_path, "SECURE_PROXY_SSL_HEADER", "PROXIES", **given) == [None, 0]
    assert read(tmp_path, "PROXIES") == [0]
