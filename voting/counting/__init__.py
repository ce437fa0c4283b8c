"""Pure counting: majorities, elections, confidence. Integers only, no framework.

A percentage never decides: over half is `2 * yes > total`; two thirds is `3 * yes >= 2 * total`.
"""

from voting.counting.ballots import (
    INVALID_WORDS,
    Attempt,
    BallotBalance,
    Invalid,
    NameCount,
    Sent,
    fold_ballots,
    why_invalid,
    why_not_cast,
)
from voting.counting.committees import CommitteeResult, Slip, SlipCount, committee_decision, count_slips
from voting.counting.confidence import (
    BALLOTS_RETURNED,
    BALLOTS_VALID,
    DELEGATES,
    Consequence,
    Marks,
    NotSounded,
    Sounding,
    base_of,
    confidence_lost,
    confidence_vote_starts,
    sound_all,
    sounding,
    why_not_sounded,
)
from voting.counting.elections import (
    Candidate,
    Elected,
    ElectionRules,
    NextStep,
    Round,
    election,
    names_on_ballot,
    next_round,
)
from voting.counting.figures import (
    CountError,
    Majority,
    needed_over_half,
    percent_bp,
    percent_en,
    percent_vi,
)
from voting.counting.resolutions import (
    CHOICES,
    SixStates,
    Verdict,
    agreed,
    count_hands,
    count_open,
    majority_verdict,
    party_resolution,
    removal_verdict,
    resolution_verdict,
    understrength_verdict,
)
from voting.counting.rules import RESOLUTION, RULES, Kind, Rule, Subject, rules_for
from voting.counting.sentences import (
    Sentence,
    approval_sentence,
    committee_sentence,
    confidence_sentence,
    election_sentence,
    slips_sentence,
    sounding_sentence,
    verdict_sentence,
)

__all__ = [
    "BALLOTS_RETURNED", "BALLOTS_VALID", "CHOICES", "DELEGATES", "INVALID_WORDS", "RESOLUTION", "RULES",
    "Attempt", "BallotBalance", "Candidate", "CommitteeResult", "Consequence", "CountError", "Elected",
    "ElectionRules", "Invalid", "Kind", "Majority", "Marks", "NameCount", "NextStep", "NotSounded", "Round",
    "Rule", "Sent", "Sentence", "SixStates", "Slip", "SlipCount", "Sounding", "Subject", "Verdict", "agreed",
    "approval_sentence", "base_of", "committee_decision", "committee_sentence", "confidence_lost",
    "confidence_sentence", "confidence_vote_starts", "count_hands", "count_open", "count_slips", "election",
    "election_sentence", "fold_ballots", "majority_verdict", "names_on_ballot", "needed_over_half",
    "next_round", "party_resolution", "percent_bp", "percent_en", "percent_vi", "removal_verdict",
    "resolution_verdict", "rules_for", "slips_sentence", "sound_all", "sounding", "sounding_sentence",
    "understrength_verdict", "verdict_sentence", "why_invalid", "why_not_cast", "why_not_sounded",
]  # fmt: skip
