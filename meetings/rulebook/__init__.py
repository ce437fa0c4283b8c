"""Dated, cited rules by which a body meets and decides: quorum, deadlines, powers, open questions. Pure."""

from meetings.rulebook.calendar import (
    DELEGATES,
    EXAMINING_COMMITTEE,
    STANDING_BOARD,
    Deadline,
    Timing,
    after,
    before,
    warn_before,
)
from meetings.rulebook.laws import COMMITTEE, COUNCIL, LAWS, LEVELS, PARTY, PROFILES, NoProfile, profile_for
from meetings.rulebook.overrides import OVERRIDABLE, BadOverride, Override, with_overrides
from meetings.rulebook.powers import Act, Grant, Phase, Position, grants, may, who_may
from meetings.rulebook.profile import DOSSIER_KINDS, ELECTED, IN_OFFICE, Quorum, RuleProfile, quorum
from meetings.rulebook.questions import OpenQuestion, Question, open_questions
from meetings.rulebook.secrets import is_secret, why_not_kept, why_not_processed
from meetings.rulebook.shares import at_least, one_third, over, petition_reaches
from meetings.rulebook.sources import UNCONFIRMED_EN, UNCONFIRMED_VI, Kind, Source
from meetings.rulebook.strength import Approval, Strength, approval, strength

__all__ = [
    "COMMITTEE", "COUNCIL", "DELEGATES", "DOSSIER_KINDS", "ELECTED", "EXAMINING_COMMITTEE", "IN_OFFICE",
    "LAWS", "LEVELS", "OVERRIDABLE", "PARTY", "PROFILES", "STANDING_BOARD", "UNCONFIRMED_EN",
    "UNCONFIRMED_VI", "Act", "Approval", "BadOverride", "Deadline", "Grant", "Kind", "NoProfile",
    "OpenQuestion", "Override", "Phase", "Position", "Question", "Quorum", "RuleProfile", "Source",
    "Strength", "Timing", "after", "approval", "at_least", "before", "grants",
    "is_secret", "may", "one_third", "open_questions", "over", "petition_reaches", "profile_for", "quorum",
    "strength", "warn_before", "who_may", "why_not_kept", "why_not_processed", "with_overrides",
]  # fmt: skip
