"""A keeper that runs: a real process, which the tests ask over HTTP and through its socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.voting.secret.process import KeeperProcess, running


@pytest.fixture
def keeper() -> Iterator[KeeperProcess]:
    yield from running()
