"""One trial: a child process in which the mutant stands for its module, and the tests of the rules run."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import resource
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

from tests.mutation.mutants import Mutant

OPTIONS = (
    "-x", "-q", "--no-header", "--noconftest", "--tb=short",
    "-p", "no:cacheprovider",
)  # fmt: skip
TESTS = ("tests/rules", "tests/vectors/test_rules.py", "tests/voting/test_counting.py")
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


def start(mutant: Mutant | None) -> int:
    """Start the trial, and return the id of its process: it ends with 0 if all tests pass."""
    child = os.fork()
    if child:
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    if mutant:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, InPlace(mutant))
    os._exit(int(run(mutant.module if mutant else "")))


def run(module: str) -> int:
    """The tests named after the module first, alone: they notice soonest. Then all the others."""
    hypothesis.settings.load_profile("mutation")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # Django and browsers are not asked
    files = all_tests()
    near = [file for file in files if Path(module).stem in Path(file).stem] if module else []
    rest = [file for file in files if file not in near]
    return (near and pytest.main([*near, *OPTIONS])) or pytest.main([*rest, *OPTIONS])


def all_tests() -> list[str]:
    return [
        str(file)
        for each in TESTS
        for file in (sorted(Path(each).glob("test_*.py")) if Path(each).is_dir() else [Path(each)])
    ]
