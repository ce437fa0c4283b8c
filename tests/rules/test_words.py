"""Every act and phase has a name in two languages."""

from __future__ import annotations

from meetings.rulebook import Act, Phase
from meetings.rulebook.words import ACTS, PHASES


def test_no_act_and_no_phase_is_without_a_name() -> None:
    assert ({*ACTS}, {*PHASES}) == ({*Act}, {*Phase})
    assert all(vi and en for vi, en in [*ACTS.values(), *PHASES.values()])
    assert len({vi for vi, _ in ACTS.values()}) == len(ACTS)
