"""Papers kept by their content: the SHA-256 of a file is its address, and it never changes.

They live in Django's storage `documents`: a folder on one machine, an object store on several.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, storages

BLOCK = 64 * 1024
ADDRESS = re.compile(r"[0-9a-f]{64}\Z")


def store(path: Path) -> str:
    """Keep a copy of the file and return its address. The same content again changes nothing.

    A reader sees the whole file or none: in a folder it is written under another name, made
    durable, then renamed; an object store shows an object only when it is complete.
    """
    storage = documents()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        name = name_of(sha256)
        if storage.exists(name) and storage.size(name) == path.stat().st_size:
            return sha256
        file.seek(0)
        if is_folder(storage):
            incoming = storage.save(f"incoming/{uuid.uuid4().hex}.pdf", File(file))
            move(Path(storage.path(incoming)), Path(storage.path(name)))
        else:
            storage.save(name, File(file))
    return sha256


def open_range(sha256: str, start: int, end: int) -> Iterator[bytes]:
    """Yield the bytes from `start` to `end`, both included, a block at a time.

    Raises FileNotFoundError at the first block when there is no such file.
    """
    with documents().open(name_of(sha256)) as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


def descriptor(sha256: str) -> int | None:
    """Return an open file to read from; its caller closes it. None: it lies in no folder of this machine.

    Raises FileNotFoundError.
    """
    storage = documents()
    if not is_folder(storage):
        return None
    return os.open(storage.path(name_of(sha256)), os.O_RDONLY | os.O_CLOEXEC)


def read_at_once(file: int, length: int, at: int) -> bytes | None:
    """Return what the machine has in memory; None: the disk has to be asked, which may take a while."""
    try:
        # Linux tells without waiting. Whose first and last byte are there is there as a whole, nearly always.
        for edge in (at, at + length - 1):
            os.preadv(file, [bytearray(1)], edge, os.RWF_NOWAIT)
    except (OSError, AttributeError):  # not in memory, or a system that cannot tell
        return None
    return os.pread(file, length, at)


def open_whole(sha256: str) -> Iterator[bytes]:
    """Yield the file a block at a time. Raises FileNotFoundError at the first block."""
    with documents().open(name_of(sha256)) as file:
        while block := file.read(BLOCK):
            yield block


@contextlib.contextmanager
def on_disk(sha256: str) -> Iterator[Path]:
    """Give a path at which a library in C can open the file. Raises FileNotFoundError."""
    storage = documents()
    if is_folder(storage):
        path = Path(storage.path(name_of(sha256)))
        if not path.exists():
            raise FileNotFoundError(sha256)
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="paper-", suffix=".pdf") as local:
        with storage.open(name_of(sha256)) as file:
            shutil.copyfileobj(file, local, BLOCK)
        local.flush()
        yield Path(local.name)


def size(sha256: str) -> int:
    return documents().size(name_of(sha256))


def exists(sha256: str) -> bool:
    return documents().exists(name_of(sha256))


def documents() -> Storage:
    return storages["documents"]


def name_of(sha256: str) -> str:
    if not ADDRESS.match(sha256):  # it may come from a URL: "../" must never become a path
        raise ValueError(f"not an address: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.pdf"


def is_folder(storage: Storage) -> bool:
    try:
        storage.path("incoming")
    except NotImplementedError:
        return False
    return True


def move(source: Path, target: Path) -> None:
    """Put a written file in its place, so that it is still there after a power cut."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sync(source)
    source.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
