"""Conditions attached to an approval: owner, date and discharge before what they stand before."""

from __future__ import annotations

from collections import Counter

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.promises import ORDER
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    Predicate,
    about_each,
    every,
    fact_not_recorded,
    happened,
    not_recorded,
)

NO_APPROVAL = frozenset({"not_yet", "deferred", "not_approved"})
ON_CONDITIONS = frozenset({"approved_with_conditions", "proceed_with_conditions"})


def _discharged_before(step: str) -> Predicate:
    """A guard: the condition is discharged, or is to be met only later."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        record = facts.find(f"condition/{subject}")
        if record is None or record.state != STATED:
            return not_recorded("condition")
        p = record.payload
        if p.discharged_on is not None:
            return every([
                happened(facts, p.discharged_on, "discharging the condition"),
                yes() if p.discharge else fact_not_recorded("how the condition was discharged"),
            ])  # fmt: skip
        if p.due_on is not None and p.due_on.before(facts.as_at):
            return no(f"a condition of an approval, to be met by {p.due_on.plain()}, is not "
                      "discharged")  # fmt: skip
        if not p.due_before and step != "close":
            return fact_not_recorded("before what a condition is to be met")
        if p.due_before and ORDER.index(p.due_before) > ORDER.index(step):
            return yes("the condition is to be met later")
        return no("a condition of an approval is not discharged")

    return answer


guard("condition_is_discharged_before_consultation")(_discharged_before("consultation"))
guard("condition_is_discharged_before_the_decision")(_discharged_before("decision"))
guard("condition_is_discharged_before_implementation")(_discharged_before("implementation"))
guard("condition_is_discharged_before_the_close")(_discharged_before("close"))


@guard("condition_has_owner_and_date")
def condition_has_owner_and_date(facts: CaseFacts, subject: str) -> Answer:
    """Somebody answers for the condition, by a day and before a step that are recorded."""
    record = facts.find(f"condition/{subject}")
    if record is None or record.state != STATED:
        return not_recorded("condition")
    p = record.payload
    return every([
        yes() if p.owner else fact_not_recorded("who answers for a condition"),
        yes() if p.due_on else fact_not_recorded("by when a condition is to be met"),
        yes() if p.due_before else fact_not_recorded("before what a condition is to be met"),
    ])  # fmt: skip


@guard("conditions_of_approvals_are_recorded")
def conditions_of_approvals_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Each condition of each approval is recorded as one."""
    attached = Counter(
        r.payload.attached_to.partition("@")[0] for r in facts.current("condition")
    )
    approvals = [r for kind in ("decision", "assurance_letter") for r in facts.current(kind)]
    return about_each(
        approvals,
        lambda r: yes() if attached[r.reference] >= _conditions_of(r) else fact_not_recorded(
            "the conditions of an approval, each as a condition"),
    )  # fmt: skip


def _conditions_of(approval: RecordVersion) -> int:
    """How many conditions an approval has: those that it lists, and at least one if it says so."""
    if approval.payload.outcome in NO_APPROVAL:
        return 0
    on_conditions = approval.payload.outcome in ON_CONDITIONS
    return max(len(approval.payload.conditions), int(on_conditions))
