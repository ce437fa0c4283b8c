"""A secret electronic vote on the platform's side: who may open it, who receives a ballot, what is announced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from meetings import hashchain, history
from tests.voting.cast import Council, council_of, new_key
from tests.voting.secret.hall import QUESTION, SecretHall
from tests.voting.secret.process import KeeperProcess, running
from voting import errors as vote_errors
from voting.commands import ballots, box, secret, votes
from voting.models import Ballot, PollStage, SecretToken, Vote, VoteState
from voting.secret import ballot, errors


@pytest.fixture(scope="module")
def keeper() -> Iterator[KeeperProcess]:
    yield from running()


@pytest.fixture
def hall(council: Council, keeper: KeeperProcess, settings: object) -> SecretHall:
    settings.KEEPER_DIR = keeper.folder  # type: ignore[attr-defined]
    hall = SecretHall(council, keeper)
    hall.adopt()
    return hall


def kinds(council: Council) -> list[str]:
    return [entry.kind for entry in history.entries(history.journal_of(council.meeting))]


@pytest.mark.django_db(transaction=True)
def test_a_secret_vote_goes_from_adoption_to_verdict(hall: SecretHall) -> None:
    vote, people = hall.open(), hall.council.delegates
    hall.issue(vote, *people)
    trackers = hall.cast(vote, "YES", *people[:4]) + hall.cast(vote, "NO", people[4])

    sealed = hall.seal(vote)
    closed = hall.open_box(vote)

    assert sealed.count == 5
    assert sorted(sealed.trackers) == sorted(trackers)
    assert ballot.root_of([bytes.fromhex(each) for each in sealed.trackers]).hex() == sealed.root
    assert closed.state == VoteState.CLOSED
    assert closed.verdict is not None
    assert [closed.verdict[name] for name in ("yes", "no", "abstain", "not_cast", "passed")] == [
        4,
        1,
        0,
        1,
        True,
    ]
    assert hall.poll(vote).stage == PollStage.OPENED
    assert len(hall.poll(vote).listed) == 5
    assert Ballot.objects.count() == 0
    assert kinds(hall.council) == [
        "voting.electronic_secrecy_adopted",
        "voting.vote_opened",
        "voting.voters_fixed",
        "voting.secret_vote_opened",
        *["voting.token_issued"] * 6,
        "voting.casting_began",
        "voting.box_sealed",
        "voting.box_opened",
        "voting.vote_closed",
    ]
    journal = history.journal_of(hall.council.meeting)
    assert hashchain.check(history.chain(journal), history.head(journal).hash) == []
    # Erased when the figures were in the record.
    assert hall.poll(vote).poll not in hall.keeper.ask("hello")["polls"]


def test_without_a_recorded_decision_of_the_body_no_secret_vote_is_opened(
    council: Council, other_council: Council, keeper: KeeperProcess, settings: object
) -> None:
    settings.KEEPER_DIR = keeper.folder  # type: ignore[attr-defined]
    SecretHall(other_council, keeper).adopt()

    with pytest.raises(errors.NotAdopted) as refusal:
        SecretHall(council, keeper).open()

    assert refusal.value.facts == {"body": "HĐND tỉnh dien-bien"}
    assert Vote.objects.count() == 0


@pytest.mark.parametrize(
    ("citation", "day"), [(" ", "2023-07-14"), ("Nghị quyết 12", ""), ("Nghị quyết 12", "2999-01-01")]
)
def test_an_adoption_needs_its_citation_and_its_day(council: Council, citation: str, day: str) -> None:
    with pytest.raises(errors.CitationMissing):
        secret.adopt_electronic_secrecy(
            council.meeting.id, citation=citation, decided_on=day, by=council["chair"], key=new_key()
        )


def test_what_is_decided_by_names_is_not_voted_electronically(hall: SecretHall) -> None:
    with pytest.raises(vote_errors.FormNotForRule):
        hall.open(rule="HDND.ELECTION")
    with pytest.raises(vote_errors.RuleNotSupported):
        hall.open(rule="UBND.DECISION")


def test_a_question_is_needed(hall: SecretHall) -> None:
    with pytest.raises(vote_errors.QuestionMissing):
        secret.open_secret_vote(hall.council.item.id, question=" ", by=hall.council["chair"], key=new_key())


def test_without_a_keeper_no_secret_vote_is_opened(hall: SecretHall, settings: object) -> None:
    settings.KEEPER_DIR = hall.keeper.folder / "nowhere"  # type: ignore[attr-defined]

    with pytest.raises(errors.BoxAway):
        hall.open()

    assert Vote.objects.count() == 0


def test_the_hashes_of_both_keys_are_in_the_record(hall: SecretHall) -> None:
    vote = hall.open()
    poll = hall.poll(vote)

    (opened,) = [
        entry.facts
        for entry in history.entries(history.journal_of(hall.council.meeting))
        if entry.kind == "voting.secret_vote_opened"
    ]

    assert opened["signing_key_sha256"] == ballot.sha256(bytes.fromhex(poll.signing_key)).hexdigest()
    assert opened["box_key_sha256"] == ballot.sha256(bytes.fromhex(poll.box_key)).hexdigest()
    assert (opened["poll"], opened["keys"], opened["entitled"]) == (poll.poll, "MEMORY", 6)


def test_two_votes_have_keys_of_their_own(hall: SecretHall) -> None:
    first = hall.open()
    votes.cancel_vote(first.id, reason="Nhầm nội dung", by=hall.council["chair"], key=new_key())
    second = hall.open()

    one, two = hall.poll(first), hall.poll(second)
    assert {one.poll, one.signing_key, one.box_key} & {two.poll, two.signing_key, two.box_key} == set()


def test_a_tablet_that_asks_again_is_answered_the_same(hall: SecretHall) -> None:
    vote, person = hall.open(), hall.council.delegates[0]
    token = hall.draw(vote, person)

    entries = [
        secret.issue_token(vote.id, blinded=token.asked.hex(), by=person, key=new_key()) for _ in range(2)
    ]

    assert entries[0].seq == entries[1].seq
    assert SecretToken.objects.count() == hall.poll(vote).issued == 1


def test_nobody_receives_a_second_ballot(hall: SecretHall) -> None:
    vote, person = hall.open(), hall.council.delegates[0]
    hall.issue(vote, person)

    with pytest.raises(errors.TokenTaken):
        hall.issue(vote, person)

    assert hall.poll(vote).issued == 1


def test_who_is_not_present_receives_no_ballot(hall: SecretHall) -> None:
    vote, person = hall.open(), hall.council.delegates[0]
    hall.council.leave(person)

    with pytest.raises(vote_errors.NotCheckedIn):
        hall.issue(vote, person)


def test_who_is_not_of_the_council_receives_no_ballot(hall: SecretHall) -> None:
    vote = hall.open()

    with pytest.raises(vote_errors.NotEligible):
        hall.issue(vote, hall.council["secretary"])


def test_what_is_no_blinded_message_is_not_signed(hall: SecretHall) -> None:
    vote, person = hall.open(), hall.council.delegates[0]

    for blinded in ("", "zz", "00" * 384, "ff" * 384, "AB" * 384):
        with pytest.raises(errors.BlindedMalformed):
            secret.issue_token(vote.id, blinded=blinded, by=person, key=new_key())


def test_the_casting_begins_by_itself_when_all_who_are_present_have_their_ballots(hall: SecretHall) -> None:
    vote, people = hall.open(), hall.council.delegates
    hall.issue(vote, *people[:4])
    hall.council.leave(people[5])
    before = hall.poll(vote).stage

    hall.issue(vote, people[4])

    assert (before, hall.poll(vote).stage) == (PollStage.ISSUING, PollStage.CASTING)


def test_the_chair_may_end_the_issuing_and_then_nobody_receives_a_ballot(hall: SecretHall) -> None:
    vote, people = hall.open(), hall.council.delegates
    with pytest.raises(errors.NobodyHasBallot):
        hall.begin(vote)
    hall.issue(vote, *people[:2])

    hall.begin(vote)

    with pytest.raises(errors.IssuingEnded):
        hall.issue(vote, people[2])
    with pytest.raises(errors.IssuingEnded):
        hall.begin(vote)
    assert hall.poll(vote).issued == 2


def test_a_box_is_sealed_only_after_the_casting_began_and_opened_only_after_it_was_sealed(
    hall: SecretHall,
) -> None:
    vote = hall.open()
    with pytest.raises(errors.StillIssuing):
        hall.seal(vote)
    hall.issue(vote, *hall.council.delegates)

    with pytest.raises(errors.BoxNotSealed):
        hall.open_box(vote)

    assert Vote.objects.get(id=vote.id).state == VoteState.OPEN


def test_a_secret_vote_is_neither_cast_nor_closed_as_an_open_one(hall: SecretHall) -> None:
    vote = hall.open()

    with pytest.raises(errors.BallotIsSecret):
        ballots.cast_ballot(vote.id, choice="YES", by=hall.council.delegates[0], key=new_key())
    with pytest.raises(errors.BallotIsSecret):
        votes.close_vote(vote.id, by=hall.council["chair"], key=new_key())

    assert Ballot.objects.count() == 0


@pytest.mark.parametrize("act", ["begin", "seal", "open_box"])
def test_only_the_presiding_officers_side_conducts_the_vote(hall: SecretHall, act: str) -> None:
    vote = hall.open()
    hall.council.desk["chair"] = hall.council.delegates[0]

    with pytest.raises(Exception) as refusal:
        getattr(hall, act)(vote)

    assert getattr(refusal.value, "code", "") == "meetings.not_allowed"


def test_a_killed_keeper_voids_the_vote_and_the_record_says_so(
    council: Council, keeper: KeeperProcess, settings: object
) -> None:
    settings.KEEPER_DIR = keeper.folder  # type: ignore[attr-defined]
    hall = SecretHall(council, keeper)
    hall.adopt()
    vote = hall.open()
    hall.issue(vote, *council.delegates)
    hall.cast(vote, "YES", *council.delegates[:3])

    keeper.kill()
    with pytest.raises(errors.BoxAway):
        hall.seal(vote)
    box.tend_boxes()
    while_away = Vote.objects.get(id=vote.id).state
    keeper.start()
    with pytest.raises(errors.BoxLost):
        hall.seal(vote)
    box.tend_boxes()
    box.tend_boxes()

    void = Vote.objects.get(id=vote.id)
    assert (while_away, void.state, void.cancel_reason) == (VoteState.OPEN, VoteState.CANCELLED, box.LOST)
    assert hall.poll(vote).stage == PollStage.VOID
    assert kinds(council)[-1] == "voting.vote_cancelled"
    # The repeat is open to them at once.
    again = hall.open()
    assert again.state == VoteState.OPEN


def test_a_box_that_is_still_kept_is_not_void(hall: SecretHall) -> None:
    vote = hall.open()

    with pytest.raises(errors.BoxStillKept):
        box.void_secret_vote(vote.id, key=new_key())
    box.tend_boxes()

    assert Vote.objects.get(id=vote.id).state == VoteState.OPEN


def test_the_box_of_a_vote_that_was_broken_off_is_erased(hall: SecretHall) -> None:
    vote = hall.open()
    votes.cancel_vote(vote.id, reason="Nhầm nội dung", by=hall.council["chair"], key=new_key())

    box.tend_boxes()

    assert hall.poll(vote).poll not in hall.keeper.ask("hello")["polls"]


def test_a_server_that_is_killed_between_sealing_and_counting_goes_on(hall: SecretHall) -> None:
    vote = hall.open()
    hall.issue(vote, *hall.council.delegates)
    hall.cast(vote, "NO", *hall.council.delegates)
    hall.seal(vote)
    # The box was opened, and the server ended before the figures were in the record.
    hall.keeper.ask("open", poll=hall.poll(vote).poll)
    box.tend_boxes()

    closed = hall.open_box(vote)

    assert closed.verdict is not None
    assert (closed.verdict["no"], closed.verdict["passed"]) == (6, False)


def test_a_vote_of_another_council_is_not_found(hall: SecretHall) -> None:
    vote = hall.open()
    stranger = council_of("lai-chau").delegates[0]

    with pytest.raises(Exception) as refusal:
        hall.issue(vote, stranger)

    assert getattr(refusal.value, "code", "") == "meetings.not_found"
    assert vote.question == QUESTION
