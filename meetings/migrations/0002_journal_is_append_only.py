"""The database itself refuses to change or remove an entry of the journal.

A trigger does not stop an administrator of the database, who can drop it: what it stops is every
mistake, and every change made in passing. What was changed all the same, `verify_journal` finds.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """
    CREATE TRIGGER journal_entry_is_not_changed BEFORE UPDATE ON meetings_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: an entry is never changed'); END
    """,
    """
    CREATE TRIGGER journal_entry_is_not_removed BEFORE DELETE ON meetings_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: an entry is never removed'); END
    """,
)
SQLITE_UNDO = (
    "DROP TRIGGER IF EXISTS journal_entry_is_not_changed",
    "DROP TRIGGER IF EXISTS journal_entry_is_not_removed",
)
POSTGRESQL = (
    """
    CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is append-only: % is refused', TG_OP; END $$
    """,
    """
    CREATE TRIGGER journal_entry_is_kept BEFORE UPDATE OR DELETE ON meetings_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()
    """,
    """
    CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON meetings_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()
    """,
)
POSTGRESQL_UNDO = (
    "DROP TRIGGER IF EXISTS journal_entry_is_kept ON meetings_journalentry",
    "DROP TRIGGER IF EXISTS journal_is_not_emptied ON meetings_journalentry",
    "DROP FUNCTION IF EXISTS journal_is_append_only()",
)
TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO = {"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO}


def guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings")]
    operations = [migrations.RunPython(guard, unguard)]
