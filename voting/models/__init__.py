"""The tables of voting."""

from voting.models.ballot import Ballot, Choice, RightStatus, VotingRight
from voting.models.vote import Vote, VoteForm, VoteState

__all__ = [
    "Ballot",
    "Choice",
    "RightStatus",
    "Vote",
    "VoteForm",
    "VoteState",
    "VotingRight",
]
