"""`docs/audiences.md`: which role hears which audience, from the one table that decides it."""

from __future__ import annotations

from meetings.access import HEARS

HEAD = """\
# Who hears what

Printed by `manage.py docs` from `meetings/access.py`; a test fails when this page is out of date.

Every entry of the journal has one audience, decided by its event class. The server filters by this table,
for the API and the stream alike; a person with several roles hears what any of them hears.

"""
FOOT = """
Besides:

- everybody hears `person:<id>` of oneself (one's own ballot while the vote is open);
- a delegate hears `group:<id>` of one's own delegate group;
- who has no role in a meeting hears nothing of it, and is told that it was not found.
"""


def page() -> str:
    audiences = sorted({audience for heard in HEARS.values() for audience in heard})
    lines = [
        f"| Role | {' | '.join(f'`{audience}`' for audience in audiences)} |",
        f"|---|{':-:|' * len(audiences)}",
    ]
    for role, heard in HEARS.items():
        marks = " | ".join("●" if audience in heard else " " for audience in audiences)
        lines.append(f"| {role.label} (`{role.value}`) | {marks} |")
    return HEAD + "\n".join(lines) + "\n" + FOOT
