"""Conditions: when a criterion applies, a move is open or a hold may begin.

Each answers yes, no or not known, with its reason. Not known counts as applying where it blocks.
"""

from casework.domain.conditions import (  # noqa: F401  (importing registers the conditions)
    assurance,
    call_in,
    consultation,
    decisions,
    involvement,
    linked_cases,
    proposal,
    regime,
    scrutiny,
    substantiality,
    temporary_endings,
)
from casework.domain.conditions.registry import condition, find_condition, list_conditions

__all__ = ["condition", "find_condition", "list_conditions"]
