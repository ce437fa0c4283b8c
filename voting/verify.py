"""Prove the result of a vote from its evidence alone: `verify.py evidence.json [--head HASH]`.

Stand-alone: the standard library and nothing of the platform, so that an auditor can read it
whole and run it anywhere. It recomputes the hash chain from its first entry, replays the ballots,
counts them again and compares every figure with what was announced. `--head` is the hash printed
in the minutes or shown in the hall: with it, a journal rewritten as a whole is found too.
Exit code: 0 it all agrees, 1 something differs (each difference on a line), 2 it cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

FORMAT = "nghi-truong/vote-evidence/1"
GENESIS = bytes(32)
COVERED = ("seq", "at", "kind", "v", "by", "on_behalf_of", "audience", "facts")
CHOICES = {"YES": "yes", "NO": "no", "ABSTAIN": "abstain"}
SECRETARIES = 2


class Unreadable(Exception):
    """The file is not evidence of this format."""


def canonical(value: Any) -> str:
    """Return the JCS form (RFC 8785) of integers and NFC strings; floats have no place here."""
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, str):
        if unicodedata.normalize("NFC", value) != value:
            raise Unreadable(f"not NFC: {value!r}")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(each) for each in value) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        pairs = (f"{canonical(name)}:{canonical(value[name])}" for name in names)
        return "{" + ",".join(pairs) + "}"
    raise Unreadable(f"a {type(value).__name__} in the record")


def chain_problems(bundle: dict[str, Any], head: str | None) -> list[str]:
    problems: list[str] = []
    prev, expected = GENESIS, 1
    for entry in bundle["entries"]:
        if entry["seq"] != expected:
            problems.append(f"entry {entry['seq']} stands where {expected} should")
        covered = {name: entry[name] for name in COVERED}
        covered |= {"journal": bundle["journal"], "prev": prev.hex()}
        digest = hashlib.sha256(canonical(covered).encode()).hexdigest()
        if digest != entry["hash"]:
            problems.append(f"entry {entry['seq']} ({entry['kind']}) was edited, or one before it")
        prev, expected = bytes.fromhex(entry["hash"]), entry["seq"] + 1
    hashes = [entry["hash"] for entry in bundle["entries"]]
    if not hashes or bundle["head"]["hash"] != hashes[-1]:
        problems.append("the entries do not end at the head of the bundle")
    if head is not None and head not in hashes:
        problems.append(f"the head {head} is not in this chain")
    return problems


def vote_problems(bundle: dict[str, Any]) -> list[str]:
    """Replay the vote: its list, its ballots, its figures."""
    problems: list[str] = []
    opened: dict[str, Any] | None = None
    verdict: dict[str, Any] | None = None
    revealed: dict[str, str] | None = None
    entitled: set[int] = set()
    suspended = 0
    ballots: dict[int, str] = {}
    hands: dict[int, dict[str, int]] = {}
    steps: dict[str, int | None] = {}
    for entry in bundle["entries"]:
        of, kind = entry["facts"], entry["kind"]
        if not kind.startswith("voting.") or of.get("vote") != bundle["vote"]:
            continue
        if verdict is not None and kind != "voting.ballots_revealed":
            problems.append(f"entry {entry['seq']} ({kind}) comes after the closing")
        elif kind == "voting.vote_opened":
            opened = of
        elif kind == "voting.voters_fixed":
            entitled, suspended = set(of["entitled"]), len(of["suspended"])
        elif kind == "voting.voter_admitted":
            entitled.add(of["person"])
        elif kind == "voting.ballot_cast":
            problems += ballot_problems(entry, entitled)
            ballots[of["person"]] = of["choice"]
        elif kind == "voting.hands_counted":
            problems += count_problems(entry)
            hands[of["secretary"]] = {name: of[name] for name in CHOICES.values()}
        elif kind == "voting.paper_step_taken":
            steps[of["step"]] = of["number"]
        elif kind == "voting.vote_closed":
            verdict = of["verdict"]
        elif kind == "voting.ballots_revealed":
            revealed = of["ballots"]
    if opened is None or verdict is None:
        return [*problems, "the vote was not opened and closed in this journal"]
    if opened.get("form") == "PAPER":
        return problems + paper_problems(verdict, opened, steps)
    if opened.get("form") == "HANDS":
        counted = next(iter(hands.values()), dict.fromkeys(CHOICES.values(), 0))
        if len(hands) < SECRETARIES or any(each != counted for each in hands.values()):
            problems.append("the hands were not counted alike by two secretaries")
    else:
        if revealed is None:
            return [*problems, "the choices were not revealed in this journal"]
        if revealed != {str(person): choice for person, choice in ballots.items()}:
            problems.append("the choices revealed are not the choices cast")
        cast = list(ballots.values())
        counted = {name: cast.count(choice) for choice, name in CHOICES.items()}
    return problems + figure_problems(verdict, opened, len(entitled), suspended, counted)


def paper_problems(
    verdict: dict[str, Any], opened: dict[str, Any], steps: dict[str, int | None]
) -> list[str]:
    """The ballots were secret: what can be checked is that they balance, and that the result follows."""
    told = {"total": opened["total"], "issued": steps.get("BALLOTS_ISSUED")}
    told |= {"returned": steps.get("BOX_OPENED"), "seats": opened["seats"]}
    problems = [
        f"{name}: announced {verdict.get(name)}, recorded {figure}"
        for name, figure in told.items()
        if verdict.get(name) != figure
    ]
    valid, aside = verdict["valid"], sum(verdict["reasons"].values())
    if valid + aside != verdict["returned"] or verdict["returned"] > verdict["issued"]:
        problems.append("the ballots do not balance")
    for line in verdict["lines"]:
        if sum(line["marks"].values()) + line["blank"] != valid:
            problems.append(f"line {line['no']}: its marks are not the {valid} valid ballots")
        if line["result"] == "ELECTED" and not 2 * line["marks"]["YES"] > verdict["total"]:
            problems.append(f"line {line['no']}: elected without over half of all")
    return problems


def count_problems(entry: dict[str, Any]) -> list[str]:
    if entry["by"] == str(entry["facts"]["secretary"]) and entry["on_behalf_of"] is None:
        return []
    return [f"entry {entry['seq']}: the hands were counted by somebody else"]


def ballot_problems(entry: dict[str, Any], entitled: set[int]) -> list[str]:
    of, where = entry["facts"], f"entry {entry['seq']}"
    problems = []
    if entry["by"] != str(of["person"]) or entry["on_behalf_of"] is not None:
        problems.append(f"{where}: the ballot of person {of['person']} was cast by somebody else")
    if of["person"] not in entitled:
        problems.append(f"{where}: person {of['person']} is not on the voting list")
    if of["choice"] not in CHOICES:
        problems.append(f"{where}: unknown choice {of['choice']!r}")
    return problems


def needed(rule: str, total: int) -> int:
    """How many of all must approve: RULES 0, 72/2025 art. 35 §2 and art. 49 §2b, 77/2015 art. 91 §3."""
    if rule == "HDND.RECALL_DELEGATE":
        return (2 * total + 2) // 3
    if rule == "HDND.UNDERSTRENGTH":
        return 2 * total // 3 + 1
    return total // 2 + 1


def figure_problems(
    verdict: dict[str, Any], opened: dict[str, Any], present: int, suspended: int, cast: dict[str, int]
) -> list[str]:
    total, rule = opened["total"], opened["rule"]
    counted: dict[str, Any] = dict(cast)
    counted |= {
        "total": total,
        "present": present,
        "not_cast": present - sum(cast.values()),
        "absent": total - present - suspended,
        "not_eligible": suspended,
        "needed": needed(rule, total),
    }
    # In a tie of a People's Committee its chair decides, and who that is stands in no entry.
    tie = rule == "UBND.DECISION" and cast["yes"] == cast["no"] > 0
    if not tie:
        counted["passed"] = cast["yes"] >= counted["needed"]
    return [
        f"{name}: announced {verdict.get(name)}, counted {figure}"
        for name, figure in counted.items()
        if verdict.get(name) != figure
    ]


def problems_of(bundle: Any, head: str | None = None) -> list[str]:
    """Return every difference. Raises Unreadable when it is not evidence at all."""
    if not isinstance(bundle, dict) or bundle.get("format") != FORMAT:
        raise Unreadable(f"not a bundle of the format {FORMAT}")
    try:
        return chain_problems(bundle, head) + vote_problems(bundle)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Unreadable(f"a part is missing or of another kind: {wrong!r}") from wrong


def main(arguments: list[str]) -> int:
    head = None
    if len(arguments) == 3 and arguments[1] == "--head":
        head = arguments.pop().lower()
        arguments.pop()
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        bundle = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        problems = problems_of(bundle, head)
    except (OSError, ValueError, Unreadable) as wrong:
        print(f"unreadable: {wrong}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"vote {bundle['vote']}: {len(bundle['entries'])} entries, chain whole, figures agree")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
