"""What a determination of the regime must agree with: the resolver's answer on the same facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casework.domain.errors import Invalid
from casework.domain.facts import CaseFacts
from casework.domain.guards.regime import regime_inputs
from casework.domain.regime import RULE_VERSION, resolve_regime


def determined(facts: CaseFacts, payload: Any) -> Any:
    """The determination with everything that the resolver was told, and its version.

    Raises Invalid where the resolver's answer is another. Where it has none yet, since a fact is
    missing, the determination may be recorded, and its gate says what is missing.
    """
    inputs = regime_inputs(facts, payload)
    as_at = payload.as_at.earliest
    if as_at is not None:
        answer = resolve_regime(replace(inputs, as_at=as_at))
        if answer.regime is not None and answer.regime.value != payload.regime:
            raise Invalid(
                f"The facts lead to another regime: {answer.reason}",
                "Determine the regime again, or correct the facts first.", "regime",
            )  # fmt: skip
    return replace(
        payload, rule_version=RULE_VERSION, outside_nhs_in_england=inputs.outside_england
    )
