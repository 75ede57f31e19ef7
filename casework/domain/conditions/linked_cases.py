"""Conditions on the cases that a case led to."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import fact_not_recorded


@condition("change_goes_on_as_a_full_case")
def change_goes_on_as_a_full_case(facts: CaseFacts, subject: str) -> Answer:
    """Whether a full case was opened from this one, because the change outgrew it."""
    linked = facts.current("linked_case")
    if not linked:
        return fact_not_recorded("a full case that was opened from this one")
    upgraded = _upgraded_to(facts)
    if upgraded:
        return yes(f"it goes on as {upgraded[0]}")
    return no("no linked case is the full case of this change")


@condition("change_stays_on_this_pathway")
def change_stays_on_this_pathway(facts: CaseFacts, subject: str) -> Answer:
    """Whether no full case was opened from this one, unless that was broken off.

    The link is written as the case is opened: where there is none, there is no such case.
    """
    upgraded = _upgraded_to(facts)
    if upgraded:
        return no(f"it goes on as {upgraded[0]}, and ends here")
    return yes("no full case was opened from this one")


def _upgraded_to(facts: CaseFacts) -> list[str]:
    return [
        r.payload.case for r in facts.current("linked_case")
        if r.payload.relation == "upgraded_to" and r.payload.ended_as != "broken_off"
    ]  # fmt: skip
