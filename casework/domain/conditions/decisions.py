"""Conditions on the public decision: each body's last decision on the proposal counts."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.registry import condition
from casework.domain.facts import CaseFacts
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    latest_of_each_body,
    not_recorded,
    organisation,
)

COMMISSIONING = frozenset({"lead_commissioner", "commissioner", "nhs_england"})
APPROVING = frozenset({"approved", "approved_with_conditions"})


@condition("final_decision_approves")
def final_decision_approves(facts: CaseFacts, subject: str) -> Answer:
    """Whether every body that decided on the proposal has approved it."""
    outcomes = _outcomes(facts)
    if not outcomes:
        return not_recorded("decision", "final")
    if outcomes <= APPROVING:
        taken = every(
            happened(facts, r.payload.decided_on, "the public decision")
            for r in latest_of_each_body(facts.current("decision", purpose="final"))
        )
        settled = every([taken, _every_commissioner_decided(facts)])
        return yes("the public decision approves the proposal") if settled.is_yes else settled
    return no("the public decision does not approve the proposal: it is recorded as "
              + _in_words(outcomes - APPROVING))  # fmt: skip


@condition("final_decision_does_not_approve")
def final_decision_does_not_approve(facts: CaseFacts, subject: str) -> Answer:
    """Whether a body that had to decide on the proposal has not approved it."""
    outcomes = _outcomes(facts)
    if not outcomes:
        return not_recorded("decision", "final")
    if "not_approved" in outcomes:
        return yes("the public decision is not to approve the proposal")
    return no(f"the public decision is recorded as {_in_words(outcomes)}")


def _every_commissioner_decided(facts: CaseFacts) -> Answer:
    """Each commissioner decides for itself unless a joint committee decides for all of them."""
    particulars = facts.single("particulars")
    commissioners = {
        r.payload.organisation
        for r in facts.current("responsible_body")
        if r.payload.capacity in COMMISSIONING
    }
    if len(commissioners) < 2 or (particulars and particulars.payload.joint_committee_decides):
        return yes()
    decided = {r.payload.organisation for r in facts.current("decision", purpose="final")}
    return every(
        fact_not_recorded(f"the decision of {organisation(key)}, or that a joint committee decides")
        for key in sorted(commissioners - decided)
    )


def _outcomes(facts: CaseFacts) -> set[str]:
    decisions = latest_of_each_body(facts.current("decision", purpose="final"))
    return {record.payload.outcome for record in decisions}


def _in_words(outcomes: set[str]) -> str:
    return ", ".join(sorted(outcome.replace("_", " ") for outcome in outcomes))
