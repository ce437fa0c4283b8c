"""`docs/refusals.md`: every refusal, with its stable code and both its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from meetings.errors import Refusal

# Where an app has refusals beside its `errors.py`.
MORE = {"agenda": ["agenda.intake.errors"], "voting": ["voting.paper.errors", "voting.secret.errors"]}
APPS = ("meetings", "agenda", "voting", "signaling", "web")
HEAD = """\
# Refusals

Printed by `manage.py docs` from the classes in each app's `errors.py`; a test fails when this page is out
of date.

On the wire a refusal is `application/problem+json` (RFC 9457): `code` is stable and never translated,
`title` and `detail` are in the language asked for, `facts` holds the figures. `{…}` is filled in from the
facts; `{xung_ho}` is the form of address of the body.
"""


def refusals(app: str) -> list[type[Refusal]]:
    """The refusals of an app that have a code, by code."""
    modules = [f"{app}.errors", *MORE.get(app, [])]
    for module in modules:
        import_module(module)
    ours = {one for one in below(Refusal) if one.__module__ in modules and "code" in vars(one)}
    return sorted(ours, key=lambda one: one.code)


def below(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in refusal.__subclasses__():
        yield one
        yield from below(one)


def page() -> str:
    parts = [HEAD]
    for app in APPS:
        parts.append(f"\n## {app}\n\n| Code | Status | Vietnamese | English |\n|---|---|---|---|\n")
        for one in refusals(app):
            cells = (f"`{one.code}`", str(one.status), one.vi, one.en)
            parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return "".join(parts)
