"""Which rule is decided in which form here; what the rules are is `voting.counting.rules`, after the law.

A rule that is not known cannot be put to the vote: better a refusal than a verdict by the wrong majority.
"""

from __future__ import annotations

from meetings.rulebook import COMMITTEE, COUNCIL, PARTY
from voting import errors
from voting.counting import RULES, Kind, Rule
from voting.models import VoteForm
from voting.paper.errors import NobodyOnTheList

VOTE_AGAIN = "HDND.VOTE_AGAIN"
POINT = "HDND.POINT"
# What a draft resolution is decided by: it must have been examined before.
ON_DRAFTS = frozenset({"HDND.RESOLUTION", POINT})
# What is decided where the programme names no rule.
USUAL = {COUNCIL: "HDND.RESOLUTION", COMMITTEE: "UBND.DECISION", PARTY: "PARTY.RESOLUTION"}

SECRET_FORMS = frozenset({VoteForm.PAPER, VoteForm.SECRET})
FORMS: dict[Kind, frozenset[VoteForm]] = {
    # Named record, or counted hands: both are in the open, and the body chooses.
    Kind.MAJORITY: frozenset({VoteForm.OPEN, VoteForm.HANDS}),
    # A tie goes with the chair, so that it must be known who chose what.
    Kind.COMMITTEE: frozenset({VoteForm.OPEN}),
}
# What is put to the vote with a list of names alone: it is opened by verbs of its own.
TELLERS = "HDND.TELLERS"
# Opinion slips go round without a sitting: they are no vote in one.
NOT_IN_A_SITTING = frozenset({"UBND.WRITTEN"})


def forms_of(rule: Rule) -> frozenset[VoteForm]:
    """What is about persons is decided on paper; what is open by default as well, if the body so chooses."""
    forms = FORMS.get(rule.kind, frozenset())
    return forms | {VoteForm.PAPER} if rule.secret else forms


def require_way(rule: str, form: str, *, body_kind: str, planned_secret: bool, listed: bool = False) -> Rule:
    """The rule that decides. Raises RuleNotSupported, SecretFormRequired (the programme says so and an open
    form is asked for), FormNotForRule, NobodyOnTheList (`listed`: there are names).
    """
    found = RULES.get(rule)
    if found is None or found.body_kind != body_kind or rule in NOT_IN_A_SITTING:
        raise errors.RuleNotSupported(rule=rule)
    if planned_secret and form not in SECRET_FORMS:
        raise errors.SecretFormRequired
    if form not in forms_of(found):
        raise errors.FormNotForRule(rule=rule, form=VoteForm(form).label.lower())
    if not listed and (form in SECRET_FORMS or rule == TELLERS):
        raise NobodyOnTheList
    return found
