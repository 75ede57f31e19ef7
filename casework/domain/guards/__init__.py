"""Guards: statements about the facts that must be true before a criterion is met.

Each answers yes, no or not known. A reason names the fact that is not recorded or the records that
disagree, and never says that a duty was breached. Organisations are named as `{org:key}`.
"""

from casework.domain.guards import (  # noqa: F401  (importing registers the guards)
    assurance,
    calendar_checks,
    call_in,
    consultation,
    decisions,
    healthwatch,
    involvement,
    letters,
    meetings,
    outcome_letters,
    parties,
    recommendations,
    regime,
    scrutiny,
    substantiality,
)
from casework.domain.guards.registry import find_guard, guard, list_guards

__all__ = ["find_guard", "guard", "list_guards"]
