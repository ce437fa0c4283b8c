"""The tables of voting."""

from voting.models.ballot import Ballot, Choice, RightStatus, VotingRight
from voting.models.line import BallotLine
from voting.models.vote import Vote, VoteForm, VoteState

__all__ = [
    "Ballot",
    "BallotLine",
    "Choice",
    "RightStatus",
    "Vote",
    "VoteForm",
    "VoteState",
    "VotingRight",
]
