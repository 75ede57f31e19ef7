"""Options that are compared with a temporary state alone, while the temporary change lasts.

The rule that published versions of the full pathway name is content where the paper says that its
baseline is temporary. Saying so does not give people the normal state to compare with, and what was
never consulted on becomes the starting point. So, where that rule is met and not set aside, this is
asked beside it, in every version. Source: the guidance of 2022 (SRC-G1, Annex A2); GT-U11.
"""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.baselines import normal_state_is_among_the_baselines
from casework.domain.facts import CaseFacts
from casework.engine.results import GateResult, State

RULE = "temporary_state_is_not_the_unsaid_baseline"


def barred_by_its_baseline(gates: Iterable[GateResult], facts: CaseFacts) -> tuple[str, ...]:
    """Why a move at which the baseline is asked about may not be made; empty where it may."""
    asked = any(
        RULE in result.criterion.guards and result.state is State.MET
        for gate in gates for result in gate.results
    )  # fmt: skip
    answer = normal_state_is_among_the_baselines(facts) if asked else None
    return (answer.reason,) if answer is not None and answer.is_no else ()
