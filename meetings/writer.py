"""The one place that opens a command's transaction, and the consistent read beside it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db import transaction as db_transaction

# SQLite waits for its write lock by unfair polling: forty threads starve one another for seconds.
# A mutex taken before BEGIN IMMEDIATE makes a fair queue of it. Re-entrant: a command may call another.
_turn = threading.RLock()


@contextmanager
def transaction() -> Iterator[None]:
    """A write: `BEGIN IMMEDIATE` behind the mutex on SQLite; on PostgreSQL the head's row lock orders all."""
    if connection.vendor == "sqlite":
        with _turn, db_transaction.atomic():
            yield
    else:
        with db_transaction.atomic():
            yield


def writable(within: float) -> bool:
    """Whether a write could begin within so many seconds; nothing is written. Raises DatabaseError."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT NOT pg_is_in_recovery() AND NOT current_setting('transaction_read_only')::bool"
            )
            return bool(cursor.fetchone()[0])
    if not _turn.acquire(timeout=within):
        return False
    try:
        with db_transaction.atomic():  # BEGIN IMMEDIATE: the write lock of the file itself
            return True
    finally:
        _turn.release()


@contextmanager
def reading() -> Iterator[None]:
    """Several reads that see one moment; never queues behind a writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # The connection's default is IMMEDIATE, with which a read would wait for the writers.
        connection.ensure_connection()
        mode = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with db_transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
    else:
        with db_transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
