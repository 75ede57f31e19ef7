"""Which fields that a form does not ask for are wanted later, and by which gates of the pathway.

A form takes what is known so far. A field that a guard reads says so, by the gates whose checks
use that guard, so that nobody leaves for good what a gate then asks.
"""

from __future__ import annotations

from functools import lru_cache

from casework.engine.definition import Definition

SINCE = (
    "people_were_involved_since_the_temporary_change_began",
    "people_were_involved_from_the_day_of_the_decision_on",
    "people_were_involved_before_the_temporary_change",
    "people_were_involved_on_this_proposal_before_the_decision",
)
READ_BY: dict[tuple[str, str], tuple[str, ...]] = {
    **dict.fromkeys(
        (("temporary_change_review", name) for name in ("harm", "inequality", "staffing",
                                                        "outcome")),
        ("reviews_rest_on_figures",),
    ),
    **dict.fromkeys(
        (("involvement_activity", name) for name in ("about", "closed_on", "outcome", "fed")),
        SINCE,
    ),
    **dict.fromkeys(
        (("withdrawal", name) for name in ("notice_on", "notice_at", "scrutiny_told_on",
                                           "healthwatch_told_on", "department_told_on")),
        ("withdrawal_was_announced",),
    ),
    **dict.fromkeys(
        (("temporary_change", name) for name in ("review_on", "expires_on", "exit_plan")),
        ("temporary_change_has_its_timer",
         "temporary_change_has_its_timer_and_councils_were_told"),
    ),
    **dict.fromkeys(
        (("temporary_change", name) for name in ("reason", "risk_evidence", "risk_evidence_on")),
        ("risk_is_evidenced", "risk_is_evidenced_and_dated"),
    ),
    ("temporary_change", "alternatives"): ("alternatives_to_the_temporary_change_are_recorded",),
    ("temporary_change", "urgent_since"): ("lack_of_time_is_accounted_for",),
}  # fmt: skip
"""The guards that read a field of a kind which a form leaves open."""


@lru_cache(maxsize=512)
def needed_later(definition: Definition, kind: str, field: str) -> tuple[str, ...]:
    """The gates of a pathway that ask for a field, in its order; empty where none does."""
    guards = set(READ_BY.get((kind, field), ()))
    return tuple(
        gate.ref for gate in definition.gates
        if any(not guards.isdisjoint(c.guards) for c in gate.criteria)
    )  # fmt: skip
