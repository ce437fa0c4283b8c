"""Loading into an empty database: all of it or nothing, and papers through the real intake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agenda import files
from agenda.intake import reading
from agenda.models import FilePage
from meetings import clock
from meetings.models import AdminUnit, Meeting, Person
from tests.web.test_load_demo import SESSION, measured
from web.demo import intake, load
from web.demo.papers import build


@pytest.fixture(autouse=True)
def clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    yield


@pytest.mark.django_db
def test_a_load_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_is_missing(session: object, progress: object) -> dict[str, object]:
        return {k: v for k, v in measured(SESSION, progress).items() if k != "D40"}

    monkeypatch.setattr(intake, "take_in", one_is_missing)

    with pytest.raises(KeyError, match="D40"):
        load.load()

    assert (AdminUnit.objects.count(), Person.objects.count(), Meeting.objects.count()) == (0, 0, 0)
    assert load.main_meeting() is None


@pytest.mark.django_db
def test_the_papers_pass_the_intake_unchanged_in_their_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = SESSION | {
        "dossiers": [d for d in SESSION["dossiers"] if d["id"] == "H14"],
        "documents": [d for d in SESSION["documents"] if d["id"] in ("D13", "D17", "D18", "D19")],
    }
    monkeypatch.setattr(intake, "cache", lambda: tmp_path)
    told: list[str] = []

    taken = intake.take_in(few, told.append)

    assert {paper: (file["pages"], file["removed"]) for paper, file in taken.items()} == {
        "D13": (12, {}),
        "D17": (7, {}),
        "D18": (6, {}),
        "D19": (9, {}),
    }
    assert [paper for paper, file in taken.items() if not files.exists(file["sha256"])] == []
    assert told == ["Kiểm tra, làm sạch 4 tệp PDF …"]
    assert FilePage.objects.count() == 12 + 7 + 6 + 9
    first = FilePage.objects.get(sha256=taken["D13"]["sha256"], no=1)
    assert "BÁO CÁO" in first.text and first.words and first.picture


@pytest.mark.django_db
def test_pages_are_read_once_and_kept_beside_the_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = SESSION | {"documents": [d for d in SESSION["documents"] if d["id"] == "D18"], "dossiers": []}
    monkeypatch.setattr(intake, "cache", lambda: tmp_path)
    intake.take_in(few, lambda line: None)
    FilePage.objects.all().delete()
    monkeypatch.setattr(reading, "write_pages", lambda pairs: [][len(pairs) - 1])

    intake.take_in(few, lambda line: None)

    assert FilePage.objects.count() == 6


def test_progress_is_told_about_every_hundred_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(paper: object, session: object, path: Path, version_no: int) -> None:
        path.write_bytes(b"")

    monkeypatch.setattr(build, "draw", empty)
    told: list[str] = []

    # 59 papers, three of which were replaced: one of them twice.
    assert len(list(build.build_papers(SESSION, tmp_path, told.append))) == 63

    assert told[0] == "Dựng văn bản: 131/1023 trang …"
    assert told[-1] == "Dựng văn bản: 985/1023 trang …"
    assert len(told) == 8
