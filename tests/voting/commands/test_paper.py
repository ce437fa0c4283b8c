"""Tellers, and a secret vote on paper from the list of names to the handing over of the ballots."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetings import access
from meetings.errors import Refusal
from meetings.models import Participant
from tests.voting import paper_cast as cast
from tests.voting.cast import Council, new_key
from voting.commands import ballots, paper, tally, votes
from voting.models import BallotLine, TallySheet, TellersBoard, Vote
from voting.paper.figures import Figures


@pytest.fixture
def council(db: None) -> Council:
    return cast.council_of_twelve()


@pytest.fixture
def seated(council: Council) -> Council:
    """With a board of tellers: delegates 1 to 7, delegate 1 at their head."""
    cast.establish(council)
    return council


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def test_the_tellers_are_established_by_an_open_vote_on_the_list(council: Council) -> None:
    board = cast.establish(council)

    assert board.is_at_work
    tellers = Participant.objects.filter(meeting=council.meeting, role="TELLER").exclude(
        person=council["teller"]
    )
    assert set(tellers.values_list("person_id", flat=True)) == {p.id for p in council.delegates[:7]}
    assert access.viewer_of(council.delegates[6], council.meeting).hears_any("tellers")


def test_a_list_that_is_not_passed_establishes_nobody(council: Council) -> None:
    vote = cast.propose(council)
    council.cast(vote, "YES", *council.delegates[:6])
    council.close(vote)

    assert [board.is_at_work for board in TellersBoard.objects.all()] == [False]
    assert refused(lambda: cast.open_paper(council)) == "voting.no_tellers_board"


def test_the_next_board_ends_the_one_before(seated: Council) -> None:
    vote = cast.propose(
        seated, tellers=[p.id for p in seated.delegates[5:]], head=seated.delegates[5].id, question="Ban khác"
    )
    seated.cast(vote, "YES", *seated.delegates[:8])
    seated.close(vote)

    assert [board.is_at_work for board in TellersBoard.objects.order_by("id")] == [False, True]
    tellers = Participant.objects.filter(meeting=seated.meeting, role="TELLER").exclude(
        person=seated["teller"]
    )
    assert set(tellers.values_list("person_id", flat=True)) == {p.id for p in seated.delegates[5:]}


def test_a_list_of_tellers_must_be_right(council: Council) -> None:
    ids = [person.id for person in council.delegates]

    assert [
        refused(lambda: cast.propose(council, people=6)),
        refused(lambda: cast.propose(council, head=ids[8])),
        refused(lambda: cast.propose(council, tellers=[*ids[:6], council["guest"].id])),
        refused(lambda: cast.propose(council, tellers=[*ids[:6], ids[5]])),
        refused(lambda: council_opens_without_list(council)),
    ] == [
        "voting.too_few_tellers",
        "voting.head_not_on_board",
        "voting.teller_not_delegate",
        "voting.twice_on_the_list",
        "voting.nobody_on_the_list",
    ]


def council_opens_without_list(council: Council) -> object:
    return votes.open_vote(
        council.item.id, question="Ban kiểm phiếu", rule="HDND.TELLERS", by=council["chair"], key=new_key()
    )


def test_a_list_of_candidates_must_be_right(seated: Council) -> None:
    assert [
        refused(lambda: cast.open_paper(seated, names=cast.names(seated, 7, 8))),
        refused(lambda: cast.open_paper(seated, names=cast.names(seated, 8, 8))),
        refused(lambda: cast.open_paper(seated, names=[])),
        refused(lambda: cast.open_paper(seated, names=[{"name": " ", "post": "Chủ tịch"}])),
        refused(lambda: cast.open_paper(seated, seats=0)),
        refused(lambda: cast.open_paper(seated, seats=3)),
        refused(lambda: cast.open_paper(seated, question=" ")),
        refused(lambda: cast.open_paper(seated, rule="HDND.RESOLUTION")),
    ] == [
        "voting.teller_is_subject",
        "voting.twice_on_the_list",
        "voting.nobody_on_the_list",
        "voting.nobody_on_the_list",
        "voting.no_seats",
        "voting.no_seats",
        "voting.question_missing",
        "voting.form_not_for_rule",
    ]


def test_who_stands_on_a_running_ballot_is_no_teller_of_the_next_board(seated: Council) -> None:
    vote = cast.open_paper(seated)
    for name in cast.BEFORE_CASTING:
        cast.step(seated, vote, name)
    cast.step(seated, vote, "BALLOTS_ISSUED", 12)
    cast.step(seated, vote, "CASTING_ENDED")

    ids = [person.id for person in seated.delegates[5:]]
    assert refused(lambda: cast.propose(seated, tellers=ids, head=ids[0])) == "voting.teller_is_subject"


def test_names_come_and_go_until_the_ballots_are_handed_out(seated: Council) -> None:
    vote, chair = cast.open_paper(seated), seated["chair"]
    tenth = seated.delegates[9].id

    def add(person: int | None, decision: str = "HĐND nhất trí") -> object:
        return paper.add_name(vote.id, person_id=person, decision=decision, by=chair, key=new_key())

    def withdraw(no: int, reason: str = "Xin rút") -> object:
        return paper.withdraw_name(vote.id, no, reason=reason, by=chair, key=new_key())

    assert refused(lambda: add(tenth, " ")) == "voting.decision_missing"
    assert refused(lambda: add(seated.delegates[7].id)) == "voting.twice_on_the_list"
    assert refused(lambda: add(seated.delegates[0].id)) == "voting.teller_is_subject"
    assert refused(lambda: withdraw(2, "")) == "voting.reason_missing"
    add(tenth)
    withdraw(2)
    assert refused(lambda: withdraw(2)) == "voting.already_withdrawn"
    for name in cast.BEFORE_CASTING:
        cast.step(seated, vote, name)
    cast.step(seated, vote, "BALLOTS_ISSUED", 12)

    assert refused(lambda: withdraw(1)) == "voting.casting_begun"
    lines = BallotLine.objects.filter(vote=vote).values_list("no", "person_id", "withdrawn_why")
    assert list(lines) == [
        (1, seated.delegates[7].id, ""),
        (2, seated.delegates[8].id, "Xin rút"),
        (3, tenth, ""),
    ]


def test_an_election_of_one_goes_from_the_list_to_the_announcement(seated: Council) -> None:
    vote = cast.counted(seated, cast.open_paper(seated), cast.votes_for(7, 5))
    cast.step(seated, vote, "HANDED_OVER", text="Bà Lò Thị Thư")

    assert vote.state == "CLOSED"
    assert vote.verdict is not None
    assert [(line["name"], line["result"], line["approval"]) for line in vote.verdict["lines"]] == [
        ("Đại biểu 8", "ELECTED", "PENDING"),
        ("Đại biểu 9", "NOT_ELECTED", ""),
    ]
    assert seated.sitting.__class__.objects.get(pk=seated.sitting.pk).voting is False


def test_the_acts_are_done_in_their_order_by_whose_they_are(seated: Council) -> None:
    vote = cast.open_paper(seated)
    teller, chair, delegate = seated.delegates[1], seated["chair"], seated.delegates[11]

    def take(name: str, by: object, number: int | None = None, text: str = "") -> str:
        return refused(
            lambda: tally.take_step(vote.id, step=name, number=number, text=text, by=by, key=new_key())  # type: ignore[arg-type]
        )

    assert take("RULES_READ", chair) == "voting.not_teller"
    assert take("RULES_READ", delegate) == "voting.not_teller"
    assert take("BOX_SEALED", teller) == "voting.out_of_order"
    assert take("ANNOUNCED", teller) == "voting.out_of_order"
    assert take("SHAKEN", teller) == "voting.out_of_order"
    for name in cast.BEFORE_CASTING:
        cast.step(seated, vote, name)
    assert take("BALLOTS_ISSUED", teller) == "voting.number_missing"
    assert take("BALLOTS_ISSUED", teller, 13) == "voting.issued_exceed"
    cast.step(seated, vote, "BALLOTS_ISSUED", 11)
    assert take("CASTING_ENDED", teller) == "meetings.not_allowed"
    assert refused(lambda: cast.enter(vote, cast.votes_for(7, 5), teller)) == "voting.out_of_order"
    cast.step(seated, vote, "CASTING_ENDED")
    assert take("BOX_OPENED", teller, 12) == "voting.ballot_balance"
    cast.step(seated, vote, "BOX_OPENED", 11)
    assert take("HANDED_OVER", teller) == "voting.out_of_order"
    assert refused(lambda: cast.announce(seated, vote)) == "voting.sheets_missing"


def test_the_handing_over_names_who_receives(seated: Council) -> None:
    vote = cast.counted(seated, cast.open_paper(seated), cast.votes_for(7, 5))

    assert refused(lambda: cast.step(seated, vote, "HANDED_OVER", text=" ")) == "voting.receiver_missing"


def test_nothing_is_announced_until_two_sheets_agree(seated: Council) -> None:
    vote = cast.open_paper(seated)
    cast.until_open_box(seated, vote)
    second, third, fourth = seated.delegates[1:4]
    cast.enter(vote, cast.votes_for(7, 5), second)
    assert refused(lambda: cast.announce(seated, vote)) == "voting.sheets_missing"
    cast.enter(vote, cast.votes_for(8, 4), third)
    assert refused(lambda: cast.announce(seated, vote)) == "voting.sheets_differ"
    assert refused(lambda: cast.enter(vote, cast.votes_for(7, 5), fourth)) == "voting.two_tellers_enter"
    cast.enter(vote, cast.votes_for(7, 5), third)
    assert (
        refused(lambda: tally.announce_tally(vote.id, by=second, key=new_key())),
        refused(lambda: tally.announce_tally(vote.id, by=seated["chair"], key=new_key())),
    ) == ("voting.not_head", "voting.not_teller")

    assert cast.announce(seated, vote).state == "CLOSED"
    assert refused(lambda: cast.enter(vote, cast.votes_for(8, 4), third)) == "voting.vote_over"


def test_a_corrected_number_has_the_sheets_entered_anew(seated: Council) -> None:
    vote = cast.open_paper(seated)
    cast.until_open_box(seated, vote)
    cast.enter(vote, cast.votes_for(7, 5), *seated.delegates[1:3])
    cast.step(seated, vote, "BOX_OPENED", 11)

    assert TallySheet.objects.filter(vote=vote).count() == 0
    assert refused(lambda: cast.announce(seated, vote)) == "voting.sheets_missing"
    cast.enter(vote, cast.votes_for(7, 4, valid=11), *seated.delegates[1:3])
    assert (cast.announce(seated, vote).verdict or {})["unreturned"] == 1


def test_a_vote_on_paper_is_neither_cast_nor_closed_on_the_screen(seated: Council) -> None:
    vote = cast.open_paper(seated)

    assert refused(lambda: seated.cast(vote, "YES", seated.delegates[9])) == "voting.on_paper"
    assert refused(lambda: seated.close(vote)) == "voting.on_paper"
    named = Vote.objects.exclude(id=vote.id).get()
    assert refused(lambda: tally.announce_tally(named.id, by=seated.delegates[0], key=new_key())) == (
        "voting.not_on_paper"
    )


def test_a_round_broken_off_is_held_again_and_its_sheets_are_gone(seated: Council) -> None:
    vote = cast.open_paper(seated)
    cast.until_open_box(seated, vote)
    cast.enter(vote, cast.votes_for(7, 5), *seated.delegates[1:3])

    def stop(reason: str) -> object:
        return paper.break_off(vote.id, reason=reason, by=seated["secretary"], key=new_key())

    assert refused(lambda: stop(" ")) == "voting.reason_missing"
    stop("Hòm phiếu bị mở trước khi niêm phong")
    assert refused(lambda: stop("Lần nữa")) == "voting.vote_over"
    assert TallySheet.objects.count() == 0
    again = cast.open_paper(seated, again_id=vote.id)

    assert (again.again_id, again.state) == (vote.id, "OPEN")


def test_the_tied_are_voted_on_again_among_themselves(seated: Council) -> None:
    first = cast.open_paper(seated, names=cast.names(seated, 8, 9, 10), seats=2)
    first = cast.counted(seated, first, cast.votes_for(9, 7, 7))

    assert (first.verdict or {})["next"] == "REVOTE_TIED"
    assert refused(lambda: cast.open_paper(seated)) == "voting.already_decided"
    assert refused(lambda: cast.open_paper(seated, again_id=first.id)) == "voting.not_the_tied"
    second = cast.open_paper(seated, names=cast.names(seated, 9, 10), again_id=first.id)
    second = cast.counted(seated, second, cast.votes_for(7, 5))

    assert (second.verdict or {})["revote"] is True
    assert [line["result"] for line in (second.verdict or {})["lines"]] == ["ELECTED", "NOT_ELECTED"]


def test_so_many_rounds_are_held_as_the_rules_allow(seated: Council) -> None:
    first = cast.counted(seated, cast.open_paper(seated), cast.votes_for(6, 6))
    second = cast.counted(seated, cast.open_paper(seated, again_id=first.id), cast.votes_for(6, 6))

    assert refused(lambda: cast.open_paper(seated, again_id=second.id)) == "voting.too_many_rounds"


def test_confidence_in_three_is_sounded_on_one_ballot(seated: Council) -> None:
    vote = cast.open_paper(
        seated, rule="HDND.CONFIDENCE_3", question="Lấy phiếu tín nhiệm", names=cast.names(seated, 8, 9, 10)
    )
    marks = {
        1: {"HIGH": 9, "MID": 3, "LOW": 0},
        2: {"HIGH": 2, "MID": 3, "LOW": 7},
        3: {"HIGH": 1, "MID": 2, "LOW": 8},
    }
    vote = cast.counted(seated, vote, Figures(12, {}, marks))

    assert (vote.seats, [line["result"] for line in (vote.verdict or {})["lines"]]) == (
        0,
        ["KEPT", "MAY_RESIGN", "PROPOSE_DISMISSAL"],
    )


def test_a_retry_of_a_sheet_is_answered_the_same(seated: Council) -> None:
    vote, key = cast.open_paper(seated), new_key()
    cast.until_open_box(seated, vote)

    def send(figures: Figures) -> object:
        return tally.enter_sheet(vote.id, sheet=cast.SheetSent(figures), by=seated.delegates[1], key=key).seq

    first = send(cast.votes_for(7, 5))

    assert send(cast.votes_for(7, 5)) == first
    assert refused(lambda: send(cast.votes_for(8, 4))) == "meetings.key_reused"


def test_who_checked_in_late_may_be_admitted_before_the_ballots_are_counted(council: Council) -> None:
    council.leave(council.delegates[11])
    cast.establish(council)
    vote = cast.open_paper(council)
    council.check_in(council.delegates[11])
    ballots.admit_voter(vote.id, person_id=council.delegates[11].id, by=council["chair"], key=new_key())

    cast.until_open_box(council, vote, issued=12, returned=12)

    assert Vote.objects.get(id=vote.id).present == 12
