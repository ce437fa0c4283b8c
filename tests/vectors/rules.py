"""Put the rule vectors to the rulebook and the count: `python -m tests.vectors.rules FILE`.

Says why each vector that does not hold fails, and as the last line of all `{"passed": n, "failed": [ids]}`.
A rule that is not known, a figure that is missing or of another kind, an expectation that nothing computes:
each is a failed id with its reason. Exit code: 0 all hold, 1 some do not, 2 the file holds no list of
vectors. Needs neither settings nor a database.
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

DAY = date(2023, 12, 6)
PROFILE = rulebook.profile_for(rulebook.COUNCIL, "PROVINCE", DAY)
PARTY = rulebook.profile_for(rulebook.PARTY, "PROVINCE", DAY)


def quorum(vector: Vector) -> Result:
    """The roll of the moment: who left no longer counts, who is remote counts if the profile says so."""
    remote = vector.get("remoteVerified", 0)
    in_hall = vector.get("inHall", vector["present"] - remote) - vector.get("leftBeforeVote", 0)
    profile = replace(PROFILE, remote_counts_for_quorum=vector.get("remoteCountsForQuorum", True))
    now = rulebook.quorum(profile, total=vector["total"], in_hall=in_hall, remote=remote)
    return {"quorate": now.quorate, "needed": now.needed, "effectivePresent": now.present}


def resolution(vector: Vector, majority: counting.Majority = counting.Majority.OVER_HALF) -> Result:
    """Ballots are dealt to as many people as the vector says, and counted as in a sitting."""
    profile = replace(PROFILE, total_base=vector.get("base", rulebook.IN_OFFICE))
    total = profile.total(in_office=vector["total"], elected=vector.get("elected", 0))
    choices = [name for name in counting.CHOICES for _ in range(vector[name.lower()])]
    states = counting.count_open(
        total=total,
        entitled=range(vector["present"]),
        not_eligible=vector.get("suspended", 0),
        ballots=dict(enumerate(choices)),
    )
    at_opening = rulebook.quorum(profile, total=total, in_hall=vector["present"], remote=0)
    verdict = counting.majority_verdict(states, majority, quorate=at_opening.quorate)
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


def removal(vector: Vector) -> Result:
    return resolution(vector, counting.Majority.TWO_THIRDS)


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
    opens_on = date.fromisoformat(vector["anchor"])
    profile = rulebook.profile_for(rulebook.COMMITTEE, "PROVINCE", opens_on)
    deadlines = profile.deadlines(opens_on, special=vector["kind"] == "SPECIAL")
    return {"latest": deadlines[0].due.isoformat() if deadlines else None}


def election(vector: Vector) -> Result:
    """Candidates who withdrew are on no ballot; `revote` is the vote again among those who were tied."""
    names = ("issued", "returned", "valid", "invalid")
    balance = counting.BallotBalance(**{n: vector[n] for n in names}) if "issued" in vector else None
    party = vector["rule"] == "PARTY.ELECTION"
    profile = PARTY if party else PROFILE
    standing = [each for each in vector["candidates"] if not each.get("withdrawn", False)]
    got = counting.election(
        base=vector["total"],
        seats=vector["seats"],
        yes={each["id"]: each["yes"] for each in standing},
        rules=counting.ElectionRules.of(profile),
        revote=vector.get("revote", False),
        born={each["id"]: date.fromisoformat(each["born"]) for each in standing if "born" in each},
        balance=balance,
    )
    return {
        "elected": got.elected,
        "needed": got.needed,
        "openSeats": got.open_seats,
        "next": str(got.next),
        "tied": got.tied,
        "byAge": got.by_age,
        "revoteNeedsMajority": got.revote_needs_majority,
        "balanced": True,
        "unreturned": balance.unreturned if balance else None,
    }


def sounding(vector: Vector) -> Result:
    """By the ballots that came back, as in force, unless the vector names another base."""
    got = counting.sounding(
        total=vector["total"],
        ballots=vector.get("ballots", vector["present"]),
        valid=vector.get("valid"),
        high=vector["high"],
        mid=vector["mid"],
        low=vector["low"],
        low_base=vector.get("base", PROFILE.low_base),
    )
    return {
        "highBp": got.high_bp,
        "midBp": got.mid_bp,
        "lowBp": got.low_bp,
        "unmarked": got.unmarked,
        "consequence": str(got.consequence),
    }


def confidence_vote(vector: Vector) -> Result:
    returned = vector.get("ballots", vector["present"])
    base = counting.base_of(
        vector.get("base", PROFILE.no_confidence_base),
        total=vector["total"],
        returned=returned,
        valid=vector.get("valid", returned),
    )
    lost = counting.confidence_lost(
        base=base, confidence=vector["confidence"], no_confidence=vector["noConfidence"]
    )
    return {"lost": lost, "base": base}


def committee(vector: Vector) -> Result:
    got = counting.committee_decision(
        **{name: vector[name] for name in ("total", "present", "yes", "no", "abstain")},
        chair=vector["chairVote"],
        written=vector.get("mode") == "WRITTEN_OPINION",
    )
    return {
        "quorate": got.quorate,
        "result": got.result,
        "tieBroken": got.tie_broken,
        "needed": got.needed,
    }


def party(vector: Vector) -> Result:
    adopted, needed = counting.party_resolution(members=vector["total"], yes=vector["yes"])
    return {"adopted": adopted, "needed": needed}


def congress(vector: Vector) -> Result:
    now = rulebook.quorum(PARTY, total=vector["total"], in_hall=vector["present"], remote=0)
    return {"valid": now.quorate, "needed": now.needed}


def understrength(vector: Vector) -> Result:
    passed, needed = counting.understrength_verdict(in_office=vector["inOffice"], yes=vector["yes"])
    return {"passed": passed, "needed": needed}


def one_third(vector: Vector) -> Result:
    needed = rulebook.one_third(vector["total"])
    return {"reached": vector["requesters"] >= needed, "needed": needed}


def petition(vector: Vector) -> Result:
    return {"reached": rulebook.petition_reaches(vector["signatures"], vector["voters"])}


def tellers(vector: Vector) -> Result:
    profile = rulebook.profile_for(rulebook.COUNCIL, vector["level"], DAY)
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


def attempt(vector: Vector) -> Result:
    """One ballot as it arrives; what a vector does not mention is as it should be."""
    given = counting.Attempt(
        actor=vector.get("actor", ""),
        on_behalf_of=vector.get("onBehalfOf", ""),
        status=vector.get("status", "ACTIVE"),
        checked_in=vector.get("checkedIn", True),
        received_at=vector.get("receivedAtMs", 0),
        closed_at=vector.get("closeAtMs"),
    )
    return allowed_or_refused(counting.why_not_cast(given))


def retry(vector: Vector) -> Result:
    voter = vector.get("actor", "D01")
    sent = [counting.Sent(vector["ballotKey"], voter, "YES") for _ in range(vector["sends"])]
    return {"counted": len(counting.fold_ballots(sent))}


def secrecy_gate(vector: Vector) -> Result:
    paper = b"%PDF-1.7"
    code = rulebook.why_not_kept(
        level=vector["level"],
        deployment=vector["deployment"],
        on=date.fromisoformat(vector["on"]),
        approved=vector.get("approvalRecord", False),
    )
    kept = b"" if code else paper
    return allowed_or_refused(code) | {"storeBytes": len(kept)}


def secrecy_ai(vector: Vector) -> Result:
    return allowed_or_refused(rulebook.why_not_processed(level=vector["level"]))


def allowed_or_refused(code: str) -> Result:
    return {"allowed": False, "refused": code} if code else {"allowed": True}


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
    "HDND.VOTER_PETITION": petition,
    "HDND.TELLERS": tellers,
    "HDND.CONVENE_REGULAR": day,
    "HDND.CONVENE_URGENT": day,
    "HDND.FIRST_SESSION": day,
    "HDND.RESOLUTION_SEND_UP": day,
    "CV.TIME.QUESTION": timing,
    "CV.TIME.ANSWER": timing,
    "CV.TIME.DEBATE": timing,
    "VOTE.PROXY": attempt,
    "VOTE.NOT_CHECKED_IN": attempt,
    "VOTE.SUSPENDED": attempt,
    "VOTE.LATE": attempt,
    "VOTE.RETRY": retry,
    "SEC.GATE": secrecy_gate,
    "SEC.AI": secrecy_ai,
}


# What each rule reads: a vector with another shape is failed with its reason, never guessed at.
WHOLE = (
    "total", "present", "yes", "no", "abstain", "high", "mid", "low", "ballots", "seats", "issued", "returned",
    "valid", "invalid", "confidence", "noConfidence", "inHall", "remoteVerified", "leftBeforeVote", "elected",
    "suspended", "inOffice", "tellers", "requesters", "n", "of", "offsetDays", "limitSec", "usedSec", "sends",
    "closeAtMs", "receivedAtMs", "signatures", "voters",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came out, as far as the vector asks for it; `why` it fails, or empty if it holds."""

    id: str
    why: str = ""


def put(vector: object, place: int = 0) -> Answer:
    """Put one vector to its rule. Anything may stand in a file: a wrong shape is a reason, not a crash."""
    if not isinstance(vector, dict):
        return Answer(f"#{place}", "không phải một véc-tơ (cần một đối tượng JSON)")
    name = vector["id"] if isinstance(vector.get("id"), str) else f"#{place}"
    expect, rule = vector.get("expect"), RULES.get(str(vector.get("rule")))
    if rule is None:
        return Answer(name, f"không có quy tắc {vector.get('rule')!r}")
    if not isinstance(expect, dict) or not expect:
        return Answer(name, "thiếu “expect”")
    odd = [key for key in WHOLE if key in vector and type(vector[key]) is not int]
    if odd:
        return Answer(name, f"không phải số nguyên: {', '.join(odd)}")
    try:
        result = rule(vector)
    except counting.CountError as refused:
        result = {"error": refused.what}
    except KeyError as missing:
        return Answer(name, f"thiếu {missing}")
    except (TypeError, ValueError, AttributeError, LookupError) as wrong:
        return Answer(name, f"không tính được: {type(wrong).__name__}: {wrong}")
    unknown = [key for key in expect if key not in result]
    if unknown:
        return Answer(name, f"quy tắc này không cho biết {', '.join(unknown)}; được {result}")
    # A whole number and yes-or-no are not the same, though Python says that True == 1.
    differ = [
        key for key in expect if result[key] != expect[key] or type(result[key]) is not type(expect[key])
    ]
    if differ:
        return Answer(name, "; ".join(f"{key}: cần {expect[key]!r}, được {result[key]!r}" for key in differ))
    return Answer(name)


def main(arguments: list[str]) -> int:
    try:
        (path,) = arguments
        vectors = json.loads(Path(path).read_text(encoding="utf-8"))
        if not isinstance(vectors, list):
            raise TypeError("tệp phải là một danh sách JSON")
    except (OSError, ValueError, TypeError) as wrong:
        print(f"Không đọc được tệp véc-tơ: {wrong}", file=sys.stderr)
        return 2
    answers = [put(vector, place) for place, vector in enumerate(vectors, start=1)]
    failed = [answer for answer in answers if answer.why]
    for answer in failed:
        print(f"{answer.id}: {answer.why}", file=sys.stderr)
    print(json.dumps({"passed": len(answers) - len(failed), "failed": [answer.id for answer in failed]}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
