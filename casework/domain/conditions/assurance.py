"""Conditions on NHS England's assurance."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import not_recorded


@condition("stage_2_letter_has_conditions")
def stage_2_letter_has_conditions(facts: CaseFacts, subject: str) -> Answer:
    """Whether NHS England's last letter at stage 2 attaches conditions."""
    letters = facts.current("assurance_letter", purpose="stage_2")
    if not letters:
        return not_recorded("assurance_letter", "stage_2")
    payload = letters[-1].payload
    if payload.outcome == "proceed_with_conditions" or payload.conditions:
        return yes("the stage 2 letter attaches conditions")
    return no("the stage 2 letter attaches no conditions")
