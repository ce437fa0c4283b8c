"""The index of the words of pages: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """
    CREATE VIRTUAL TABLE agenda_search USING fts5(
        folded, exact, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
    )
    """,
    """
    CREATE TRIGGER agenda_search_forgets AFTER DELETE ON agenda_filepage
    BEGIN
        DELETE FROM agenda_search WHERE rowid = old.id;
    END
    """,
)
POSTGRES = (
    "CREATE TABLE agenda_search (page_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    # In the row itself: the planner counts the pages of a table, not those of what was put out of its line,
    # and would rather read 5,000 such vectors (100 ms) than the index (3 ms).
    "ALTER TABLE agenda_search ALTER COLUMN words SET STORAGE MAIN",
    "CREATE INDEX agenda_search_words ON agenda_search USING gin (words)",
    # No foreign key: a table that Django does not know of would keep it from emptying its own.
    """
    CREATE FUNCTION agenda_search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE agenda_search;
            RETURN NULL;
        END IF;
        DELETE FROM agenda_search WHERE page_id = OLD.id;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER agenda_search_forgets AFTER DELETE ON agenda_filepage
    FOR EACH ROW EXECUTE FUNCTION agenda_search_forget()
    """,
    """
    CREATE TRIGGER agenda_search_forgets_all AFTER TRUNCATE ON agenda_filepage
    FOR EACH STATEMENT EXECUTE FUNCTION agenda_search_forget()
    """,
)


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER agenda_search_forgets")
    else:
        editor.execute("DROP FUNCTION agenda_search_forget CASCADE")
    editor.execute("DROP TABLE agenda_search")


def index_what_is_there(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    from agenda import search

    pages = apps.get_model("agenda", "FilePage").objects.values_list("id", "text")
    for page in pages.iterator():
        search.index([page])


class Migration(migrations.Migration):
    dependencies = [("agenda", "0004_issue_at_a_time")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.RunPython(index_what_is_there, migrations.RunPython.noop),
    ]
