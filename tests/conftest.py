"""What every test stands on: one of the two shapes, a database file, a folder for data, a browser.

`pytest` runs the embedded shape (SQLite, fan-out in memory); `pytest --shape=postgres` runs the same
tests on PostgreSQL and Valkey. The shape is chosen by environment alone, as it is in production.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = ("sqlite", "postgres")

running = contextlib.ExitStack()
pytest_plugins = ("tests.browser",)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption("--shape", choices=SHAPES, default="sqlite", help="deployment shape to test")
    # Django reads its settings once, and the conftest.py of a folder below may import a model as
    # soon as this hook returns: the environment must be complete by now, before options are parsed.
    config = pluginmanager.get_plugin("pytestconfig")
    assert isinstance(config, pytest.Config)
    prepare(parser.parse_known_args(config.invocation_params.args).shape)


def prepare(shape: str) -> None:
    """Set the environment that `web.settings` reads, and start the servers that it names."""
    folder = Path(tempfile.mkdtemp(prefix="nghi-truong-tests-"))
    running.callback(shutil.rmtree, folder, ignore_errors=True)
    for name in ("DEMO", "DEBUG", "SECRET_KEY_FILE", "SEAL_KEY_FILE", "DATABASE_URL_FILE", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "web.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SEAL_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": f"sqlite:///{folder / 'data' / 'tests.sqlite3'}",
    }
    (folder / "data").mkdir()
    if shape == "postgres":
        os.environ["DATABASE_URL"] = running.enter_context(servers.postgres(folder))
        os.environ["REDIS_URL"] = running.enter_context(servers.valkey(folder)).url

    import django

    django.setup()


def pytest_configure(config: pytest.Config) -> None:
    # A worker of xdist inherits this environment: with the name in it, its settings would be read from
    # the servers and the folder of this process, before `prepare` has given it its own.
    if config.getoption("numprocesses", None):
        os.environ.pop("DJANGO_SETTINGS_MODULE")


def pytest_unconfigure() -> None:
    running.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Playwright keeps an event loop on the main thread, where Django then refuses the ORM: so the
    # journeys come last, whatever the random order of the others.
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def shape(pytestconfig: pytest.Config) -> str:
    return str(pytestconfig.getoption("shape"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite's test database in a file: in memory it has neither WAL nor a busy writer."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Let the flush after a test that commits empty the journal, whose trigger refuses just that."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tests.meetings.append_only import unguarded

    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded_flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with unguarded():
            flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded_flush)
        yield


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[servers.Valkey]:
    """Give one test a Valkey of its own, to kill and to start again."""
    with servers.valkey(tmp_path) as server:
        yield server
