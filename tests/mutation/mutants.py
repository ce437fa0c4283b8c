"""All mutants of a module, made by the operators of Cosmic Ray; those that are the same program are dropped."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# Of one operator by all the others only the nearest: its opposite, and the one that differs at the boundary.
# The rest computes something so different that what notices these notices it too. Whether two equal values
# are the same object (`is`) is a matter of the interpreter, not of the rules.
NEAREST = {
    "Add": ("Sub",), "Sub": ("Add",), "Mul": ("FloorDiv", "Add"), "FloorDiv": ("Mul", "Mod"), "Mod": ("FloorDiv",),
    "BitOr": ("BitAnd",), "BitAnd": ("BitOr",), "USub": ("UAdd", "Not"), "Not": ("Delete_Not",),
    "Eq": ("NotEq", "LtE", "GtE"), "NotEq": ("Eq",), "Lt": ("LtE", "GtE"), "LtE": ("Lt", "Gt", "Eq"),
    "Gt": ("GtE", "LtE"), "GtE": ("Gt", "Lt", "Eq"),
    "In": ("NotIn",), "NotIn": ("In",), "Is": ("IsNot",), "IsNot": ("Is",),
}  # fmt: skip
REPLACES = ("ReplaceBinaryOperator_", "ReplaceComparisonOperator_", "ReplaceUnaryOperator_")


def is_wanted(operator: str) -> bool:
    for prefix in REPLACES:
        if operator.startswith(prefix):
            was, _, now = operator.removeprefix(prefix).partition("_")
            return now in NEAREST.get(was, ())
    return "Variable" not in operator  # these need names that somebody lists


OPERATORS = tuple(name for name in operator_names() if is_wanted(name.removeprefix("core/")))


@dataclass(frozen=True)
class Mutant:
    """One change: the line as it was and as it is now, in its definition; `source` is the whole module."""

    module: str
    operator: str
    line: int
    was: str
    now: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by in the list of survivors: it stays the same when lines above it move."""
        return (self.module, self.was, self.now)


def mutants_of(path: Path) -> Iterator[Mutant]:
    code = path.read_text(encoding="utf-8")
    original, seen, nodes = meaning(code), {code}, list(ast_nodes(get_ast(code)))
    for name in OPERATORS:
        operator = get_operator(name)()
        for occurrence in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
            mutated = mutate_code(code, operator, occurrence)
            if mutated is None or mutated in seen or meaning(mutated) == original:
                continue
            seen.add(mutated)
            line, was, now = changed(code, mutated)
            yield Mutant(str(path), name.removeprefix("core/"), line, was, now, mutated)


def changed(code: str, mutated: str) -> tuple[int, str, str]:
    """The first line that differs: its number, as it was, and as it is now."""
    pairs = itertools.zip_longest(code.splitlines(), mutated.splitlines(), fillvalue="")
    for number, (was, now) in enumerate(pairs, start=1):
        if was != now:
            return number, was.strip(), now.strip()
    raise ValueError("nothing differs")


def meaning(code: str) -> str:
    """The program without its annotations, which nothing reads when it runs; empty if it is no program."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(tree)
