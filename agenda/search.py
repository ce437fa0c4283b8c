"""Finding words in the pages of papers, written with or without their marks: "nghi quyet" finds "nghị quyết".

Both databases index the same words, cut and folded here: FTS5 on SQLite, a tsvector under GIN on PostgreSQL
(migration 0005). A query is a phrase, its last word perhaps unfinished. Where it has marks, the pages that
have it so come first; within each group the pages that have it most often.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from agenda.intake.folding import LOWER, fold
from agenda.models import FilePage

MAX_WORDS = 12
MAX_QUERY = 200
MAX_WORD = 60  # letters; what is longer is a table of figures without blanks
BEFORE, AFTER = 60, 140  # letters of a page shown around its first hit

WORD = re.compile(r"[^\W_]+")

Page = tuple[str, int, str]  # SHA-256 of the file, number, text


@dataclass(frozen=True)
class Piece:
    text: str
    hit: bool


@dataclass(frozen=True)
class Found:
    """A page that has what was asked for, and its words around the first place, as they are written."""

    sha256: str
    page: int
    snippet: list[Piece]


@dataclass(frozen=True)
class Query:
    """The words of a phrase as they were asked for, in lower case; the last may be unfinished."""

    words: list[str]

    @classmethod
    def of(cls, asked: str) -> Query:
        return cls(words_of(asked[:MAX_QUERY])[:MAX_WORDS])

    @property
    def folded(self) -> list[str]:
        return [fold(word) for word in self.words]

    @property
    def has_marks(self) -> bool:
        return self.words != self.folded


def words_of(text: str) -> list[str]:
    """Return the words in lower case, composed; a mark that stands alone is dropped."""
    composed = unicodedata.normalize("NFC", text)
    bare = "".join(c for c in composed if not unicodedata.combining(c))
    return [word[:MAX_WORD] for word in WORD.findall(bare.translate(LOWER))]


def index(pages: Iterable[tuple[int, str]]) -> None:
    """Index pages, given as (id of the row, text). Those that are indexed already stay as they are."""
    rows = [(row, words_of(text)) for row, text in pages]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT OR REPLACE INTO agenda_search (rowid, folded, exact) VALUES (%s, %s, %s)",
                [(row, " ".join(map(fold, words)), " ".join(words)) for row, words in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO agenda_search (page_id, words) VALUES (%s, %s::tsvector) ON CONFLICT DO NOTHING",
                [(row, vector(words)) for row, words in rows],
            )


def vector(words: list[str]) -> str:
    """Write a tsvector: at each place the word without marks and, where they differ, "=" and the word."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words[:16_000], start=1):  # what a tsvector can count
        places.setdefault(fold(word), []).append(str(place))
        if word != fold(word):
            places.setdefault(f"={word}", []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:250])}" for word, at in places.items())


def find(files: Collection[str], asked: str, limit: int) -> tuple[list[Found], int]:
    """Return the pages of these files that have the phrase, the best first, and how many there are."""
    query = Query.of(asked)
    if not query.words or not files:
        return [], 0
    best = best_of_sqlite if connection.vendor == "sqlite" else best_of_postgres
    pages, total = best(list(files), query, limit)
    return [Found(sha256, no, snippet(text, query)) for sha256, no, text in pages], total


def best_of_postgres(files: list[str], query: Query, limit: int) -> tuple[list[Page], int]:
    """Rank in the server: every question of this process to it is a wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page.sha256, page.no, page.text, count(*) OVER ()"
            " FROM (SELECT CAST(%s AS tsquery) AS folded, CAST(%s AS tsquery) AS exact) asked"
            " JOIN agenda_search index ON index.words @@ asked.folded"
            " JOIN agenda_filepage page ON page.id = index.page_id"
            " WHERE page.sha256 = ANY(%s)"
            " ORDER BY index.words @@ asked.exact DESC, ts_rank(index.words, asked.folded) DESC, page.id"
            " LIMIT %s",
            [phrase(query.folded, exact=False), phrase(query.words, exact=True), files, limit],
        )
        rows = cursor.fetchall()
    return [(sha256, no, text) for sha256, no, text, _ in rows], rows[0][3] if rows else 0


def best_of_sqlite(files: list[str], query: Query, limit: int) -> tuple[list[Page], int]:
    ranked = dict(matching(files, "folded", query.folded))
    exact = {row for row, _ in matching(files, "exact", query.words)} if query.has_marks else set()
    best = sorted(ranked, key=lambda row: (row not in exact, -ranked[row], row))[:limit]
    pages = FilePage.objects.only("sha256", "no", "text").in_bulk(best)
    return [(pages[row].sha256, pages[row].no, pages[row].text) for row in best if row in pages], len(ranked)


def matching(files: list[str], column: str, words: list[str]) -> list[tuple[int, float]]:
    """Return the rows of the pages that match, and how well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agenda_search.rowid, -agenda_search.rank FROM agenda_search"
            " JOIN agenda_filepage page ON page.id = agenda_search.rowid"
            " WHERE agenda_search MATCH %s AND page.sha256 IN (SELECT value FROM json_each(%s))",
            [f'{{{column}}} : "{" ".join(words)}" *', json.dumps(files)],
        )
        return list(cursor.fetchall())


def phrase(words: list[str], *, exact: bool) -> str:
    """Write a tsquery: the words one after another, the last as the beginning of a word."""
    lexemes = [f"={word}" if exact and word != fold(word) else word for word in words]
    return " <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + ":*"


def snippet(text: str, query: Query) -> list[Piece]:
    """Return what stands around the first place, all places marked: the exact ones, or else any."""
    text = unicodedata.normalize("NFC", text)
    places = list(places_of(text.translate(LOWER), query.words)) or list(places_of(fold(text), query.folded))
    if not places:
        return [Piece(" ".join(text[: BEFORE + AFTER].split()), hit=False)]
    start = whole_word(text, max(0, places[0][0] - BEFORE), forward=True, until=places[0][0])
    end = whole_word(text, min(len(text), places[0][1] + AFTER), forward=False, until=places[0][1])
    marked = [False] * (end - start)
    for begin, stop in places:
        for place in range(max(begin, start), min(stop, end)):
            marked[place - start] = True
    pieces = groupby(zip(text[start:end], marked, strict=True), key=lambda pair: pair[1])
    return [
        Piece(re.sub(r"\s+", " ", "".join(letter for letter, _ in letters)), hit) for hit, letters in pieces
    ]


def places_of(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each place where the words follow one another, whatever stands between them."""
    *whole, last = map(re.escape, words)
    between = r"[\W_]+"
    pattern = r"(?<![^\W_])" + "".join(f"{word}{between}" for word in whole) + last + r"[^\W_]*"
    for match in re.finditer(pattern, text):
        yield match.span()


def whole_word(text: str, place: int, *, forward: bool, until: int) -> int:
    """Move the place to the next end of a word, but not over `until`."""
    step = 1 if forward else -1
    while 0 < place < len(text) and place != until and not text[place - 1 if forward else place].isspace():
        place += step
    return place
