"""Which rule is decided in which form. The rules are those of the rulebook; the law names no other way.

A rule that is not here cannot be put to the vote: better a refusal than a verdict by the wrong majority.
"""

from __future__ import annotations

from voting import errors
from voting.models import VoteForm

RESOLUTION = "HDND.RESOLUTION"

WAYS: dict[str, frozenset[VoteForm]] = {
    RESOLUTION: frozenset({VoteForm.OPEN}),
}

# A round that is announced under them is about persons: it has lines, and its ballots are secret.
SECRET_FORMS = frozenset({VoteForm.PAPER, VoteForm.SECRET})


def require_way(rule: str, form: str, *, planned_secret: bool) -> None:
    """Raises RuleNotSupported, SecretFormRequired (the programme says so and an open form is asked for),
    FormNotForRule.
    """
    if rule not in WAYS:
        raise errors.RuleNotSupported(rule=rule)
    if planned_secret and form not in SECRET_FORMS:
        raise errors.SecretFormRequired
    if form not in WAYS[rule]:
        raise errors.FormNotForRule(rule=rule, form=form)
