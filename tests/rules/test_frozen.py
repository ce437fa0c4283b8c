"""Values of the rules are never changed after they were made."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from types import ModuleType

import pytest

import meetings.rulebook
import voting.counting


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(f"{package.__name__}.{each.name}")
        for package in (meetings.rulebook, voting.counting)
        for each in pkgutil.iter_modules(package.__path__)
    ]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_no_value_of_the_rules_is_changed_after_it_was_made(module: ModuleType) -> None:
    own = [
        each for each in vars(module).values() if dataclasses.is_dataclass(each) and isinstance(each, type)
    ]

    assert all(each.__dataclass_params__.frozen for each in own)  # type: ignore[attr-defined]
