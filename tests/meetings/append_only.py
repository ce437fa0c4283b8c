"""Take the journal's trigger away for a moment: to tamper with the record, or to empty it between tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

guard = import_module("meetings.migrations.0002_journal_is_append_only")


@contextmanager
def unguarded() -> Iterator[None]:
    """What an administrator of the database can do, and nobody else."""
    with connection.cursor() as cursor:
        for statement in guard.UNDO[connection.vendor]:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in guard.TRIGGERS[connection.vendor]:
                cursor.execute(statement)


def tamper(*statements: str) -> None:
    """Change the tables behind the platform's back."""
    with unguarded(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
