"""`docs/verbs.md`: every command, its address, who may, what it appends, and what it may refuse."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from meetings import access
from meetings.errors import Refusal
from meetings.events import Event
from meetings.models import Role
from voting.commands import ballots, tally
from web.docs import source

HEAD = """\
# Verbs

Printed by `manage.py docs` from the commands themselves; a test fails when this page is out of date.

Each verb is one function: lock, guard, change, append; one transaction, one entry or more. All take `by`
(who is signed in) and `key` (the header `Idempotency-Key`), and answer `{"seq", "result"}` with the facts
of their first entry. The JSON body of each address is in the schema at `/api/schema`. The same key is
answered with the first result. Any of them may refuse with `meetings.key_missing`, `meetings.key_reused`
and, to whom has nothing to do with the meeting, `meetings.not_found`.

"May refuse with" is read from the code that the verb runs. Verbs that share code share this list, so that
now and then one is named that cannot occur in this verb.
"""
ALWAYS = {"meetings.key_missing", "meetings.key_reused", "meetings.not_found"}


@dataclass(frozen=True)
class Verb:
    app: str
    function: FunctionType

    @property
    def name(self) -> str:
        return self.function.__name__


def verbs() -> list[Verb]:
    """The commands of all apps, in the order of their files."""
    found = []
    for app in source.OURS:
        package = importlib.import_module(f"{app}.commands")
        for file in sorted(pkgutil.iter_modules(package.__path__), key=lambda file: file.name):
            module = importlib.import_module(f"{package.__name__}.{file.name}")
            for thing in vars(module).values():
                if is_command(thing) and thing.__module__ == module.__name__:
                    found.append(Verb(app, inspect.unwrap(thing)))
    return found


def is_command(thing: Any) -> bool:
    """Decorated by `journal.command`, which asks for these two keywords."""
    if not inspect.isfunction(thing) or not hasattr(thing, "__wrapped__"):
        return False
    return {"by", "key"} <= set(inspect.signature(thing).parameters)


def page() -> str:
    addresses = dict(addressed())
    parts = [HEAD]
    for app in source.OURS:
        parts.append(f"\n## {app}\n")
        parts += [shown(verb, addresses) for verb in verbs() if verb.app == app]
    return "".join(parts)


def shown(verb: Verb, addresses: dict[FunctionType, str]) -> str:
    lines = [
        f"\n### {verb.name}\n",
        " ".join((inspect.getdoc(verb.function) or "").split()),
        "",
        f"- Address: {addresses.get(verb.function, 'none; the administration calls it')}",
        f"- Arguments: {arguments(verb.function)}",
        f"- Who: {who(verb.function)}",
        f"- Appends: {', '.join(f'`{event.kind}`' for event in appended(verb.function))}",
        f"- May refuse with: {', '.join(f'`{code}`' for code in refused(verb.function)) or '–'}",
    ]
    return "\n".join(lines) + "\n"


def arguments(function: FunctionType) -> str:
    """The arguments as the function declares them, but for who acts and the key."""
    given = [
        # A module with lazy annotations keeps them as quoted text.
        re.sub(r": '([^']*)'", r": \1", str(parameter))
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name not in ("by", "key")
    ]
    return ", ".join(f"`{each}`" for each in given)


def who(function: FunctionType) -> str:
    reached = source.reached(function)
    if tally.require_head in reached:
        return "the head of the tellers who count the vote"
    if tally.require_teller in reached:
        ends = "; the presiding officer ends the casting" if access.acting_for in reached else ""
        return f"a member of the tellers' board that counts the vote{ends}"
    if access.acting_for in reached:
        return "the presiding officer, or a secretary on their behalf (both are recorded)"
    by = inspect.signature(function).parameters["by"]
    if by.default is None:
        return "nobody: it is the platform's own finding"
    if ballots.require_right in reached:
        return "who is on the voting list and present, for oneself"
    if access.require_oneself in reached:
        return "the person whom it is for"
    roles = dict.fromkeys(role for each in reached for role in asked(each))
    desk = " or ".join(f"`{role.value}`" for role in roles)
    parameter = inspect.signature(function).parameters.get("person_id")
    if parameter is not None and parameter.default is None:
        return f"oneself; for somebody else {desk}" if desk else "oneself, and nobody for anybody else"
    return desk or "see above"


def asked(function: FunctionType) -> Iterator[Role]:
    """The roles that a guard in this function lets pass."""
    for node in source.nodes(function):
        if not isinstance(node, ast.Call):
            continue
        if source.resolve(node.func, function) not in (access.require_role, access.not_allowed):
            continue
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                roles = source.resolve(argument.value, function)
                yield from roles if isinstance(roles, tuple) else ()
            elif isinstance(role := source.resolve(argument, function), Role):
                yield role


def appended(function: FunctionType) -> list[type[Event]]:
    """Its own events; those of the functions that it calls only when it names none."""
    for each in source.reached(function):
        named = source.mentioned(each, lambda thing: isinstance(thing, type) and issubclass(thing, Event))
        concrete = [event for event in named if "kind" in vars(event)]
        if concrete:
            return concrete
    return []


def refused(function: FunctionType) -> list[str]:
    codes = {
        refusal.code
        for each in source.reached(function)
        for refusal in source.mentioned(
            each, lambda thing: isinstance(thing, type) and issubclass(thing, Refusal)
        )
        if hasattr(refusal, "code")
    }
    return sorted(codes - ALWAYS)


def addressed() -> Iterator[tuple[FunctionType, str]]:
    """Each command with the method and path of the view that calls it."""
    for path, view in views(get_resolver().url_patterns, "/"):
        for method in ("post", "patch", "put", "delete"):
            for command in called_by(view, method):
                yield command, f"`{method.upper()} {path}`"


def views(patterns: list[Any], before: str) -> Iterator[tuple[str, type]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and hasattr(pattern.callback, "cls"):
            yield path.replace("<int:", "<"), pattern.callback.cls


def called_by(view: type, method: str) -> list[FunctionType]:
    handler = source.plain(getattr(view, method, None))
    if handler is None:
        return []
    named = source.mentioned(handler, is_command)
    # A view that differs from its siblings by the command alone holds it as an attribute.
    own = [thing.__func__ for thing in vars(view).values() if isinstance(thing, staticmethod)]
    return [inspect.unwrap(thing) for thing in (*named, *filter(is_command, own))]
