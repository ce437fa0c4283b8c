"""The papers of the demo on their way in: drawn or taken from the cache, then cleaned as any upload is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings

from agenda.commands.documents import CleanFile, receive_upload
from web.demo.papers.build import build_papers

BLOCK = 256 * 1024


def take_in(session: dict[str, Any], progress: Callable[[str], None]) -> dict[str, CleanFile]:
    """Return what each document's file became in the store, by the document's id."""
    # Each file is cleaned in a process of its own: as many at once as there are processors, while
    # this thread draws the next.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        taken = {
            paper: pool.submit(receive, file) for paper, file in build_papers(session, cache(), progress)
        }
        progress(f"Kiểm tra, làm sạch {len(taken)} tệp PDF …")
        return {paper: file.result() for paper, file in taken.items()}


def receive(path: Path) -> CleanFile:
    return receive_upload(blocks(path))


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def cache() -> Path:
    """The checkout's own cache, so that a rehearsal on fresh data finds it; else one beside the data."""
    for parent in (settings.BASE_DIR, settings.DATA_DIR.parent):
        folder = Path(parent) / ".cache" / "papers"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:  # a read-only image
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise PermissionError(f"no folder for the papers can be written beside {settings.DATA_DIR}")
