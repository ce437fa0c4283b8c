"""The printed pages of docs/ say what the code says, and no refusal is without a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from meetings.errors import Refusal
from web.docs import PAGES, refusals, verbs

TESTS = Path(__file__).parents[1]
REFUSALS = [refusal for app in refusals.APPS for refusal in refusals.refusals(app)]
# These hold the list of all codes of their app: no proof that one is ever raised.
LISTS = {
    *(TESTS / app / "test_errors.py" for app in ("meetings", "agenda", "voting")),
    TESTS / "voting" / "test_paper_errors.py",
    Path(__file__),
}
PROOFS = "\n".join(
    file.read_text(encoding="utf-8")
    for file in sorted(TESTS.rglob("test_*.py"))
    if file not in LISTS and "node_modules" not in file.parts
)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    kept = (Path(settings.BASE_DIR) / "docs" / name).read_text(encoding="utf-8")

    assert kept == PAGES[name](), "run: manage.py docs"


def test_a_stale_page_is_named_and_printed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)

    with pytest.raises(CommandError) as stale:
        call_command("docs", "--check")
    call_command("docs", verbosity=0)
    call_command("docs", "--check")

    assert str(stale.value) == (
        "Tài liệu chưa khớp mã nguồn: audiences.md, refusals.md, rules.md, verbs.md. Hãy chạy: manage.py docs"
    )


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_each_refusal_is_raised_in_some_test(refusal: type[Refusal]) -> None:
    assert re.search(rf"\b{re.escape(refusal.code)}\b|\b{refusal.__name__}\b", PROOFS) is not None


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_each_code_is_of_its_own_app_and_used_once(refusal: type[Refusal]) -> None:
    assert re.fullmatch(rf"{refusal.__module__.split('.')[0]}\.[a-z_]+", refusal.code)
    assert [other for other in REFUSALS if other.code == refusal.code] == [refusal]


@pytest.mark.parametrize("verb", verbs.verbs(), ids=lambda verb: verb.name)
def test_each_verb_says_what_it_does_and_appends_something(verb: verbs.Verb) -> None:
    assert verb.function.__doc__
    assert verbs.appended(verb.function) != []
    assert verbs.who(verb.function) != "see above"


def test_what_a_verb_may_refuse_is_read_from_the_code_that_it_runs() -> None:
    (cast,) = (verb.function for verb in verbs.verbs() if verb.name == "cast_ballot")

    assert verbs.refused(cast) == [
        "meetings.no_rules",
        "voting.ballot_is_secret",
        "voting.by_hands",
        "voting.checked_in_late",
        "voting.not_checked_in",
        "voting.not_eligible",
        "voting.on_paper",
        "voting.proxy_forbidden",
        "voting.remote_not_counted",
        "voting.suspended",
        "voting.unknown_choice",
        "voting.vote_closed",
    ]
