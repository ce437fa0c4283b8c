"""One trial: a child process in which the mutant stands for its module, and the tests of the rules run."""

from __future__ import annotations

import gc
import importlib.abc
import importlib.util
import inspect
import itertools
import os
import resource
import sys
import warnings
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

from tests.mutation.mutants import Mutant

OPTIONS = (
    "-x", "-q", "--no-header", "--noconftest", "--tb=short", "-p", "no:cacheprovider",
)  # fmt: skip
TESTS = ("tests/rules", "tests/vectors/test_rules.py", "tests/voting/test_counting.py")
FOR_ALL = "tests/rules/test_frozen.py"  # what it asks of each module is quick
SECONDS = 20  # of the processor: an endless loop is noticed, a busy machine is not
BYTES = 3 * 2**30

hypothesis.settings.register_profile(
    "mutation",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)


class InPlace(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the mutant under the name of its module; nothing is written to the disk."""

    def __init__(self, mutant: Mutant) -> None:
        path = Path(mutant.module)
        parts = path.with_suffix("").parts
        self.is_package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.is_package else parts)
        self.path, self.source = path, mutant.source

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(
            name,
            self.path,
            loader=self,
            submodule_search_locations=[str(self.path.parent)] if self.is_package else None,
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def start(mutant: Mutant | None, *, near: bool = False) -> int:
    """Start the trial, and return the id of its process: it ends with 0 if all tests pass, or (`near`) those
    that are named after the module.
    """
    gc.freeze()
    child = os.fork()
    if child:
        return child
    gc.disable()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    if mutant:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, InPlace(mutant))
    os._exit(int(run(mutant.module if mutant else "", near=near)))


def run(module: str, *, near: bool) -> int:
    """The tests named after the module first, called as plain functions, which takes a tenth of the time of
    pytest: most mutants end there. What they let pass pytest puts to all tests.
    """
    hypothesis.settings.load_profile("mutation")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # Django and browsers are not asked
    nearest = [file for file in all_tests() if Path(module).stem in Path(file).stem or file == FOR_ALL]
    if module and any(fails(file) for file in nearest):
        return 1
    return 0 if near else pytest.main([*all_tests(), *OPTIONS])


def fails(file: str) -> bool:
    """Whether a test of the file fails, of those that need nothing but their parameters."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tests = importlib.import_module(".".join(Path(file).with_suffix("").parts))
            for name, test in vars(tests).items():
                if name.startswith("test_") and callable(test):
                    called(test)
    except BaseException:  # whatever it is, some test noticed
        return True
    return False


def called(test: Callable[..., None]) -> None:
    """Call it with each of its parameters; what asks for more is left to pytest."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    columns = []
    for mark in marks:
        names = mark.args[0] if isinstance(mark.args[0], tuple | list) else mark.args[0].split(",")
        rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
        columns.append([dict(zip(names, row, strict=True)) for row in rows])
    given = {name for column in columns for name in (column[0] if column else ())}
    asked = set(inspect.signature(test).parameters)
    if asked == given:
        for row in itertools.product(*columns):
            test(**{name: value for part in row for name, value in part.items()})


def all_tests() -> list[str]:
    return [
        str(file)
        for each in TESTS
        for file in (sorted(Path(each).glob("test_*.py")) if Path(each).is_dir() else [Path(each)])
    ]
