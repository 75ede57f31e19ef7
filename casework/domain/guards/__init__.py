"""Guards: statements about the facts that must be true before a criterion is met.

Each answers yes, no or not known. A reason names the fact that is not recorded or the records that
disagree, and never says that a duty was breached. Organisations are named as `{org:key}`.
"""

from casework.domain.guards import (  # noqa: F401  (importing registers the guards)
    approval_conditions,
    assurance,
    authority,
    before_deciding,
    by_document,
    calendar_checks,
    call_in,
    classification,
    consultation,
    consulted_and_decided,
    crystallisation,
    decision_pack,
    decisions,
    delegation,
    deliverability,
    disclosure,
    equality,
    footprint,
    formative_stage,
    healthwatch,
    information_requests,
    interdependence,
    interests,
    involvement,
    lasting_reviews,
    letters,
    meetings,
    minor_changes,
    options_trail,
    outcome_letters,
    parties,
    promises,
    recommendations,
    regime,
    scrutiny,
    scrutiny_record,
    several_bodies,
    standstill,
    substantiality,
    temporary_changes,
    temporary_endings,
    temporary_reviews,
    time_and_materials,
    urgency,
    urgent_decisions,
    urgent_going_on,
    urgent_in_time,
    withdrawal,
)
from casework.domain.guards.registry import find_guard, guard, list_guards

__all__ = ["find_guard", "guard", "list_guards"]
