"""What is decided: votes, ballots, verdicts, and the evidence for them."""
