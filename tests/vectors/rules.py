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


def removal(vector: Vector) -> Result:
    choices = [name for name in counting.CHOICES for _ in range(vector[name.lower()])]
    states = counting.count_open(
        total=vector["total"],
        entitled=range(vector["present"]),
        not_eligible=0,
        ballots=dict(enumerate(choices)),
    )
    verdict = counting.removal_verdict(states)
    return {"passed": verdict.passed, "needed": verdict.needed}


def election(vector: Vector) -> Result:
    names = ("issued", "returned", "valid", "invalid")
    try:
        balance = counting.BallotBalance(**{n: vector[n] for n in names}) if "issued" in vector else None
        got = counting.election(
            base=vector["total"],
            seats=vector["seats"],
            yes={candidate["id"]: candidate["yes"] for candidate in vector["candidates"]},
            rules=counting.ElectionRules(tie_needs_majority=vector["rule"] != "PARTY.ELECTION"),
            balance=balance,
        )
    except counting.CountError as wrong:
        return {"error": wrong.what}
    return {
        "elected": got.elected,
        "needed": got.needed,
        "openSeats": got.open_seats,
        "next": str(got.next),
        "tied": got.tied,
        "revoteNeedsMajority": got.revote_needs_majority,
        "balanced": True,
        "unreturned": balance.unreturned if balance else None,
    }


def sounding(vector: Vector) -> Result:
    """The older vectors count the consequence by delegates; those that name a base, by it."""
    got = counting.sounding(
        total=vector["total"],
        ballots=vector.get("ballots", vector["present"]),
        high=vector["high"],
        mid=vector["mid"],
        low=vector["low"],
        low_base=vector.get("base", counting.DELEGATES),
    )
    return {
        "highBp": got.high_bp,
        "midBp": got.mid_bp,
        "lowBp": got.low_bp,
        "unmarked": got.unmarked,
        "consequence": str(got.consequence),
    }


def confidence_vote(vector: Vector) -> Result:
    lost = counting.confidence_lost(
        base=vector["total"], confidence=vector["confidence"], no_confidence=vector["noConfidence"]
    )
    return {"lost": lost}


def committee(vector: Vector) -> Result:
    got = counting.committee_decision(
        **{name: vector[name] for name in ("total", "present", "yes", "no", "abstain")},
        chair=vector["chairVote"],
        written=vector.get("mode") == "WRITTEN_OPINION",
    )
    return {"quorate": got.quorate, "result": got.result, "tieBroken": got.tie_broken}


def party(vector: Vector) -> Result:
    adopted, needed = counting.party_resolution(members=vector["total"], yes=vector["yes"])
    return {"adopted": adopted, "needed": needed}


def congress(vector: Vector) -> Result:
    now = rulebook.quorum(PROFILE, total=vector["total"], in_hall=vector["present"], remote=0)
    return {"valid": now.quorate}


def understrength(vector: Vector) -> Result:
    passed, needed = counting.understrength_verdict(in_office=vector["inOffice"], yes=vector["yes"])
    return {"passed": passed, "needed": needed}


def one_third(vector: Vector) -> Result:
    needed = rulebook.one_third(vector["total"])
    return {"reached": vector["requesters"] >= needed, "needed": needed}


def tellers(vector: Vector) -> Result:
    profile = rulebook.profile_for("PEOPLES_COUNCIL", vector["level"], date(2023, 12, 6))
    return {"valid": profile.tellers_suffice(vector["tellers"]), "needed": profile.min_tellers}


def day(vector: Vector) -> Result:
    anchor, days = date.fromisoformat(vector["anchor"]), abs(vector["offsetDays"])
    latest = {
        "HDND.CONVENE_REGULAR": replace(PROFILE, convene_regular_days=days).convening_deadline(anchor),
        "HDND.CONVENE_URGENT": replace(PROFILE, convene_urgent_days=days).convening_deadline(
            anchor, urgent=True
        ),
        "HDND.FIRST_SESSION": replace(PROFILE, first_session_days=days).first_session_deadline(anchor),
        "HDND.RESOLUTION_SEND_UP": replace(PROFILE, send_up_days=days).send_up_deadline(anchor),
    }[vector["rule"]]
    return {"latest": latest.isoformat()}


def timing(vector: Vector) -> Result:
    time = rulebook.Timing(limit=vector["limitSec"], used=vector["usedSec"])
    return {
        "allowed": True,
        "warnAtSec": time.warns_at,
        "overtime": time.over > 0,
        "overtimeSec": time.over,
    }


RULES: dict[str, Callable[[Vector], Result]] = {
    "HDND.QUORUM": quorum,
    "HDND.RESOLUTION": resolution,
    "FORMAT.PERCENT_VI": percent_vi,
    "HDND.DOCS_TO_DELEGATES": docs_to_delegates,
    "HDND.DOSSIER_TO_COMMITTEE": dossier_to_committee,
    "UBND.DOCS": committee_docs,
    "HDND.RECALL_DELEGATE": removal,
    "HDND.ELECTION": election,
    "PARTY.ELECTION": election,
    "HDND.CONFIDENCE_3": sounding,
    "HDND.CONFIDENCE_VOTE": confidence_vote,
    "UBND.DECISION": committee,
    "PARTY.RESOLUTION": party,
    "PARTY.CONGRESS_VALID": congress,
    "HDND.UNDERSTRENGTH": understrength,
    "HDND.ONE_THIRD_REQUEST": one_third,
    "HDND.TELLERS": tellers,
    "HDND.CONVENE_REGULAR": day,
    "HDND.CONVENE_URGENT": day,
    "HDND.FIRST_SESSION": day,
    "HDND.RESOLUTION_SEND_UP": day,
    "CV.TIME.QUESTION": timing,
    "CV.TIME.ANSWER": timing,
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
