"""What is printed for a vote on paper: the ballots, and the tellers' minutes to be signed by hand."""

from voting.printing.ballots import ballot_of, ballots
from voting.printing.minutes import minutes, minutes_of

__all__ = ["ballot_of", "ballots", "minutes", "minutes_of"]
