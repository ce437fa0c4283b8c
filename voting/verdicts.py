"""The verdict of a vote as it is stored, journaled and read aloud: by the majority of its rule."""

from __future__ import annotations

from meetings.rulebook import RuleProfile
from voting.counting import (
    RULES,
    Kind,
    SixStates,
    committee_decision,
    committee_sentence,
    majority_verdict,
    percent_vi,
    verdict_sentence,
)


def announce(states: SixStates, *, rule: str, profile: RuleProfile, chair: str = "") -> dict[str, object]:
    """Count the figures by `rule` in the frozen profile. See `voting.resources.VerdictOf` for the shape.

    `chair`: what the chair of a People's Committee chose, whose side decides a tie (72/2025 art. 40 §3).
    """
    decides = RULES[rule]
    source = decides.source(profile)
    citation = {"citation_vi": source.said_vi, "citation_en": source.said_en}
    if decides.kind == Kind.COMMITTEE:
        result = committee_decision(
            total=states.total, present=states.present, yes=states.yes, no=states.no,
            abstain=states.abstain, chair=chair,
        )  # fmt: skip
        passed, needed = result.result == "PASSED", result.needed
        said = committee_sentence(
            result, total=states.total, present=states.present, yes=states.yes, no=states.no,
            subject=decides.subject, **citation,
        )  # fmt: skip
    else:
        verdict = majority_verdict(states, decides.majority)
        passed, needed = verdict.passed, verdict.needed
        said = verdict_sentence(states, verdict, subject=decides.subject, **citation)
    return {
        "passed": passed,
        "needed": needed,
        "total": states.total,
        "present": states.present,
        "yes": states.yes,
        "no": states.no,
        "abstain": states.abstain,
        "not_cast": states.not_cast,
        "absent": states.absent,
        "not_eligible": states.not_eligible,
        "pct_of_total": percent_vi(states.yes, states.total),
        "pct_of_present": percent_vi(states.yes, states.present),
        "sentence_vi": said.vi,
        "sentence_en": said.en,
        **citation,
    }
