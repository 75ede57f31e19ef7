"""What the options of a proposal are compared with while a temporary change lasts."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts
from casework.domain.guards.temporary_changes import KIND, lasts
from casework.domain.predicates import not_recorded
from casework.domain.proposal import present_version

ONLY_TEMPORARY = "temporary_said"
"""The paper says that it compares with a temporary state, and shows no other."""


def normal_state_is_among_the_baselines(facts: CaseFacts) -> Answer:
    """Whether the options are compared with the service before any temporary change, at least
    beside the temporary state, as long as such a change lasts."""
    version = present_version(facts)
    if version is None:
        return not_recorded("proposal_version")
    if version.payload.baseline != ONLY_TEMPORARY:
        return yes()
    if not any(lasts(facts, r.payload) for r in facts.current(KIND)):
        return yes("no temporary change is recorded as lasting")
    return no(
        "the options are compared with a temporary state alone, and a temporary change lasts: "
        "compare them with the service before it as well, and record that both are shown"
    )
