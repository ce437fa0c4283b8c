"""A council of twelve with seven tellers: a secret vote on paper, step by step."""

from __future__ import annotations

from typing import Any

from tests.voting.cast import Council, council_of, new_key
from voting.boxes import SheetSent
from voting.commands import paper, tally, tellers
from voting.models import TellersBoard, Vote
from voting.paper.figures import Figures

TELLERS = 7
DEPUTY = "Phó Chủ tịch UBND tỉnh"
BEFORE_CASTING = ("RULES_READ", "BOX_SEALED")


def council_of_twelve(place: str = "dien-bien") -> Council:
    """Delegates 1 to 7 are to be tellers (1 is their head), 8 to 10 stand on ballots."""
    return council_of(place, 12)


def propose(council: Council, *, people: int = TELLERS, **other: Any) -> Vote:
    ids = [person.id for person in council.delegates[:people]]
    given = {"tellers": ids, "head": ids[0]} | other
    entry = tellers.propose_tellers(council.item.id, **given, by=council["chair"], key=new_key())
    return Vote.objects.get(id=entry.facts["vote"])


def establish(council: Council, **other: Any) -> TellersBoard:
    vote = propose(council, **other)
    council.cast(vote, "YES", *council.delegates[:8])
    council.close(vote)
    return TellersBoard.objects.get(vote=vote)


def names(council: Council, *seats: int, post: str = DEPUTY) -> list[dict[str, Any]]:
    """The delegates of those numbers (from 1), as lines of a ballot."""
    return [{"person": council.delegates[no - 1].id, "post": post} for no in seats]


def open_paper(council: Council, **other: Any) -> Vote:
    """An election of one deputy chair among delegates 8 and 9, unless told otherwise."""
    given: dict[str, Any] = {
        "question": "Bầu Phó Chủ tịch UBND tỉnh", "rule": "HDND.ELECTION", "names": names(council, 8, 9),
        "seats": 1,
    }  # fmt: skip
    entry = paper.open_paper_vote(
        council.item.id, **(given | other), by=other.get("by", council["chair"]), key=new_key()
    )
    return Vote.objects.get(id=entry.facts["vote"])


def step(council: Council, vote: Vote, name: str, number: int | None = None, text: str = "") -> None:
    by = council["chair"] if name == "CASTING_ENDED" else council.delegates[1]
    tally.take_step(vote.id, step=name, number=number, text=text, by=by, key=new_key())


def until_open_box(council: Council, vote: Vote, *, issued: int = 12, returned: int = 12) -> None:
    for name in BEFORE_CASTING:
        step(council, vote, name)
    step(council, vote, "BALLOTS_ISSUED", issued)
    step(council, vote, "CASTING_ENDED")
    step(council, vote, "BOX_OPENED", returned)


def enter(vote: Vote, figures: Figures, *people: Any) -> None:
    for person in people:
        tally.enter_sheet(vote.id, sheet=SheetSent(figures), by=person, key=new_key())


def announce(council: Council, vote: Vote) -> Vote:
    tally.announce_tally(vote.id, by=council.delegates[0], key=new_key())
    return Vote.objects.get(id=vote.id)


def counted(council: Council, vote: Vote, figures: Figures) -> Vote:
    """From the reading of the rules to the announcement; all twelve ballots come back."""
    until_open_box(council, vote)
    enter(vote, figures, council.delegates[1], council.delegates[2])
    return announce(council, vote)


def votes_for(*yes: int, valid: int = 12, invalid: int = 0) -> Figures:
    """An election: so many for each name in the order of the ballot, the rest of the ballots against."""
    return Figures(
        valid,
        {"NO_STAMP": invalid},
        {no: {"YES": n, "NO": valid - n} for no, n in enumerate(yes, start=1)},
    )
