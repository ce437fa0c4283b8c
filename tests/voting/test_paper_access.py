"""Who may do what to a vote on paper: every command for every role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from meetings.errors import Refusal
from meetings.models import Person
from tests.voting import paper_cast as cast
from tests.voting.cast import DESK, Council, new_key
from voting.boxes import SheetSent
from voting.commands import paper, tally, tellers
from voting.models import Vote

ROLES = [*DESK, "delegate", "on the board", "head", "stranger"]
PRESIDIUM = {"chair", "secretary"}
BOARD = {"on the board", "head"}
REFUSED = {"meetings.not_allowed", "meetings.not_found", "voting.not_teller", "voting.not_head"}


def propose_tellers(council: Council, by: Person) -> object:
    ids = [person.id for person in council.delegates[:7]]
    return tellers.propose_tellers(council.item.id, tellers=ids, head=ids[0], by=by, key=new_key())


def open_paper_vote(council: Council, by: Person) -> object:
    return paper.open_paper_vote(
        council.item.id, question="Bầu", rule="HDND.ELECTION", names=cast.names(council, 8, 9), seats=1,
        by=by, key=new_key(),
    )  # fmt: skip


def add_name(council: Council, by: Person) -> object:
    person = council.delegates[9].id
    return paper.add_name(vote_of(council), person_id=person, decision="Nhất trí", by=by, key=new_key())


def withdraw_name(council: Council, by: Person) -> object:
    return paper.withdraw_name(vote_of(council), 1, reason="Xin rút", by=by, key=new_key())


def break_off(council: Council, by: Person) -> object:
    return paper.break_off(vote_of(council), reason="Thiếu hòm", by=by, key=new_key())


def read_rules(council: Council, by: Person) -> object:
    return tally.take_step(vote_of(council), step="RULES_READ", by=by, key=new_key())


def end_casting(council: Council, by: Person) -> object:
    for name in cast.BEFORE_CASTING:
        cast.step(council, Vote.objects.get(form="PAPER"), name)
    cast.step(council, Vote.objects.get(form="PAPER"), "BALLOTS_ISSUED", 12)
    return tally.take_step(vote_of(council), step="CASTING_ENDED", by=by, key=new_key())


def enter_sheet(council: Council, by: Person) -> object:
    cast.until_open_box(council, Vote.objects.get(form="PAPER"))
    sheet = SheetSent(cast.votes_for(7, 5))
    return tally.enter_sheet(vote_of(council), sheet=sheet, by=by, key=new_key())


def announce_tally(council: Council, by: Person) -> object:
    vote = Vote.objects.get(form="PAPER")
    cast.until_open_box(council, vote)
    cast.enter(vote, cast.votes_for(7, 5), *council.delegates[1:3])
    return tally.announce_tally(vote.id, by=by, key=new_key())


def vote_of(council: Council) -> int:
    return Vote.objects.get(form="PAPER", meeting=council.meeting).id


MAY: dict[Callable[[Council, Person], object], set[str]] = {
    propose_tellers: PRESIDIUM,
    open_paper_vote: PRESIDIUM,
    add_name: PRESIDIUM,
    withdraw_name: PRESIDIUM,
    break_off: PRESIDIUM,
    read_rules: BOARD,
    end_casting: PRESIDIUM,
    enter_sheet: BOARD,
    announce_tally: {"head"},
}


@pytest.mark.parametrize("act", MAY, ids=lambda act: act.__name__)
def test_who_may(act: Callable[[Council, Person], object], db: None) -> None:
    council = cast.council_of_twelve()
    stranger = Person.objects.create(username="nguoi.la", full_name="Người lạ")
    people = council.desk | {
        "delegate": council.delegates[11], "on the board": council.delegates[3], "head": council.delegates[0],
        "stranger": stranger,
    }  # fmt: skip
    if act is not propose_tellers:
        cast.establish(council)
        if act is not open_paper_vote:
            cast.open_paper(council)

    assert {role for role in ROLES if allowed(act, council, people[role])} == MAY[act]


def allowed(act: Callable[[Council, Person], object], council: Council, by: Person) -> bool:
    """Try it and take it back: each role finds the vote as it was."""
    with transaction.atomic():
        try:
            act(council, by)
        except Refusal as refusal:
            assert refusal.code in REFUSED, refusal.code
            return False
        finally:
            transaction.set_rollback(True)
    return True
