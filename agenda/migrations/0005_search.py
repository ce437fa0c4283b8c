"""The index of the words of pages: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

from django.db import migrations

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
    """
    CREATE TABLE agenda_search (
        page_id bigint PRIMARY KEY REFERENCES agenda_filepage (id) ON DELETE CASCADE,
        words tsvector NOT NULL
    )
    """,
    "CREATE INDEX agenda_search_words ON agenda_search USING gin (words)",
)


def make(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


def drop(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER agenda_search_forgets")
    editor.execute("DROP TABLE agenda_search")


def index_what_is_there(apps, editor):
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
