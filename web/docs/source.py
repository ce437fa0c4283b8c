"""What a function refers to, read from its source: itself, and the functions of ours that it calls."""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any, cast

OURS = ("meetings", "agenda", "voting")


def plain(thing: Any) -> FunctionType | None:
    """The function under its decorators, if it is one of ours."""
    function = inspect.unwrap(thing) if callable(thing) else None
    if isinstance(function, FunctionType) and function.__module__.split(".")[0] in OURS:
        return function
    return None


@functools.cache
def body(function: FunctionType) -> tuple[ast.stmt, ...]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    return tuple(cast(ast.FunctionDef, definition).body)


def resolve(node: ast.AST, function: FunctionType) -> Any:
    """What a name (`NoQuorum`, `errors.VoteClosed`) is in the function's module; None if it is none."""
    if isinstance(node, ast.Name):
        return function.__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = resolve(node.value, function)
        if isinstance(owner, (ModuleType, type)):
            return getattr(owner, node.attr, None)
    return None


def nodes(function: FunctionType) -> Iterator[ast.AST]:
    """What it does: the handlers of an `except` apart, and without annotations."""
    waiting: list[ast.AST] = list(body(function))
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [
            child
            for field, child in fields(node)
            if field not in ("annotation", "returns")
            and not (isinstance(node, ast.ExceptHandler) and field == "type")
        ]


def fields(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def reached(start: FunctionType) -> list[FunctionType]:
    """The function and those of ours that it calls, each once, the nearest first."""
    found = [start]
    for function in found:
        for node in nodes(function):
            called = plain(resolve(node, function)) if isinstance(node, ast.Name | ast.Attribute) else None
            if called is not None and called not in found and not called.__name__.startswith("__"):
                found.append(called)
    return found


def mentioned(function: FunctionType, wanted: Callable[[Any], bool]) -> list[Any]:
    """The things of a kind that its own source names, in the order in which it names them."""
    seen: dict[Any, None] = {}
    for node in nodes(function):
        thing = resolve(node, function) if isinstance(node, ast.Name | ast.Attribute) else None
        if thing is not None and wanted(thing):
            seen[thing] = None
    return list(seen)
