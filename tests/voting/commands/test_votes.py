"""Opening, closing and cancelling a vote."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from agenda.errors import NoExaminationReport
from agenda.models import Document, Dossier, ItemDossier
from meetings import history
from meetings.errors import NoQuorum, NotAllowed, NotFound
from meetings.history import Entry
from meetings.models import Sitting
from tests.voting.cast import OPENED, Council, council_of, new_key
from voting import errors
from voting.commands import ballots, votes
from voting.models import Ballot, Vote

WHO_ELSE = ("guest", "staff", "site", "teller", "observer", "display", "administrator")


def test_a_vote_opens_for_the_delegates_who_are_present(council: Council) -> None:
    council.leave(council.delegates[5])
    council.suspend(council.delegates[4])

    vote = council.open_vote("Thông qua chương trình")

    assert (vote.total, vote.present, vote.state) == (6, 4, "OPEN")
    assert list(vote.rights.order_by("id").values_list("person_id", "status")) == [
        (council.delegates[0].id, "ELIGIBLE"),
        (council.delegates[1].id, "ELIGIBLE"),
        (council.delegates[2].id, "ELIGIBLE"),
        (council.delegates[3].id, "ELIGIBLE"),
        (council.delegates[4].id, "SUSPENDED"),
    ]


def test_a_vote_does_not_open_without_quorum(db: None) -> None:
    council = council_of("dien-bien", 6, present=3)

    with pytest.raises(NoQuorum) as refused:
        council.open_vote()

    assert refused.value.facts == {"n": 3, "t": 6, "k": 4}
    assert Vote.objects.count() == 0


def test_a_second_vote_cannot_open_while_one_is_open(council: Council) -> None:
    first = council.open_vote("Thông qua chương trình")

    with pytest.raises(errors.VoteRunning) as refused:
        council.open_vote("Thông qua kế hoạch")

    assert refused.value.facts == {"vote": first.id, "question": "Thông qua chương trình"}
    assert Vote.objects.count() == 1


def test_the_database_too_refuses_two_open_votes(council: Council) -> None:
    vote = council.open_vote()
    vote.id = None

    with pytest.raises(IntegrityError), transaction.atomic():
        vote.save(force_insert=True)


def test_a_vote_does_not_open_in_an_adjourned_sitting(council: Council) -> None:
    Sitting.objects.update(state="ADJOURNED")

    with pytest.raises(errors.SittingNotOpen):
        council.open_vote()


def test_an_item_decided_by_secret_ballot_is_not_put_to_an_open_vote(council: Council) -> None:
    council.item.vote_form = "SECRET_PAPER"
    council.item.save()

    with pytest.raises(errors.SecretFormRequired):
        council.open_vote()


def test_a_rule_that_is_not_over_half_is_not_counted_as_over_half(council: Council) -> None:
    council.item.vote_rule = "HDND.ELECTION_BY_LOT"
    council.item.save()

    with pytest.raises(errors.RuleNotSupported):
        council.open_vote()


def test_a_vote_needs_a_question(council: Council) -> None:
    with pytest.raises(errors.QuestionMissing):
        council.open_vote("  ")


def test_a_dossier_of_another_council_is_not_found(council: Council, other_council: Council) -> None:
    foreign = other_council.meeting.dossiers.create(no="1", title="Hồ sơ mật của Lai Châu")

    with pytest.raises(NotFound):
        votes.open_vote(
            council.item.id,
            question="Thông qua",
            dossier_id=foreign.id,
            by=council["chair"],
            key=new_key(),
        )


def draft_decided_at(council: Council, **fields: object) -> Dossier:
    dossier = Dossier.objects.create(
        meeting=council.meeting, no="16", title="Kế hoạch đầu tư công năm 2024", **fields
    )
    ItemDossier.objects.create(item=council.item, dossier=dossier, stage="DECIDED")
    return dossier


def put_to_the_vote(council: Council, dossier: Dossier | None) -> Entry:
    return votes.open_vote(
        council.item.id,
        question="Thông qua dự thảo nghị quyết",
        dossier_id=dossier.id if dossier else None,
        by=council["chair"],
        key=new_key(),
    )


def report(dossier: Dossier, **fields: object) -> Document:
    given = {"state": "PUBLISHED", "published_at": OPENED}
    return Document.objects.create(
        meeting=dossier.meeting,
        dossier=dossier,
        kind="EXAMINATION_REPORT",
        title="Báo cáo thẩm tra",
        circulation="PUBLIC",
        **given | fields,
    )


@pytest.mark.parametrize("named", [True, False], ids=["named", "decided at the item"])
def test_a_draft_without_an_examination_report_is_not_put_to_the_vote(council: Council, named: bool) -> None:
    dossier = draft_decided_at(council)
    report(dossier, state="DRAFT", published_at=None)
    report(dossier, state="RECALLED", recalled_at=OPENED)

    with pytest.raises(NoExaminationReport) as refused:
        put_to_the_vote(council, dossier if named else None)

    assert (refused.value.code, refused.value.facts) == (
        "agenda.no_examination_report",
        {"title": "Kế hoạch đầu tư công năm 2024"},
    )
    assert not Vote.objects.exists()


def test_a_draft_with_its_examination_report_is_put_to_the_vote(council: Council) -> None:
    dossier = draft_decided_at(council)
    report(dossier)

    assert put_to_the_vote(council, dossier).facts["dossier"] == dossier.id


def test_a_draft_that_is_spared_the_examination_is_put_to_the_vote(council: Council) -> None:
    dossier = draft_decided_at(council, exempt=["EXAMINATION_REPORT"])

    assert put_to_the_vote(council, dossier).facts["dossier"] == dossier.id


def test_exactly_half_is_not_adopted(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:3])
    council.cast(vote, "NO", *council.delegates[3:])

    vote = council.close(vote)

    assert vote.verdict["passed"] is False
    assert (vote.verdict["yes"], vote.verdict["total"], vote.verdict["needed"]) == (3, 6, 4)
    assert vote.verdict["sentence_vi"].startswith(
        "Nghị quyết chưa được thông qua: 3/6 đại biểu tán thành (50,00% tổng số đại biểu), "
        "cần trên một nửa tổng số (4)"
    )


def test_the_six_states_sum_to_the_total(db: None) -> None:
    council = council_of("dien-bien", 9, present=8)
    council.suspend(council.delegates[7])
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:3])
    council.cast(vote, "NO", council.delegates[3])
    council.cast(vote, "ABSTAIN", council.delegates[4])

    verdict = council.close(vote).verdict

    names = ("yes", "no", "abstain", "not_cast", "absent", "not_eligible", "total", "present")
    assert [verdict[name] for name in names] == [3, 1, 1, 2, 1, 1, 9, 7]
    assert (verdict["passed"], verdict["needed"]) == (False, 5)
    assert (verdict["pct_of_total"], verdict["pct_of_present"]) == ("33,33%", "42,86%")


def test_over_half_of_all_delegates_is_adopted(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:4])

    verdict = council.close(vote).verdict

    assert verdict["passed"] is True
    assert verdict["sentence_vi"].startswith(
        "Nghị quyết được thông qua: 4/6 đại biểu tán thành (66,67% tổng số đại biểu)"
    )
    assert verdict["citation_vi"] in verdict["sentence_vi"]


def test_closing_reveals_the_figures_to_everyone_and_the_names_to_participants(
    council: Council,
) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", council.delegates[0])
    council.close(vote)

    closed, revealed = history.entries(history.journal_of(council.meeting), after=0)[-2:]

    assert (closed.kind, closed.audience) == ("voting.vote_closed", "everyone")
    assert (revealed.kind, revealed.audience) == ("voting.ballots_revealed", "participants")
    assert revealed.facts["ballots"] == {str(council.delegates[0].id): "YES"}
    assert "ballots" not in closed.facts


def test_a_closed_vote_is_neither_closed_again_nor_cancelled(council: Council) -> None:
    vote = council.close(council.open_vote())

    with pytest.raises(errors.VoteIsOver):
        votes.close_vote(vote.id, by=council["chair"], key=new_key())
    with pytest.raises(errors.VoteIsOver):
        votes.cancel_vote(vote.id, reason="Nhầm", by=council["chair"], key=new_key())


def test_closing_twice_with_one_key_answers_the_same(council: Council) -> None:
    vote, key = council.open_vote(), new_key()

    first = votes.close_vote(vote.id, by=council["chair"], key=key)
    again = votes.close_vote(vote.id, by=council["chair"], key=key)

    assert again.seq == first.seq


def test_a_cancelled_vote_has_a_reason_and_no_verdict(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", council.delegates[0])

    votes.cancel_vote(vote.id, reason="Đặt sai câu hỏi", by=council["chair"], key=new_key())

    vote.refresh_from_db()
    assert (vote.state, vote.cancel_reason, vote.verdict) == ("CANCELLED", "Đặt sai câu hỏi", None)
    assert council.open_vote("Câu hỏi đúng").state == "OPEN"


def test_a_vote_is_not_cancelled_without_a_reason(council: Council) -> None:
    vote = council.open_vote()

    with pytest.raises(errors.ReasonMissing):
        votes.cancel_vote(vote.id, reason=" ", by=council["chair"], key=new_key())


@pytest.mark.parametrize("act", ["open", "close", "cancel", "admit"])
@pytest.mark.parametrize("who", ["chair", "secretary"])
def test_the_chair_acts_and_the_secretary_acts_on_behalf(council: Council, act: str, who: str) -> None:
    late = council.delegates[5]
    council.leave(late)
    vote = None if act == "open" else council.open_vote()
    council.check_in(late)

    entry = ACTS[act](council, vote, who)

    assert entry.by_id == council[who].id
    assert entry.on_behalf_of_id == (council["chair"].id if who == "secretary" else None)


@pytest.mark.parametrize("act", ["open", "close", "cancel", "admit"])
@pytest.mark.parametrize("who", WHO_ELSE)
def test_nobody_else_conducts_a_vote(council: Council, act: str, who: str) -> None:
    vote = None if act == "open" else council.open_vote()

    with pytest.raises(NotAllowed):
        ACTS[act](council, vote, who)


@pytest.mark.parametrize("act", ["open", "close", "cancel", "admit"])
def test_the_chair_of_another_council_finds_nothing(
    council: Council, other_council: Council, act: str
) -> None:
    vote = None if act == "open" else council.open_vote()
    council.desk["stranger"] = other_council["chair"]

    with pytest.raises(NotFound):
        ACTS[act](council, vote, "stranger")


ACTS = {
    "open": lambda council, vote, who: votes.open_vote(
        council.item.id, question="Thông qua", by=council[who], key=new_key()
    ),
    "close": lambda council, vote, who: votes.close_vote(vote.id, by=council[who], key=new_key()),
    "cancel": lambda council, vote, who: votes.cancel_vote(
        vote.id, reason="Nhầm", by=council[who], key=new_key()
    ),
    "admit": lambda council, vote, who: ballots.admit_voter(
        vote.id, person_id=council.delegates[5].id, by=council[who], key=new_key()
    ),
}


def test_a_ballot_of_an_unknown_choice_cannot_be_stored(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", council.delegates[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.update(choice="MAYBE")
