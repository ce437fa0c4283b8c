"""What follows when the vote on the tellers is passed: the board exists, and its members hear as tellers."""

from __future__ import annotations

from meetings import clock, journal
from meetings.models import Participant, Person, Role
from voting import boxes, events, ways
from voting.models import Teller, TellerPost, TellersBoard, Vote


def establish_tellers(vote: Vote, *, by: Person, on_behalf_of: Person | None) -> None:
    """Called when a vote is closed; does nothing unless it was on the tellers, and passed."""
    if vote.rule != ways.TELLERS or not (vote.verdict or {}).get("passed"):
        return
    board = TellersBoard.objects.filter(vote=vote).first()
    if board is None:
        return
    former = boxes.board_at_work(vote.meeting)
    tellers = list(Teller.objects.filter(board=board).order_by("id"))
    people = [teller.person_id for teller in tellers]

    if former is not None:
        TellersBoard.objects.filter(pk=former.pk).update(ended_at=clock.now())
        held = Participant.objects.filter(meeting=vote.meeting, role=Role.TELLER)
        held.filter(person__in=boxes.people_on(former) - set(people)).delete()
    board.established_at = clock.now()
    board.save(update_fields=["established_at"])
    for person in people:
        Participant.objects.get_or_create(meeting=vote.meeting, person_id=person, role=Role.TELLER)

    head = next(teller.person_id for teller in tellers if teller.post == TellerPost.HEAD)
    established = events.TellersEstablished(
        board=board.pk, vote=vote.pk, head=head, tellers=people, former=former.pk if former else None
    )
    journal.append(vote.meeting, established, by=by, on_behalf_of=on_behalf_of)
