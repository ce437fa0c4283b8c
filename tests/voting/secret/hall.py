"""A council that votes by secret electronic ballot, with a keeper that runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meetings.models import Person
from tests.voting.cast import Council, new_key
from tests.voting.secret.process import KeeperProcess
from tests.voting.secret.voter import Token
from voting.commands import box, secret
from voting.models import SecretPoll, SecretToken, Vote
from voting.secret import blind

QUESTION = "Bãi nhiệm đại biểu Hội đồng nhân dân đối với ông A"


@dataclass
class SecretHall:
    """`tokens`: what each tablet drew, by person. The body has adopted electronic secrecy."""

    council: Council
    keeper: KeeperProcess
    tokens: dict[int, Token] = field(default_factory=dict)

    def adopt(self) -> None:
        secret.adopt_electronic_secrecy(
            self.council.meeting.id, citation="Nghị quyết 12/NQ-HĐND, điểm b khoản 2", decided_on="2023-07-14",
            by=self.council["chair"], key=new_key(),
        )  # fmt: skip

    def open(self, **more: Any) -> Vote:
        entry = secret.open_secret_vote(
            self.council.item.id, question=QUESTION, by=self.council["chair"], key=new_key(), **more
        )
        return Vote.objects.get(id=entry.facts["vote"])

    def poll(self, vote: Vote) -> SecretPoll:
        return SecretPoll.objects.get(vote=vote)

    def draw(self, vote: Vote, person: Person) -> Token:
        poll = self.poll(vote)
        return Token(bytes.fromhex(poll.poll), blind.public_of(bytes.fromhex(poll.signing_key)))

    def ask(self, vote: Vote, person: Person, token: Token) -> None:
        secret.issue_token(vote.id, blinded=token.asked.hex(), by=person, key=new_key())
        signature = SecretToken.objects.get(vote=vote, person=person).signature
        self.tokens[person.id] = token.take(bytes.fromhex(signature))

    def issue(self, vote: Vote, *people: Person) -> None:
        for person in people:
            self.ask(vote, person, self.draw(vote, person))

    def cast(self, vote: Vote, choice: str, *people: Person) -> list[str]:
        """Return the trackers that the keeper answers."""
        key = bytes.fromhex(self.poll(vote).box_key)
        answers = [self.keeper.cast(self.tokens[person.id].cast(choice, key)) for person in people]
        return [answer.json()["tracker"] for answer in answers]

    def begin(self, vote: Vote) -> None:
        secret.begin_casting(vote.id, by=self.council["chair"], key=new_key())

    def seal(self, vote: Vote) -> SecretPoll:
        box.seal_box(vote.id, by=self.council["chair"], key=new_key())
        return self.poll(vote)

    def open_box(self, vote: Vote) -> Vote:
        box.open_box(vote.id, by=self.council["chair"], key=new_key())
        return Vote.objects.get(id=vote.id)
