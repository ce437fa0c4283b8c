"""One demo for all journeys, a fresh copy of it and a server for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import Hall, loaded, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A machine that does other things besides is slow. Where quickness is the point, a test says so itself.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture
def hall(demo_data: Path, tmp_path: Path, browser: Browser) -> Iterator[Hall]:
    with served(demo_data, tmp_path / "data", browser) as hall:
        yield hall


@pytest.fixture(scope="module")
def quiet_hall(demo_data: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Hall]:
    """One hall for tests that only look: nothing happens in it."""
    with served(demo_data, tmp_path_factory.mktemp("quiet") / "data", browser) as hall:
        yield hall
