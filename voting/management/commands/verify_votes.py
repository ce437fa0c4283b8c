"""`manage.py verify_votes`: recount every closed vote from the journal, name each difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings import history, writer
from meetings.history import Entry
from meetings.models import Meeting
from meetings.queries import profile_of
from voting import counting, queries
from voting.hands import COUNTERS
from voting.models import Vote, VoteForm, VoteState
from voting.paper.figures import Figures
from voting.paper.outcomes import Box, Line, outcome_of

HANDS = ("yes", "no", "abstain")
FIGURES = (
    "total",
    "present",
    "yes",
    "no",
    "abstain",
    "not_cast",
    "absent",
    "not_eligible",
)


@dataclass
class Told:
    """What the journal tells of one vote."""

    total: int
    rule: str
    form: str
    entitled: set[int] = field(default_factory=set)
    suspended: set[int] = field(default_factory=set)
    ballots: dict[int, str] = field(default_factory=dict)
    hands: dict[int, dict[str, int]] = field(default_factory=dict)
    announced: dict[str, Any] | None = None
    revealed: dict[str, str] | None = None


class Command(BaseCommand):
    help = "Kiểm lại mọi lượt biểu quyết đã kết thúc từ nhật ký; nêu tên từng chỗ sai khác."

    def handle(self, *args: Any, **options: Any) -> None:
        votes = differences = 0
        with writer.reading():
            for meeting in Meeting.objects.filter(votes__isnull=False).distinct().order_by("id"):
                told = read(history.entries(history.journal_of(meeting), after=0))
                for vote in Vote.objects.filter(meeting=meeting).order_by("id"):
                    votes += vote.is_closed
                    for difference in compare(vote, told.pop(vote.id, None)):
                        differences += 1
                        self.stderr.write(f"vote {vote.id} “{vote.question}”: {difference}")
                for vote_id in told:
                    differences += 1
                    self.stderr.write(f"vote {vote_id}: in the journal, its row is gone")
        if differences:
            raise CommandError(f"{differences} chỗ sai khác / differences", returncode=1)
        self.stdout.write(f"{votes} lượt biểu quyết khớp với nhật ký / votes match the journal")


def read(entries: Iterable[Entry]) -> dict[int, Told]:
    told: dict[int, Told] = {}
    for entry in entries:
        of = entry.facts
        match entry.kind:
            case "voting.vote_opened":
                told[of["vote"]] = Told(total=of["total"], rule=of["rule"], form=of["form"])
            case "voting.voters_fixed":
                told[of["vote"]].entitled = set(of["entitled"])
                told[of["vote"]].suspended = set(of["suspended"])
            case "voting.voter_admitted":
                told[of["vote"]].entitled.add(of["person"])
            case "voting.ballot_cast":
                told[of["vote"]].ballots[of["person"]] = of["choice"]
            case "voting.hands_counted":
                told[of["vote"]].hands[of["secretary"]] = {name: of[name] for name in HANDS}
            case "voting.vote_closed":
                told[of["vote"]].announced = of["verdict"]
            case "voting.ballots_revealed":
                told[of["vote"]].revealed = of["ballots"]
    return told


def compare(vote: Vote, told: Told | None) -> Iterator[str]:
    if told is None:
        yield "its row has no entry in the journal"
        return
    if (told.announced is not None) != vote.is_closed:
        yield f"its row says {vote.state}, the journal does not"
    if vote.state != VoteState.CLOSED or told.announced is None:
        return
    yield from compare_ballots(told.ballots, queries.ballots_of(vote))
    revealed = {int(person): choice for person, choice in (told.revealed or {}).items()}
    if revealed != told.ballots:
        yield "the choices revealed are not the choices cast"
    if set(queries.rights_of(vote, "ELIGIBLE")) != told.entitled:
        yield "the voting list is not the one in the journal"
    if vote.verdict != told.announced:
        yield "the verdict of its row is not the one announced"
    yield from recount(told, told.announced)
    if vote.form == VoteForm.PAPER:
        yield from recount_paper(vote, told)


def compare_ballots(cast: Mapping[int, str], rows: Mapping[int, str]) -> Iterator[str]:
    for person in sorted(cast.keys() | rows.keys()):
        if cast.get(person) != rows.get(person):
            yield (
                f"ballot of person {person}: row {rows.get(person, 'missing')}, "
                f"journal {cast.get(person, 'missing')}"
            )


def recount(told: Told, announced: Mapping[str, Any]) -> Iterator[str]:
    if told.form not in (VoteForm.OPEN, VoteForm.HANDS):
        return
    try:
        states = states_of(told)
    except counting.CountError as wrong:
        yield f"cannot be counted: {wrong}"
        return
    for figure in FIGURES:
        if getattr(states, figure) != announced.get(figure):
            yield f"{figure}: announced {announced.get(figure)}, counted {getattr(states, figure)}"
    if told.rule == "UBND.DECISION" and states.yes == states.no:
        return  # a tie goes with the chair, and who that was is not in the journal
    verdict = counting.majority_verdict(states, counting.RULES[told.rule].majority)
    if verdict.passed != announced.get("passed"):
        yield f"passed: announced {announced.get('passed')}, counted {verdict.passed}"


def recount_paper(vote: Vote, told: Told) -> Iterator[str]:
    """The tellers' figures as they were announced, counted by the rule once more."""
    of = told.announced or {}
    figures = Figures(of["valid"], of["reasons"], {line["no"]: line["marks"] for line in of["lines"]})
    box = Box(
        rule=told.rule, total=told.total, present=len(told.entitled), not_eligible=len(told.suspended),
        issued=of["issued"], returned=of["returned"], seats=vote.seats, revote=of["revote"],
        lines=[Line(line["no"], line["name"], line["post"]) for line in of["lines"]],
    )  # fmt: skip
    try:
        counted = outcome_of(box, figures, profile_of(vote.meeting))
    except counting.CountError as wrong:
        yield f"cannot be counted: {wrong}"
        return
    for name, figure in counted.items():
        if of.get(name) != figure:
            yield f"{name}: announced {of.get(name)}, counted {figure}"


def states_of(told: Told) -> counting.SixStates:
    """Raises CountError when the ballots or the hands do not count."""
    if told.form == VoteForm.HANDS:
        counts = list(told.hands.values())
        if len(counts) < COUNTERS or any(count != counts[0] for count in counts):
            raise counting.CountError("DISAGREE", f"the secretaries counted {counts}")
        return counting.count_hands(
            total=told.total, present=len(told.entitled), not_eligible=len(told.suspended), **counts[0]
        )
    return counting.count_open(
        total=told.total,
        entitled=told.entitled,
        not_eligible=len(told.suspended),
        ballots=told.ballots,
    )
