"""The tables of voting."""

from voting.models.ballot import Ballot, Choice, RightStatus, VotingRight
from voting.models.hands import HandCount
from voting.models.line import BallotLine
from voting.models.paper import PaperStep, PaperVote, Step, TallySheet
from voting.models.secret import PollStage, SecretAdoption, SecretPoll, SecretToken
from voting.models.tellers import Teller, TellerPost, TellersBoard
from voting.models.vote import Vote, VoteForm, VoteState

__all__ = [
    "Ballot",
    "BallotLine",
    "Choice",
    "HandCount",
    "PaperStep",
    "PaperVote",
    "PollStage",
    "RightStatus",
    "SecretAdoption",
    "SecretPoll",
    "SecretToken",
    "Step",
    "TallySheet",
    "Teller",
    "TellerPost",
    "TellersBoard",
    "Vote",
    "VoteForm",
    "VoteState",
    "VotingRight",
]
