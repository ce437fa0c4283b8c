"""`python -m tests.mutation [--only PART]`: put the tests of the rules to every mutant of them.

Prints each mutant that no test notices and that has no reason in `tests/vectors/survivors.json`, each reason
whose mutant is noticed or gone, and as its last line the figures as JSON. Exit code: 0 none of either.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.trial import start

MODULES = (*sorted(Path("meetings/rulebook").glob("*.py")), *sorted(Path("voting/counting").glob("*.py")))
SURVIVORS = Path("tests/vectors/survivors.json")


def outcomes(mutants: list[Mutant], at_once: int, *, near: bool) -> dict[int, str]:
    """Try all of them, so many at once; by place: survived, killed, or stopped (it never ended)."""
    running: dict[int, int] = {}
    told: dict[int, str] = {}
    waiting = list(enumerate(mutants))
    while waiting or running:
        while waiting and len(running) < at_once:
            place, mutant = waiting.pop(0)
            running[start(mutant, near=near)] = place
        child, status = os.wait()
        place = running.pop(child)
        if os.WIFSIGNALED(status):
            told[place] = "stopped"
        else:
            told[place] = "killed" if os.WEXITSTATUS(status) else "survived"
        if told[place] == "survived":
            mutant = mutants[place]
            print(f"sống: {mutant.module}:{mutant.line} {mutant.now}", file=sys.stderr, flush=True)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--only", default="", help="modules whose path contains one of these, with commas")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--near", action="store_true", help="only the tests named after the module: a first look"
    )
    said = parser.parse_args()
    began = time.monotonic()

    if not said.near and os.waitpid(start(None), 0)[1]:
        print("Các kiểm thử chưa đạt khi chưa có đột biến nào: hãy sửa trước.", file=sys.stderr)
        return 2

    modules = [path for path in MODULES if any(part in str(path) for part in said.only.split(","))]
    mutants: list[Mutant] = []
    told: dict[int, str] = {}
    for path in modules:
        of_one = list(mutants_of(path))
        print(f"{path}: {len(of_one)}", file=sys.stderr, flush=True)
        told |= {
            len(mutants) + place: how for place, how in outcomes(of_one, said.jobs, near=said.near).items()
        }
        mutants += of_one
    reasons = {
        (each["module"], each["was"], each["now"]): each["why"]
        for each in json.loads(SURVIVORS.read_text(encoding="utf-8"))
        if Path(each["module"]) in modules
    }
    alive = [mutants[place] for place, outcome in sorted(told.items()) if outcome == "survived"]
    unexplained = [mutant for mutant in alive if not reasons.get(mutant.key)]
    stale = sorted(set(reasons) - {mutant.key for mutant in alive})
    for mutant in unexplained:
        print(f"{mutant.module}:{mutant.line} {mutant.operator}\n  - {mutant.was}\n  + {mutant.now}")
    for module, was, now in stale:
        print(f"{module}: lý do không còn đột biến nào\n  - {was}\n  + {now}")
    figures = {
        "mutants": len(mutants),
        "killed": sum(outcome != "survived" for outcome in told.values()),
        "of_these_stopped": sum(outcome == "stopped" for outcome in told.values()),
        "explained": len(alive) - len(unexplained),
        "survived": len(unexplained),
        "stale_reasons": len(stale),
        "seconds": int(time.monotonic() - began),
    }
    print(json.dumps(figures))
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main())
