"""Uploads on their way in: a PDF is measured and cleaned in a child process, before all else."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agenda.intake import child

WORKER = Path(__file__).with_name("worker.py")
MAX_BYTES = 200 << 20  # what the worker may write, too

# What `CleanReport.removed` counts, as the secretary reads it.
REMOVED = {
    "additional_actions": ("hành động tự chạy", "actions that run by themselves"),
    "embedded_file": ("tệp đính kèm ẩn", "embedded files"),
    "external_content": ("nội dung lấy từ tệp khác", "content fetched from other files"),
    "javascript": ("mã JavaScript", "JavaScript"),
    "launch": ("lệnh chạy chương trình", "commands that start programs"),
    "open_action": ("hành động khi mở tệp", "actions on opening"),
    "other_action": ("hành động không rõ loại", "actions of an unknown kind"),
    "rich_media": ("âm thanh, phim, nội dung 3D", "sound, film, 3D content"),
    "submit_form": ("lệnh gửi biểu mẫu", "commands that send forms"),
    "unsafe_link": ("liên kết không an toàn", "unsafe links"),
    "xfa": ("biểu mẫu động XFA", "XFA forms"),
}


@dataclass(frozen=True)
class Bookmark:
    """One line of the paper's own table of contents."""

    level: int
    title: str
    page: int  # counted from 1


@dataclass(frozen=True)
class CleanReport:
    """The cleaned file and what was found on the way; hash and size are of the cleaned bytes."""

    path: Path
    sha256: str
    size: int
    pages: int
    removed: dict[str, int]
    outline: tuple[Bookmark, ...]
    signed: bool  # carries a digital signature: kept byte by byte, not written anew


def clean(path: Path) -> CleanReport:
    """Clean the file into a new one beside it. Raises PdfRefused, IntakeBusy; then nothing is left behind.

    A signed file with nothing active in it is kept as it came (a rewrite breaks its signature);
    a signed file with active content is refused, for it can be neither cleaned nor trusted.
    """
    check_envelope(path)
    target = path.with_name(f"{path.name}.clean")
    try:
        found = run_worker(path, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return CleanReport(
        path=target,
        sha256=sha256_of(target),
        size=target.stat().st_size,
        pages=found["pages"],
        removed=found["removed"],
        outline=tuple(Bookmark(*line) for line in found["outline"]),
        signed=found["signed"],
    )


def check_envelope(source: Path) -> None:
    """Refuse what can be told without a parser: nothing, not a PDF, cut off."""
    size = source.stat().st_size
    if size == 0:
        child.refuse("agenda.pdf_empty", size=0)
    if size > MAX_BYTES:
        child.refuse("agenda.pdf_too_large", size=size, limit=MAX_BYTES)
    with source.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            child.refuse("agenda.not_a_pdf", size=size)
        file.seek(max(0, size - 2048))
        tail = file.read()
    # A parser would repair a cut file and silently lose its last pages: better to ask again.
    if b"%%EOF" not in tail or b"startxref" not in tail:
        child.refuse("agenda.pdf_damaged", size=size, reason="cut_off")


def run_worker(source: Path, target: Path) -> dict[str, Any]:
    try:
        done = child.run(WORKER, str(source.resolve()), str(target.resolve()))
    except subprocess.TimeoutExpired:
        child.starved()
    child.judge(done)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        child.refuse(answer["refused"], **answer["facts"])
    return answer


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
