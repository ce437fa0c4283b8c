"""Pure counting: majorities, elections, confidence. Integers only, no framework.

A percentage never decides: over half is `2 * yes > total`; two thirds is `3 * yes >= 2 * total`.
"""

from voting.counting.confidence import (
    BALLOTS_RETURNED,
    DELEGATES,
    Consequence,
    Sounding,
    confidence_lost,
    sounding,
)
from voting.counting.elections import BallotBalance, Elected, ElectionRules, NextStep, election
from voting.counting.figures import CountError, needed_over_half, percent_bp, percent_vi
from voting.counting.resolutions import (
    CHOICES,
    CommitteeResult,
    SixStates,
    Verdict,
    committee_decision,
    count_open,
    party_resolution,
    removal_verdict,
    resolution_verdict,
    understrength_verdict,
    verdict_sentence,
)

__all__ = [
    "BALLOTS_RETURNED",
    "CHOICES",
    "DELEGATES",
    "BallotBalance",
    "CommitteeResult",
    "Consequence",
    "CountError",
    "Elected",
    "ElectionRules",
    "NextStep",
    "SixStates",
    "Sounding",
    "Verdict",
    "committee_decision",
    "confidence_lost",
    "count_open",
    "election",
    "needed_over_half",
    "party_resolution",
    "percent_bp",
    "percent_vi",
    "removal_verdict",
    "resolution_verdict",
    "sounding",
    "understrength_verdict",
    "verdict_sentence",
]
