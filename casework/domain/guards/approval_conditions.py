"""Conditions attached to an approval: owner, date and discharge before what they stand before."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts
from casework.domain.guards.promises import ORDER
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, every, fact_not_recorded, happened, not_recorded


def _discharged_before(step: str) -> Predicate:
    """A guard: the condition is discharged, or is to be met only later."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        record = facts.find(f"condition/{subject}")
        if record is None or record.payload is None:
            return not_recorded("condition")
        p = record.payload
        if p.due_before and ORDER.index(p.due_before) > ORDER.index(step):
            return yes("the condition is to be met later")
        if p.discharged_on is None:
            return no("a condition of an approval is not discharged")
        return every([
            happened(facts, p.discharged_on, "discharging the condition"),
            yes() if p.discharge else fact_not_recorded("how the condition was discharged"),
        ])  # fmt: skip

    return answer


guard("condition_is_discharged_before_consultation")(_discharged_before("consultation"))
guard("condition_is_discharged_before_the_decision")(_discharged_before("decision"))
guard("condition_is_discharged_before_implementation")(_discharged_before("implementation"))
guard("condition_is_discharged_before_the_close")(_discharged_before("close"))


@guard("condition_has_owner_and_date")
def condition_has_owner_and_date(facts: CaseFacts, subject: str) -> Answer:
    """Somebody answers for the condition, by a day and before a step that are recorded."""
    record = facts.find(f"condition/{subject}")
    if record is None or record.payload is None:
        return not_recorded("condition")
    p = record.payload
    return every([
        yes() if p.owner else fact_not_recorded("who answers for a condition"),
        yes() if p.due_on else fact_not_recorded("by when a condition is to be met"),
        yes() if p.due_before else fact_not_recorded("before what a condition is to be met"),
    ])  # fmt: skip


@guard("conditions_of_approvals_are_recorded")
def conditions_of_approvals_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Each approval with conditions has them recorded, each as a condition of its own."""
    attached = {r.payload.attached_to.partition("@")[0] for r in facts.current("condition")}
    approvals = [r for kind in ("decision", "assurance_letter") for r in facts.current(kind)
                 if r.payload.outcome in ("approved_with_conditions", "proceed_with_conditions")]
    return every(
        yes() if r.reference in attached else fact_not_recorded(
            "the conditions of an approval, each as a condition")
        for r in approvals
    )  # fmt: skip
