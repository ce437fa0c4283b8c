"""The clock of the web process removes what killed servers and broken-off uploads left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from agenda.commands import parts, uploads
from web.due import DuePublisher


@pytest.mark.django_db(transaction=True)
def test_old_uploads_are_removed_while_the_server_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "incoming", lambda: tmp_path)
    monkeypatch.setattr(parts, "incoming", lambda: tmp_path)
    old, new = tmp_path / "old", tmp_path / "new"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - parts.KEPT_SECONDS - 1,) * 2)

    publisher = DuePublisher(every=0.01)
    publisher.start()
    deadline = time.monotonic() + 10
    while old.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    publisher.stop()

    assert (old.exists(), new.exists()) == (False, True)
