"""Notes follow a paper into its next version, once; what has no certain place is listed, not lost."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest
from django.test import Client

from agenda import notes
from agenda.commands import carrying, sharing
from agenda.commands.annotations import Draft, carry_over
from agenda.models import Annotation, Difference, Document, DocumentVersion, FilePage
from meetings.errors import NotFound
from tests.agenda.cast import PUBLISHED_AT, Hall
from tests.agenda.commands.test_annotations import draft, take, texts
from tests.agenda.test_compare import TEXTS, laid

pytestmark = pytest.mark.django_db

OLD = ["trình", "đất", "nợ"]
HIGHLIGHT = {"color": "#ffcc00", "text": "giá đất"}


def version(paper: Document, no: int, pages: list[str]) -> DocumentVersion:
    """Add a version whose pages hold these texts, as the intake reads them."""
    sha256 = hashlib.sha256(repr(pages).encode()).hexdigest()
    paper.versions.filter(no=no).delete()
    for place, name in enumerate(pages, start=1):
        words = json.dumps(laid(TEXTS.get(name, name))).encode()
        FilePage.objects.get_or_create(
            sha256=sha256,
            no=place,
            defaults={"width": 595, "height": 842, "words": zlib.compress(words)},
        )
    return DocumentVersion.objects.create(
        document=paper, no=no, sha256=sha256, size=1000, pages=len(pages), at=PUBLISHED_AT
    )


@pytest.fixture
def paper(hall: Hall) -> Document:
    paper = hall.document(issued=True, circulation="DELEGATES_ONLY")
    version(paper, 1, OLD)
    return paper


def marked(paper: Document, name: str, phrase: str, page: int) -> Draft:
    """Highlight the phrase on that page of the first version."""
    words, wanted = laid(TEXTS[name]), phrase.split()
    letters = [word[4] for word in words]
    start = next(i for i in range(len(words)) if letters[i : i + len(wanted)] == wanted)
    rects = [list(word[:4]) for word in words[start : start + len(wanted)]]
    return draft(paper, kind="HIGHLIGHT", page=page, body=HIGHLIGHT | {"rects": rects})


def standing(paper: Document, no: int) -> list[tuple[int, str | None]]:
    """Return (page, id of the origin) of the notes that are there in that version."""
    rows = Annotation.objects.filter(document=paper, version=no, deleted_at__isnull=True)
    return [(note.page, str(note.carried_from) if note.carried_from else None) for note in rows]


def test_a_highlight_follows_its_words_to_another_page(hall: Hall, paper: Document) -> None:
    one = marked(paper, "đất", "giá đất năm 2024", 2)
    take(hall, one)
    version(paper, 2, ["trường", "trình", "rừng " + TEXTS["đất"], "nợ"])

    assert carry_over(paper, 1, 2) == 1

    note = Annotation.objects.get(version=2)
    assert (note.id, note.page, note.carried_from) == (uuid5(one.id, "v2"), 3, one.id)
    moved = {word[4]: list(word[:4]) for word in laid("rừng " + TEXTS["đất"])}
    (rect,) = notes.body_of(note)["rects"]
    assert rect[:2] == pytest.approx(moved["giá"][:2])
    assert rect[0] + rect[2] == pytest.approx(moved["2024"][0] + moved["2024"][2])
    assert (note.made_at, note.rev, note.listed) == (one.made_at, 1, False)


def test_carrying_again_changes_nothing(hall: Hall, paper: Document) -> None:
    take(hall, marked(paper, "đất", "giá đất", 2))
    version(paper, 2, ["trường", *OLD])
    carry_over(paper.id, 1, 2)
    tide = notes.changes(hall.viewer("delegate"), hall.meeting, 0)["tide"]

    assert carry_over(paper.id, 1, 2) == 0
    assert notes.changes(hall.viewer("delegate"), hall.meeting, 0)["tide"] == tide
    assert Annotation.objects.count() == 2


def test_what_one_deleted_in_the_new_version_stays_deleted(hall: Hall, paper: Document) -> None:
    one = marked(paper, "đất", "giá đất", 2)
    take(hall, one)
    version(paper, 2, OLD)
    carry_over(paper, 1, 2)
    carried = Annotation.objects.get(version=2)
    take(hall, replace(one, id=carried.id, version=2, rev=1, body={}, deleted=True))

    carry_over(paper, 1, 2)

    assert standing(paper, 2) == []
    assert standing(paper, 1) == [(2, None)]


def test_a_note_whose_page_is_gone_is_listed_and_comes_back_with_it(hall: Hall, paper: Document) -> None:
    one = marked(paper, "nợ", "Nợ đọng", 3)
    take(hall, one)
    version(paper, 2, ["trình", "đất"])
    tide = notes.changes(hall.viewer("delegate"), hall.meeting, 0)["tide"]

    carry_over(paper, 1, 2)

    (heard,) = notes.changes(hall.viewer("delegate"), hall.meeting, tide)["annotations"]
    assert (heard["id"], heard["version"], heard["listed"]) == (str(one.id), 1, True)

    version(paper, 3, ["nợ", "trình", "đất"])
    carry_over(paper, 2, 3)

    assert standing(paper, 3) == [(1, str(one.id))]
    assert not Annotation.objects.get(id=one.id).listed


def test_a_chain_of_versions_carries_each_note_once(hall: Hall, paper: Document) -> None:
    one = marked(paper, "đất", "giá đất", 2)
    take(hall, one)
    version(paper, 2, ["trường", *OLD])
    carry_over(paper, 1, 2)
    version(paper, 3, ["rừng", "trường", *OLD])
    carry_over(paper, 2, 3)

    assert standing(paper, 3) == [(4, str(uuid5(one.id, "v2")))]


def test_a_note_that_comes_late_for_an_old_version_is_carried_at_once(hall: Hall, paper: Document) -> None:
    version(paper, 2, ["trường", *OLD])
    version(paper, 3, ["rừng", "trường", *OLD])
    carry_over(paper, 2, 3)
    late = marked(paper, "đất", "giá đất", 2)

    take(hall, late)
    take(hall, late)

    assert standing(paper, 3) == [(4, str(late.id))]
    assert standing(paper, 2) == []


def test_a_late_deletion_takes_the_copies_along_that_nobody_touched(hall: Hall, paper: Document) -> None:
    one, two = marked(paper, "đất", "giá đất", 2), draft(paper, kind="BOOKMARK", body={"text": "Xem"}, page=1)
    take(hall, one, two)
    version(paper, 2, OLD)
    carry_over(paper, 1, 2)
    touched = uuid5(two.id, "v2")
    take(hall, replace(two, id=touched, version=2, rev=1, body={"text": "Đã xem"}))

    take(hall, *(replace(each, rev=1, body={}, deleted=True) for each in (one, two)))

    assert texts(hall) == {
        str(one.id): None,
        str(two.id): None,
        str(uuid5(one.id, "v2")): None,
        str(touched): "Đã xem",
    }


def test_a_late_edit_of_the_text_is_taken_over_by_the_copies(hall: Hall, paper: Document) -> None:
    one = draft(paper, kind="BOOKMARK", body={"text": "Xem"}, page=1)
    take(hall, one)
    version(paper, 2, OLD)
    carry_over(paper, 1, 2)
    version(paper, 3, OLD)
    carry_over(paper, 2, 3)

    take(hall, replace(one, rev=1, body={"text": "Xem kỹ"}))

    assert list(texts(hall).values()) == ["Xem kỹ"] * 3
    assert Annotation.objects.get(version=3).rev == 2


def test_a_shared_note_is_shared_in_the_new_version_and_listed_once(hall: Hall, paper: Document) -> None:
    one = draft(paper, page=1, kind="BOOKMARK", body={"text": "Đề nghị làm rõ"})
    take(hall, one)
    sharing.share(one.id, shared_with="SECRETARIAT", by=hall["delegate"])
    sharing.answer(one.id, text="Đã rõ", by=hall["staff"])
    version(paper, 2, OLD)

    carry_over(paper, 1, 2)

    (comment,) = notes.comments(hall.meeting, hall.viewer("staff"))
    assert (comment["id"], comment["version"]) == (str(uuid5(one.id, "v2")), 2)
    assert comment["answer"]["text"] == "Đã rõ"


def test_there_is_nothing_to_carry_from_a_version_that_is_not(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper, page=1))

    assert carry_over(paper, 0, 1) == 0
    assert carry_over(paper, 1, 2) == 0


def test_pages_that_were_never_read_are_paired_by_their_place(hall: Hall) -> None:
    paper = hall.document(issued=True)
    take(hall, one := draft(paper, page=3))
    DocumentVersion.objects.create(
        document=paper, no=2, sha256="cd" * 32, size=1000, pages=7, at=PUBLISHED_AT, reason="Sửa"
    )

    carry_over(paper, 1, 2)

    assert standing(paper, 2) == [(3, str(one.id))]


# -- what changed ----------------------------------------------------------------------------------


def changes(hall: Hall, paper: Document, role: str = "delegate", query: str = "") -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(f"/api/documents/{paper.id}/changes{query}")


def test_the_changes_are_told_page_by_page_and_computed_once(hall: Hall, paper: Document) -> None:
    version(paper, 2, ["trình", TEXTS["nợ"].replace("212", "198"), "rừng"])

    answered = changes(hall, paper)
    again = changes(hall, paper, query="?from=1&to=2")

    told = answered.json()
    (place,) = [word[:4] for word in laid(TEXTS["nợ"].replace("212", "198")) if word[4] == "198"]
    (old,) = [word[:4] for word in laid(TEXTS["nợ"]) if word[4] == "212"]
    assert (told["from"], told["to"], told["gone"]) == (1, 2, [2])
    assert told["pages"] == [
        {"no": 1, "from": 1, "change": "SAME", "where": [], "was": []},
        {
            "no": 2,
            "from": 3,
            "change": "EDITED",
            "where": [pytest.approx(list(place), abs=1e-4)],
            "was": [pytest.approx(list(old), abs=1e-4)],
        },
        {"no": 3, "from": None, "change": "ADDED", "where": [], "was": []},
    ]
    assert again.json() == told
    assert Difference.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "meetings.not_found"),
        ("?from=1&to=1", "meetings.bad_input"),
        ("?from=2&to=1", "meetings.bad_input"),
        ("?from=x", "meetings.bad_input"),
        ("?from=0", "meetings.bad_input"),
        ("?to=9", "meetings.not_found"),
    ],
)
def test_no_changes_are_told_between_versions_that_are_not(
    hall: Hall, paper: Document, query: str, code: str
) -> None:
    assert changes(hall, paper, query=query).json()["code"] == code


def test_changes_are_told_to_readers_alone(hall: Hall, paper: Document) -> None:
    version(paper, 2, OLD)

    assert changes(hall, paper, "guest").json()["code"] == "meetings.not_found"
    with pytest.raises(NotFound):
        carrying.changes_between(paper.id, 1, 3)


@pytest.mark.django_db(transaction=True)
def test_notes_are_carried_behind_the_back_of_who_replaces_the_file(hall: Hall, paper: Document) -> None:
    one = marked(paper, "đất", "giá đất", 2)
    take(hall, one)
    version(paper, 2, ["trường", *OLD])

    carrying.carry_soon(paper.id, 2).result(timeout=30)

    assert standing(paper, 2) == [(3, str(one.id))]


def test_a_failure_behind_the_back_is_logged_without_a_word_of_the_notes(
    hall: Hall, paper: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: int, before: int, after: int) -> int:
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr(carrying, "carry_over", broken)

    carrying.carry_soon(paper.id, 2).result(timeout=30)

    assert [record.message for record in caplog.records] == [
        f"notes of document {paper.id} were not carried to version 2"
    ]
