"""Pages of `docs/` that are printed from the code itself, so that they cannot say anything else."""

from __future__ import annotations

from web.docs import audiences, refusals, rules, verbs

PAGES = {
    "audiences.md": audiences.page,
    "refusals.md": refusals.page,
    "rules.md": rules.page,
    "verbs.md": verbs.page,
}
