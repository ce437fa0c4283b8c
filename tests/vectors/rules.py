"""Put the rule vectors to the rulebook and the count: `python -m tests.vectors.rules FILE`.

Prints each vector that does not hold, and as the last line of all
`{"passed": n, "failed": [ids], "not_supported": [ids]}`. Exit code: 0 all that is supported holds,
1 something does not, 2 the file cannot be read. Needs neither settings nor a database.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from meetings import rulebook
from voting import counting

Vector = dict[str, Any]
Result = dict[str, Any]

PROFILE = rulebook.profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))


def quorum(vector: Vector) -> Result:
    """The roll of the moment: who left no longer counts, who is remote counts if the profile says so."""
    remote = vector.get("remoteVerified", 0)
    in_hall = vector.get("inHall", vector["present"] - remote) - vector.get("leftBeforeVote", 0)
    profile = replace(PROFILE, remote_counts_for_quorum=vector.get("remoteCountsForQuorum", True))
    now = rulebook.quorum(profile, total=vector["total"], in_hall=in_hall, remote=remote)
    return {"quorate": now.quorate, "needed": now.needed, "effectivePresent": now.present}


def resolution(vector: Vector) -> Result:
    """Ballots are dealt to as many people as the vector says, and counted as in a sitting."""
    profile = replace(PROFILE, total_base=vector.get("base", rulebook.IN_OFFICE))
    total = profile.total(in_office=vector["total"], elected=vector.get("elected", 0))
    choices = [name for name in counting.CHOICES for _ in range(vector[name.lower()])]
    try:
        states = counting.count_open(
            total=total,
            entitled=range(vector["present"]),
            not_eligible=vector.get("suspended", 0),
            ballots=dict(enumerate(choices)),
        )
    except counting.CountError:
        return {"error": "COUNT"}
    at_opening = rulebook.quorum(profile, total=total, in_hall=vector["present"], remote=0)
    verdict = counting.resolution_verdict(states, quorate=at_opening.quorate)
    return {
        "quorate": at_opening.quorate,
        "passed": verdict.passed,
        "needed": verdict.needed,
        "notCast": states.not_cast,
        "absent": states.absent,
        "notEligible": states.not_eligible,
        "pctOfTotalBp": counting.percent_bp(states.yes, states.total),
        "pctOfPresentBp": counting.percent_bp(states.yes, states.present),
    }


def percent_vi(vector: Vector) -> Result:
    part, of = vector["n"], vector["of"]
    return {"bp": counting.percent_bp(part, of), "text": counting.percent_vi(part, of)}


def docs_to_delegates(vector: Vector) -> Result:
    profile = replace(PROFILE, docs_days=-vector["offsetDays"])
    return {"latest": profile.docs_deadline(date.fromisoformat(vector["anchor"])).isoformat()}


def dossier_to_committee(vector: Vector) -> Result:
    profile = replace(PROFILE, dossier_days=-vector["offsetDays"])
    (deadline,) = (
        each
        for each in profile.deadlines(date.fromisoformat(vector["anchor"]))
        if each.reader == rulebook.EXAMINING_COMMITTEE
    )
    return {"latest": deadline.due.isoformat()}


def committee_docs(vector: Vector) -> Result:
    special = vector["kind"] == "SPECIAL"
    deadline = rulebook.committee_deadline(date.fromisoformat(vector["anchor"]), special=special)
    return {"latest": deadline.due.isoformat() if deadline else None}


RULES: dict[str, Callable[[Vector], Result]] = {
    "HDND.QUORUM": quorum,
    "HDND.RESOLUTION": resolution,
    "FORMAT.PERCENT_VI": percent_vi,
    "HDND.DOCS_TO_DELEGATES": docs_to_delegates,
    "HDND.DOSSIER_TO_COMMITTEE": dossier_to_committee,
    "UBND.DOCS": committee_docs,
}


@dataclass(frozen=True)
class Answer:
    """What came out, as far as the vector asks for it; None where no rule of that name is here yet."""

    vector: Vector
    got: Result | None

    @property
    def holds(self) -> bool:
        return self.got == self.vector.get("expect")


def put(vector: Vector) -> Answer:
    rule = RULES.get(str(vector.get("rule")))
    if rule is None:
        return Answer(vector, None)
    try:
        result = rule(vector)
    except (KeyError, TypeError, ValueError) as wrong:
        result = {"error": f"{type(wrong).__name__}: {wrong}"}
    return Answer(vector, {name: result.get(name, "missing") for name in vector["expect"]})


def main(arguments: list[str]) -> int:
    try:
        (path,) = arguments
        vectors: list[Vector] = json.loads(Path(path).read_text(encoding="utf-8"))
        answers = [put(vector) for vector in vectors]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        print(f"Không đọc được tệp véc-tơ: {wrong}", file=sys.stderr)
        return 2
    failed = [answer for answer in answers if answer.got is not None and not answer.holds]
    for answer in failed:
        print(f"{answer.vector['id']}: cần {answer.vector['expect']}, được {answer.got}", file=sys.stderr)
    summary = {
        "passed": sum(answer.holds for answer in answers if answer.got is not None),
        "failed": [answer.vector["id"] for answer in failed],
        "not_supported": [answer.vector["id"] for answer in answers if answer.got is None],
    }
    print(json.dumps(summary))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
