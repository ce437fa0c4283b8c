"""What the files of the project obey beside the contracts of import-linter: size, first lines, locks."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("meetings", "agenda", "voting", "signaling", "web")
LINES = 420  # about 400: a few more names in a table do no harm
FUNCTION_LINES = 60
BYTES = 1 << 20


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # A file removed, and not yet from the index, is nobody's concern.
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def shown(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    found = [path for path in tracked("*.py") if "migrations" not in path.parts]
    assert len(found) > 100
    return found


def test_no_file_is_too_long_to_read(modules: list[Path]) -> None:
    client = tracked("web/client/src/*.ts", "web/client/src/*.vue", "web/client/src/*.css")
    # The words of a screen are a table, one sentence a line: read line by line, not as a whole.
    # The types of the API are written by a program.
    read = [path for path in client if not path.name.startswith("words") and path.name != "schema.d.ts"]
    sources = modules + read

    assert shown([path for path in sources if len(path.read_text().splitlines()) > LINES]) == []


def test_no_function_is_too_long_to_read(modules: list[Path]) -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules
        if path.relative_to(ROOT).parts[0] in APPS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]

    assert long == []


def test_every_module_says_first_what_lives_there(modules: list[Path]) -> None:
    silent = [
        path
        for path in modules
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert shown(silent) == []


def test_no_migration_was_left_with_a_name_that_says_nothing() -> None:
    names = [path.stem for app in APPS for path in (ROOT / app).glob("migrations/0*.py")]

    assert len(names) >= 3
    assert [name for name in names if "_auto_" in name or "_and_more" in name] == []


def test_no_lock_names_a_package_host() -> None:
    python, npm = tracked("requirements*.txt"), tracked("*package-lock.json")

    assert (len(python), len(npm)) == (3, 2)
    assert (
        shown([path for path in python if re.search(r"https?://|--\w*index|--find", path.read_text())]) == []
    )
    assert shown([path for path in npm if '"resolved": "http' in path.read_text()]) == []


def test_every_python_package_is_locked_by_its_hash() -> None:
    for path in tracked("requirements*.txt"):
        wanted = re.findall(r"^[\w.\-\[\],]+==.*(?:\n    .*)*", path.read_text(), re.MULTILINE)
        assert len(wanted) > 30
        assert [each.split("==")[0] for each in wanted if "--hash=sha256:" not in each] == []


def test_no_large_file_is_kept() -> None:
    assert shown([path for path in tracked() if path.stat().st_size > BYTES]) == []


def test_nothing_kept_reads_from_outside_the_repository() -> None:
    texts = [path for path in tracked() if path.suffix in {".py", ".ts", ".vue", ".toml", ".yaml", ".sh"}]
    outside = re.compile(r"\.\./" + r"shared\b")

    assert shown([path for path in texts if outside.search(path.read_text())]) == []
