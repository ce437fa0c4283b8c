"""What the API and the stream show of a vote: the vote, its turnout, one's own ballot."""

from collections.abc import Collection
from typing import NotRequired, TypedDict  # evaluated, not postponed: `NotRequired` must be seen

from meetings import clock
from meetings.models import Meeting
from meetings.snapshot import ResourceType, Viewer
from voting import access, queries
from voting.hands import agree
from voting.models import Ballot, BallotLine, Choice, Vote, VoteForm, VoteState
from voting.paper.shapes import Outcome
from voting.paper_resources import PaperShape, paper_values

Value = dict[str, object]


class VerdictOf(TypedDict):
    passed: bool
    needed: int
    total: int
    present: int
    yes: int
    no: int
    abstain: int
    not_cast: int
    absent: int
    not_eligible: int
    pct_of_total: str
    pct_of_present: str
    sentence_vi: str
    sentence_en: str
    citation_vi: str
    citation_en: str


class LineShape(TypedDict):
    no: int
    person: str | None
    name: str
    post: str
    withdrawn: str


class VoteShape(TypedDict):
    id: str
    sitting: str
    item: str
    dossier: str | None
    question: str
    form: VoteForm
    rule: str
    seats: int
    again: str | None
    lines: list[LineShape]
    choices: list[Choice]
    state: VoteState
    opened_at: str
    closed_at: str | None
    total: int
    present: int
    entitled: int
    verdict: VerdictOf | None
    paper: PaperShape | None
    outcome: Outcome | None
    reason: str
    entitled_ids: NotRequired[list[str]]
    named: NotRequired[dict[str, Choice]]


class TurnoutShape(TypedDict):
    vote: str
    cast: int
    entitled: int
    waiting: NotRequired[list[str]]


class CountShape(TypedDict):
    secretary: str
    name: str
    yes: int
    no: int
    abstain: int


class HandCountShape(TypedDict):
    vote: str
    counts: list[CountShape]
    agreed: bool


class BallotShape(TypedDict):
    vote: str
    choice: Choice
    at: str
    changes: int


def render_votes(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    """Show every vote to every viewer; who is on the list and who chose what, to participants."""
    votes = list(queries.votes(meeting, ints(ids)).prefetch_related("lines"))
    papers = paper_values(votes)
    values = {str(vote.id): vote_value(vote) | {"paper": papers.get(vote.id)} for vote in votes}
    if access.may_see_names(viewer):
        entitled, named = queries.entitled_by_vote(votes), queries.named_by_vote(votes)
        for vote in votes:
            value = values[str(vote.id)]
            value["entitled_ids"] = [str(person) for person in entitled.get(vote.id, [])]
            if vote.is_closed:
                choices = named.get(vote.id, {})
                value["named"] = {str(person): choice for person, choice in choices.items()}
    return values


def render_turnouts(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    names = access.may_see_waiting(viewer)
    return {
        str(turnout.vote_id): turnout_value(turnout, names=names)
        for turnout in queries.turnouts(meeting, ints(ids), names=names)
    }


def render_hand_counts(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    """Until the closing only who conducts the vote sees what was counted."""
    return {
        str(vote): {
            "vote": str(vote),
            "counts": [
                {
                    "secretary": str(count.secretary_id),
                    "name": count.secretary.full_name,
                    "yes": count.yes,
                    "no": count.no,
                    "abstain": count.abstain,
                }
                for count in counts
            ],
            "agreed": agree(counts),
        }
        for vote, counts in queries.hand_counts(meeting, ints(ids)).items()
    }


def render_ballots(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if viewer.person_id is None:
        return {}
    own = queries.own_ballots(meeting, viewer.person_id, ints(ids))
    return {str(ballot.vote_id): ballot_value(ballot) for ballot in own}


def vote_value(vote: Vote) -> Value:
    """A vote on paper has an `outcome` with a line for each name instead of a verdict."""
    on_paper = vote.form == VoteForm.PAPER
    return {
        "id": str(vote.id),
        "sitting": str(vote.sitting_id),
        "item": str(vote.item_id),
        "dossier": None if vote.dossier_id is None else str(vote.dossier_id),
        "question": vote.question,
        "form": vote.form,
        "rule": vote.rule,
        "seats": vote.seats,
        "again": None if vote.again_id is None else str(vote.again_id),
        "lines": [line_value(line) for line in vote.lines.all()],
        "choices": list(Choice.values),
        "state": vote.state,
        "opened_at": clock.wire(vote.opened_at),
        "closed_at": clock.wire(vote.closed_at),
        "total": vote.total,
        "present": vote.present,
        "entitled": vote.present,
        "verdict": None if on_paper else vote.verdict,
        "outcome": vote.verdict if on_paper else None,
        "reason": vote.cancel_reason,
    }


def line_value(line: BallotLine) -> Value:
    """`withdrawn`: the reason, or empty while the line stands."""
    return {
        "no": line.no,
        "person": None if line.person_id is None else str(line.person_id),
        "name": line.name,
        "post": line.post,
        "withdrawn": line.withdrawn_why,
    }


def turnout_value(turnout: queries.Turnout, *, names: bool) -> Value:
    value: Value = {
        "vote": str(turnout.vote_id),
        "cast": turnout.cast,
        "entitled": turnout.entitled,
    }
    if names:
        value["waiting"] = [str(person) for person in turnout.waiting]
    return value


def ballot_value(ballot: Ballot) -> Value:
    return {
        "vote": str(ballot.vote_id),
        "choice": ballot.choice,
        "at": clock.wire(ballot.at),
        "changes": ballot.changes,
    }


def ints(ids: Collection[str] | None) -> list[int] | None:
    return None if ids is None else [int(row_id) for row_id in ids]


VOTE = ResourceType("vote", render_votes, hearing=frozenset({"participants"}), shape=VoteShape)
TURNOUT = ResourceType("turnout", render_turnouts, hearing=frozenset({"chair", "staff"}), shape=TurnoutShape)
HAND_COUNT = ResourceType(
    "hand_count", render_hand_counts, hearing=frozenset({"chair"}), shape=HandCountShape
)
BALLOT = ResourceType("ballot", render_ballots, personal=True, hearing=frozenset(), shape=BallotShape)
