"""A secret electronic vote up to the casting: adopting it, opening, handing out the ballots."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from agenda.models import AgendaItem
from meetings import clock, history, journal
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person
from meetings.queries import present_ids, profile_of
from voting import access, queries, ways
from voting import errors as vote_errors
from voting.commands.ballots import require_right
from voting.commands.votes import (
    hour,
    meeting_of_item,
    meeting_of_vote,
    on_the_table,
    open_or_refuse,
    open_with_list,
    presiding_act,
    quorate_sitting,
    require_examined,
)
from voting.counting import CHOICES, RULES, Kind
from voting.models import (
    PollStage,
    RightStatus,
    SecretAdoption,
    SecretPoll,
    SecretToken,
    Vote,
    VoteForm,
    VotingRight,
)
from voting.secret import control, errors, events

FORM = {"choices": list(CHOICES), "least": 1, "most": 1}
# A blinded message of a key of 3072 bits, in hex.
BLINDED = re.compile(r"[0-9a-f]{768}")


@journal.command
def adopt_electronic_secrecy(
    meeting_id: int, *, citation: str, decided_on: str, by: Person, key: UUID
) -> Entry:
    """Record the body's decision that its secret ballots may be electronic. Raises CitationMissing."""
    meeting = journal.lock(meeting_id)

    on_behalf_of = presiding_act(meeting, by)
    day = day_of(decided_on)
    if not citation.strip() or day is None or day > clock.now().astimezone(clock.LOCAL).date():
        raise errors.CitationMissing

    SecretAdoption.objects.create(
        body_id=meeting.body_id, citation=citation.strip(), decided_on=day,
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip

    adopted = events.ElectronicSecrecyAdopted(
        body=meeting.body_id, citation=citation.strip(), decided_on=day.isoformat()
    )
    return journal.append(meeting, adopted, by=by, on_behalf_of=on_behalf_of)


@journal.command
def open_secret_vote(
    item_id: int,
    *,
    question: str,
    dossier_id: int | None = None,
    rule: str | None = None,
    by: Person,
    key: UUID,
) -> Entry:
    """Put a question to a secret electronic ballot, with fresh keys that this vote alone has.

    Raises NotAdopted, FormNotForRule (of what is decided by names), BoxAway, and as `open_vote`.
    """
    meeting = journal.lock(meeting_of_item(item_id))

    on_behalf_of = presiding_act(meeting, by)
    require_adopted(meeting)
    item, dossier = on_the_table(meeting, item_id, dossier_id)
    rule = require_rule(meeting, item, rule)
    if rule in ways.ON_DRAFTS:
        require_examined(meeting, item, dossier)
    question = question.strip()
    if not question:
        raise vote_errors.QuestionMissing
    sitting, quorum = quorate_sitting(meeting)
    made = ask("prepare", form=FORM, capacity=quorum.total)

    vote = Vote(
        meeting=meeting, sitting=sitting, item=item, dossier=dossier, question=question, rule=rule,
        form=VoteForm.SECRET, opened_at=clock.now(), total=quorum.total,
    )  # fmt: skip
    entry = open_with_list(vote, quorum, by=by, on_behalf_of=on_behalf_of)
    SecretPoll.objects.create(
        vote=vote, poll=made["poll"], keys=made["keys"],
        signing_key=made["signing_key"], box_key=made["box_key"],
    )  # fmt: skip

    entitled = queries.rights_of(vote, RightStatus.ELIGIBLE)
    opened = events.SecretVoteOpened(
        vote=vote.id,
        poll=made["poll"],
        choices=list(CHOICES),
        keys=made["keys"],
        signing_key_sha256=digest_of(made["signing_key"]),
        box_key_sha256=digest_of(made["box_key"]),
        roster_sha256=sha256(json.dumps(entitled).encode()).hexdigest(),
        entitled=len(entitled),
    )
    journal.append(meeting, opened, by=by, on_behalf_of=on_behalf_of)
    return entry


@journal.command
def issue_token(vote_id: int, *, blinded: str, by: Person, key: UUID) -> Entry:
    """Hand out the ballot of who asks: sign blindly what their tablet drew, once.

    The same blinded message again is answered the same. With the last one the casting begins.
    Raises TokenTaken, IssuingEnded, BlindedMalformed, BoxLost, BoxAway, and as `cast_ballot`.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    vote, poll = secret_vote(vote_id, meeting)
    right = VotingRight.objects.filter(vote=vote, person=by).first()
    if right is None:
        access.require_known(meeting, by)
    digest = sha256(blinded.encode()).hexdigest()
    token = SecretToken.objects.filter(vote=vote, person=by).first()
    if token is not None and token.digest == digest:
        return history.entries(history.journal_of(meeting), after=token.seq - 1, limit=1)[0]
    if not vote.is_open:
        raise vote_errors.VoteClosed(time=hour(vote), state=vote.state)
    require_right(vote, right, by)
    if token is not None:
        raise errors.TokenTaken
    if poll.stage != PollStage.ISSUING:
        raise errors.IssuingEnded
    if not BLINDED.fullmatch(blinded):
        raise errors.BlindedMalformed
    signature = ask("sign", poll=poll.poll, blinded=blinded)["signature"]

    poll.issued += 1
    poll.save(update_fields=["issued"])
    entry = journal.append(meeting, events.TokenIssued(vote=vote.id, person=by.id), by=by)
    SecretToken.objects.create(vote=vote, person=by, digest=digest, signature=signature, seq=entry.seq)

    if not without_token(vote):
        journal.append(meeting, begin(poll), by=by)
    return entry


@journal.command
def begin_casting(vote_id: int, *, by: Person, key: UUID) -> Entry:
    """End the issuing before everybody present has a ballot. Raises IssuingEnded, NobodyHasBallot."""
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote, poll = secret_vote(vote_id, meeting)
    open_or_refuse(vote.id)
    if poll.stage != PollStage.ISSUING:
        raise errors.IssuingEnded
    if not poll.issued:
        raise errors.NobodyHasBallot

    return journal.append(meeting, begin(poll), by=by, on_behalf_of=on_behalf_of)


def begin(poll: SecretPoll) -> events.CastingBegan:
    """Change of both: the box takes ballots from now on, and the signing key is forgotten."""
    ask("begin_casting", poll=poll.poll)
    poll.stage = PollStage.CASTING
    poll.save(update_fields=["stage"])
    return events.CastingBegan(vote=poll.vote_id, issued=poll.issued)


def without_token(vote: Vote) -> set[int]:
    """Who is entitled and in the hall, and has no ballot yet."""
    entitled = set(queries.rights_of(vote, RightStatus.ELIGIBLE)) & present_ids(vote.sitting)
    return entitled - set(SecretToken.objects.filter(vote=vote).values_list("person_id", flat=True))


def secret_vote(vote_id: int, meeting: Meeting) -> tuple[Vote, SecretPoll]:
    """Raises NotFound for a vote of another form."""
    poll = SecretPoll.objects.select_related("vote__sitting").filter(vote=vote_id).first()
    if poll is None:
        raise NotFound
    poll.vote.meeting = meeting
    return poll.vote, poll


def require_adopted(meeting: Meeting) -> None:
    """The working rules say so, or a decision of the body was recorded. Raises NotAdopted."""
    profile = profile_of(meeting)
    source = profile.source_of("electronic_secret")
    by_rules = profile.electronic_secret and source.confirmed and bool(source.by)
    today = clock.now().astimezone(clock.LOCAL).date()
    adopted = SecretAdoption.objects.filter(body=meeting.body_id, decided_on__lte=today)
    if not by_rules and not adopted.exists():
        raise errors.NotAdopted(body=meeting.body.name)


def require_rule(meeting: Meeting, item: AgendaItem, rule: str | None) -> str:
    """Over half, or two thirds, of yes and no: names on a ballot are voted on paper."""
    body_kind = meeting.body.kind
    rule = rule or item.vote_rule or ways.USUAL[body_kind]
    found = RULES.get(rule)
    if found is None or found.body_kind != body_kind:
        raise vote_errors.RuleNotSupported(rule=rule)
    if found.kind != Kind.MAJORITY or found.procedural:
        raise vote_errors.FormNotForRule(rule=rule, form=VoteForm.SECRET.label.lower())
    return rule


def ask(do: str, **facts: Any) -> dict[str, Any]:
    """Ask the box keeper. Raises BoxAway, BoxLost (it lost this vote with its memory)."""
    try:
        return control.ask(Path(settings.KEEPER_DIR), do, **facts)
    except control.KeeperAway:
        raise errors.BoxAway from None
    except control.KeeperRefused as refused:
        if refused.code == "unknown_poll":
            raise errors.BoxLost from None
        if refused.code == "not_blinded":
            raise errors.BlindedMalformed from None
        raise errors.BoxAway from None


def digest_of(key: str) -> str:
    return sha256(bytes.fromhex(key)).hexdigest()


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
