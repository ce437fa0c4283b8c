"""The result of a vote on paper, counted by its rule: figures for each name, and the words read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.rulebook import RuleProfile
from voting import counting
from voting.counting import RULES, Kind, NextStep, Rule, Sentence
from voting.paper.figures import MARKS, Figures
from voting.paper.posts import LEVEL_ABOVE, waits_for_approval
from voting.paper.shapes import LineOutcome, Outcome

_CONSEQUENCES = {
    counting.Consequence.NONE: "KEPT",
    counting.Consequence.MAY_RESIGN_ELSE_CONFIDENCE_VOTE: "MAY_RESIGN",
    counting.Consequence.PROPOSE_DISMISSAL: "PROPOSE_DISMISSAL",
}


@dataclass(frozen=True)
class Line:
    no: int
    name: str
    post: str

    @property
    def said(self) -> str:
        return f"{self.name} ({self.post})" if self.post else self.name


@dataclass(frozen=True)
class Box:
    """What is known before anything is counted. `revote`: a round among the tied alone."""

    rule: str
    total: int
    present: int
    not_eligible: int
    issued: int
    returned: int
    seats: int
    revote: bool
    lines: Sequence[Line]


@dataclass(frozen=True)
class Counted:
    """What the rule makes of the figures: the result of each line, the sentences, and what stays open."""

    results: dict[int, str]
    said: list[Sentence]
    needed: int = 0
    open_seats: int = 0
    next: str = str(NextStep.NONE)


def outcome_of(box: Box, figures: Figures, profile: RuleProfile) -> Outcome:
    """Count by the rule, in the frozen profile. Raises CountError where nothing may be announced."""
    rule = RULES[box.rule]
    balance = counting.BallotBalance(box.issued, box.returned, figures.valid, figures.set_aside)
    count = {Kind.ELECTION: _election, Kind.SOUNDING: _sounding, Kind.CONFIDENCE: _confidence}
    counted = count.get(rule.kind, _majority)(box, figures, profile)
    source = rule.source(profile)
    said = [_balance_said(box, figures), *counted.said]
    lines = [_line(line, figures, counted.results[line.no], box) for line in box.lines]
    said += [_approval_said(line) for line in lines if line["approval"]]
    return Outcome(
        rule=box.rule, kind=str(rule.kind), total=box.total, present=box.present, issued=box.issued,
        returned=box.returned, unreturned=balance.unreturned, valid=figures.valid, invalid=figures.set_aside,
        reasons=dict(figures.invalid), seats=box.seats, revote=box.revote, needed=counted.needed,
        open_seats=counted.open_seats, next=counted.next, lines=lines,
        sentence_vi=" ".join(each.vi for each in said), sentence_en=" ".join(each.en for each in said),
        citation_vi=source.said_vi, citation_en=source.said_en,
    )  # fmt: skip


def _citation(rule: Rule, profile: RuleProfile) -> dict[str, str]:
    source = rule.source(profile)
    return {"citation_vi": source.said_vi, "citation_en": source.said_en}


def _election(box: Box, figures: Figures, profile: RuleProfile) -> Counted:
    rule = RULES[box.rule]
    votes = {str(line.no): figures.lines[line.no]["YES"] for line in box.lines}
    elected = counting.election(
        base=box.total, seats=box.seats, yes=votes, rules=counting.ElectionRules.of(profile),
        revote=box.revote,
        balance=counting.BallotBalance(box.issued, box.returned, figures.valid, figures.set_aside),
    )  # fmt: skip
    post = next((line.post for line in box.lines if line.post), "")
    said = counting.election_sentence(
        elected, votes=votes, total=box.total, names={str(line.no): line.name for line in box.lines},
        post_vi=post, post_en=f"to the post “{post}”", voters=rule.subject, **_citation(rule, profile),
    )  # fmt: skip
    results = {
        int(no): "ELECTED" if no in elected.elected else "TIED" if no in elected.tied else "NOT_ELECTED"
        for no in votes
    }
    return Counted(results, [said], elected.needed, elected.open_seats, str(elected.next))


def _sounding(box: Box, figures: Figures, profile: RuleProfile) -> Counted:
    results, said = {}, []
    for line in box.lines:
        of = figures.lines[line.no]
        marks = counting.Marks(high=of["HIGH"], mid=of["MID"], low=of["LOW"])
        sounded = counting.sounding(
            total=box.total, ballots=box.returned, valid=figures.valid, low_base=profile.low_base,
            high=marks.high, mid=marks.mid, low=marks.low,
        )  # fmt: skip
        results[line.no] = _CONSEQUENCES[sounded.consequence]
        said.append(
            counting.sounding_sentence(
                line.said, sounded, marks, total=box.total, **_citation(RULES[box.rule], profile)
            )
        )
    return Counted(results, said)


def _confidence(box: Box, figures: Figures, profile: RuleProfile) -> Counted:
    base = counting.base_of(
        profile.no_confidence_base, total=box.total, returned=box.returned, valid=figures.valid
    )
    results, said = {}, []
    for line in box.lines:
        of = figures.lines[line.no]
        lost = counting.confidence_lost(
            base=base, confidence=of["CONFIDENCE"], no_confidence=of["NO_CONFIDENCE"]
        )
        results[line.no] = "PROPOSE_DISMISSAL" if lost else "KEPT"
        said.append(
            counting.confidence_sentence(
                line.said, lost=lost, base=base, no_confidence=of["NO_CONFIDENCE"],
                **_citation(RULES[box.rule], profile),
            )
        )  # fmt: skip
    return Counted(results, said)


def _majority(box: Box, figures: Figures, profile: RuleProfile) -> Counted:
    """A removal or a release from office: so many of all for it, for each person on the ballot."""
    rule = RULES[box.rule]
    results, said, needed = {}, [], rule.majority.needed(box.total)
    for line in box.lines:
        of = figures.lines[line.no]
        states = counting.count_hands(
            total=box.total, present=box.present, not_eligible=box.not_eligible,
            yes=of["YES"], no=of["NO"], abstain=figures.blank(line.no),
        )  # fmt: skip
        verdict = counting.majority_verdict(states, rule.majority)
        results[line.no] = "PASSED" if verdict.passed else "NOT_PASSED"
        said.append(
            counting.verdict_sentence(
                states, verdict, subject=rule.subject.about(line.name), **_citation(rule, profile)
            )
        )
    return Counted(results, said, needed)


def _line(line: Line, figures: Figures, result: str, box: Box) -> LineOutcome:
    marks = {mark: figures.lines[line.no][mark] for mark in MARKS[RULES[box.rule].kind]}
    pending = result == "ELECTED" and waits_for_approval(line.post)
    return LineOutcome(
        no=line.no, name=line.name, post=line.post, marks=marks,
        shares={mark: counting.percent_vi(n, box.total) for mark, n in marks.items()},
        blank=figures.blank(line.no), result=result, approval="PENDING" if pending else "",
    )  # fmt: skip


def _approval_said(line: LineOutcome) -> Sentence:
    return counting.approval_sentence(
        line["name"], line["post"], line["post"], by_vi=LEVEL_ABOVE[0], by_en=LEVEL_ABOVE[1]
    )


def _balance_said(box: Box, figures: Figures) -> Sentence:
    return Sentence(
        f"Phiếu phát ra {box.issued}, thu về {box.returned}, hợp lệ {figures.valid}, không hợp lệ "
        f"{figures.set_aside}.",
        f"Ballots issued {box.issued}, returned {box.returned}, valid {figures.valid}, invalid "
        f"{figures.set_aside}.",
    )
