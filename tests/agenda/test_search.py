"""Words are found in the pages of papers with or without their marks, by those who may read them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from agenda import search
from agenda.commands.uploads import keep_pages
from agenda.intake import folding
from agenda.intake.folding import fold
from agenda.intake.reading import ReadPage
from agenda.models import Document, DocumentVersion, FilePage
from tests.agenda.cast import PUBLISHED_AT, Hall

pytestmark = pytest.mark.django_db


def paper(hall: Hall, title: str, *pages: str, **fields: Any) -> Document:
    document = hall.document(title, **{"issued": True} | fields)
    put_text(document.versions.get().sha256, *pages)
    return document


def put_text(sha256: str, *pages: str) -> None:
    keep_pages(sha256, [ReadPage(no, 595, 842, text, b"") for no, text in enumerate(pages, start=1)])


def ask(hall: Hall, q: str, role: str = "delegate", **more: object) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(f"/api/meetings/{hall.meeting.id}/search", {"q": q} | more)


def found(hall: Hall, q: str, role: str = "delegate") -> list[tuple[str, int]]:
    """Return title and page of each hit, in the order of the answer."""
    titles = {str(document.id): document.title for document in Document.objects.all()}
    return [(titles[hit["document"]], hit["page"]) for hit in ask(hall, q, role).json()["hits"]]


@pytest.mark.parametrize(
    "q",
    ["nghị quyết", "nghi quyet", "NGHỊ QUYẾT", "Nghi Quyet", "nghị  quyế", "nghi q", "quyết", "quyet"],
)
def test_a_phrase_is_found_with_and_without_its_marks(hall: Hall, q: str) -> None:
    paper(hall, "Tờ trình", "Trang bìa", "Ban hành Nghị quyết về giá đất")

    assert found(hall, q) == [("Tờ trình", 2)]


@pytest.mark.parametrize(
    "q", ["đất", "dat", "ĐẤT", "gia dat", "giá đấ", "đầu tư", "dau tu", "uu dai", "ưu đãi"]
)
def test_d_with_a_stroke_and_horned_letters_fold(hall: Hall, q: str) -> None:
    paper(hall, "Tờ trình", "Giá đất, đầu tư và ưu đãi")

    assert found(hall, q) == [("Tờ trình", 1)]


@pytest.mark.parametrize(
    "q",
    ["quyết nghị", "nghi quyets", "uyet", "nghiquyet", "giá  đai", "nghị về", "", "  ", "—", "%", "'", '"'],
)
def test_words_in_another_order_or_parts_of_them_are_not_found(hall: Hall, q: str) -> None:
    paper(hall, "Tờ trình", "Ban hành Nghị quyết về giá đất")

    answer = ask(hall, q)

    assert answer.status_code == (200 if q.strip() else 400)
    assert answer.json().get("hits", []) == []


def test_a_phrase_goes_over_the_end_of_a_line_and_over_signs(hall: Hall) -> None:
    paper(hall, "Tờ trình", "ban hành nghị\nquyết số 12/NQ-HĐND")

    assert found(hall, "nghi quyet so 12/nq-hdnd") == [("Tờ trình", 1)]
    assert found(hall, "12 NQ HĐND") == [("Tờ trình", 1)]


def test_letters_written_in_pieces_are_found_and_find(hall: Hall) -> None:
    paper(hall, "Tờ trình", "Nghị quyết")

    assert found(hall, unicodedata.normalize("NFD", "nghị quyết")) == [("Tờ trình", 1)]


def test_with_marks_the_pages_that_have_them_so_come_first(hall: Hall) -> None:
    paper(hall, "Khác dấu", "bán ban ban ban")
    paper(hall, "Đúng dấu", "nhiều chữ khác ở quanh đây rồi mới đến ban cán sự và bạn đọc")

    assert found(hall, "bạn") == [("Đúng dấu", 1), ("Khác dấu", 1)]
    assert found(hall, "bán") == [("Khác dấu", 1), ("Đúng dấu", 1)]


def test_the_page_that_says_it_more_often_comes_before_others(hall: Hall) -> None:
    filling = "chữ khác nhau " * 30
    paper(hall, "Một lần", f"học phí {filling}")
    paper(hall, "Nhiều lần", f"học phí, học phí và học phí {filling}")

    assert found(hall, "hoc phi") == [("Nhiều lần", 1), ("Một lần", 1)]


def test_the_words_are_shown_as_they_are_written_with_the_hits_marked(hall: Hall) -> None:
    paper(hall, "Tờ trình", "Điều 1. Ban hành Nghị\nquyết về giá đất; Nghị quyết có hiệu lực từ ngày ký.")

    (hit,) = ask(hall, "nghi quyet").json()["hits"]

    assert hit["snippet"] == [
        {"text": "Điều 1. Ban hành ", "hit": False},
        {"text": "Nghị quyết", "hit": True},
        {"text": " về giá đất; ", "hit": False},
        {"text": "Nghị quyết", "hit": True},
        {"text": " có hiệu lực từ ngày ký.", "hit": False},
    ]
    assert (hit["version"], hit["page"]) == (1, 1)


def test_of_a_long_page_only_what_stands_around_the_first_hit_is_shown(hall: Hall) -> None:
    paper(hall, "Tờ trình", "trước " * 200 + "học phí" + " sau" * 200)

    (hit,) = ask(hall, "học phí").json()["hits"]

    before, match, after = (piece["text"] for piece in hit["snippet"])
    assert match == "học phí"
    assert set(before.split()) == {"trước"} and len(before) <= search.BEFORE + 1
    assert set(after.split()) == {"sau"} and len(after) <= search.AFTER + 1


def test_an_unfinished_word_is_marked_to_its_end(hall: Hall) -> None:
    paper(hall, "Tờ trình", "nghị quyết")

    assert ask(hall, "nghi qu").json()["hits"][0]["snippet"] == [{"text": "nghị quyết", "hit": True}]


def test_each_finds_only_what_they_may_read(hall: Hall) -> None:
    paper(hall, "Công khai", "học phí", circulation="PUBLIC")
    paper(hall, "Đại biểu", "học phí", circulation="DELEGATES_ONLY")
    paper(hall, "Dự thảo", "học phí", issued=False)

    titles = {
        role: {title for title, _ in found(hall, "hoc phi", role)} for role in ("guest", "delegate", "staff")
    }

    assert titles == {
        "guest": {"Công khai"},
        "delegate": {"Công khai", "Đại biểu"},
        "staff": {"Công khai", "Đại biểu", "Dự thảo"},
    }
    assert ask(hall, "hoc phi", "outsider").status_code == 404


def test_a_recalled_paper_is_found_by_nobody(hall: Hall) -> None:
    recalled = paper(hall, "Thu hồi", "học phí")
    assert found(hall, "hoc phi") == [("Thu hồi", 1)]

    Document.objects.filter(id=recalled.id).update(state="RECALLED", recalled_at=PUBLISHED_AT)

    assert [found(hall, "hoc phi", role) for role in ("delegate", "staff", "chair")] == [[], [], []]


def test_only_the_newest_version_is_found(hall: Hall) -> None:
    replaced = paper(hall, "Tờ trình", "bản cũ nói về học phí")
    DocumentVersion.objects.create(
        document=replaced, no=2, sha256="cd" * 32, size=10, pages=1, at=PUBLISHED_AT
    )
    put_text("cd" * 32, "bản mới nói về viện phí")

    assert found(hall, "hoc phi") == []
    assert ask(hall, "vien phi").json()["hits"][0]["version"] == 2


def test_papers_of_another_meeting_are_not_found(hall: Hall, other_hall: Hall) -> None:
    paper(other_hall, "Nơi khác", "học phí")

    assert found(hall, "hoc phi") == []


def test_one_file_of_two_papers_is_a_hit_of_each(hall: Hall) -> None:
    first, second = paper(hall, "Một", "học phí"), hall.document("Hai", issued=True)
    second.versions.update(sha256=first.versions.get().sha256)

    assert sorted(found(hall, "hoc phi")) == [("Hai", 1), ("Một", 1)]


def test_the_best_are_shown_and_all_are_counted(hall: Hall) -> None:
    paper(hall, "Tờ trình", *["học phí"] * 7)

    answer = ask(hall, "hoc phi", limit=3).json()

    assert (len(answer["hits"]), answer["total"]) == (3, 7)


@pytest.mark.parametrize("more", [{"limit": 0}, {"limit": 1000}, {"limit": "x"}])
def test_a_limit_out_of_bounds_is_refused(hall: Hall, more: dict[str, object]) -> None:
    assert ask(hall, "hoc phi", **more).status_code == 400


def test_pages_that_are_gone_are_gone_from_the_index(hall: Hall) -> None:
    paper(hall, "Tờ trình", "học phí")
    FilePage.objects.all().delete()

    assert found(hall, "hoc phi") == []
    FilePage.objects.create(sha256=Document.objects.get().versions.get().sha256, no=1, width=1, height=1)
    assert found(hall, "hoc phi") == []


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹếềểễệúùủũụứừửữựýỳỷỹỵóòỏõọốồổỗộớờởỡợíìỉĩị0129"


@given(
    st.lists(st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=7), min_size=1, max_size=5),
    st.text(max_size=30),
)
def test_any_words_of_a_page_are_marked_in_it(words: list[str], around: str) -> None:
    asked = " ".join(words)
    text = f"{around} | {asked} | {around}"

    for said in (asked, fold(asked)):
        pieces = search.snippet(text, search.Query.of(said))
        marked = [" ".join(search.Query.of(piece.text).folded) for piece in pieces if piece.hit]
        assert any(piece.startswith(fold(asked)) for piece in marked)


@given(st.text(max_size=60))
def test_folding_keeps_the_length_and_folds_once(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert len(fold(text)) <= len(composed)
    assert fold(fold(text)) == fold(text)
    assert len(composed.translate(folding.LOWER)) == len(composed)


@given(st.text(max_size=200))
def test_whatever_is_asked_the_query_is_words_alone(asked: str) -> None:
    for word in search.Query.of(asked).words:
        assert search.WORD.fullmatch(word)
        assert not set(word) & set("'\"\\{}*():=")
