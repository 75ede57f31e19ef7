"""GD16: services that depend on each other are asked about together, or it is said why not.

Source: the Horton advice of 2018, on a consultation in two phases. It raises questions.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import is_recorded_absent
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, fact_not_recorded, happened, not_recorded


@guard("interdependent_services_are_asked_about_together")
def interdependent_services_are_asked_about_together(facts: CaseFacts, subject: str) -> Answer:
    """Each interdependence is in one consultation, or a published assessment says why it is safe
    to phase."""
    found = facts.current("interdependence")
    if not found:
        absent = is_recorded_absent(facts, "interdependence")
        return yes() if absent else not_recorded("interdependence")
    return about_each(found, lambda r: _together(facts, r))


def _together(facts: CaseFacts, record: RecordVersion) -> Answer:
    p = record.payload
    if p.interdependent is None:
        return fact_not_recorded("whether services depend on each other")
    if not p.interdependent or p.in_one_consultation:
        return yes()
    if p.phasing:
        return happened(facts, p.published_on, "publishing why it is safe to take services one "
                        "after the other")  # fmt: skip
    if p.in_one_consultation is None:
        return fact_not_recorded("whether services that depend on each other are asked about "
                                 "together")  # fmt: skip
    return no("services that depend on each other are not in one consultation, and no assessment "
              "says why that is safe")  # fmt: skip
