"""GD08: nothing presupposes the outcome when people are asked. Source: Gunning 1."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.conditions.decisions import final_decision_approves
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, not_recorded


@guard("nothing_presupposes_the_outcome")
def nothing_presupposes_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """Contracts, notices, commitments, licences and resolutions were looked for, and no step
    that was taken presupposes the outcome."""
    check = facts.single("formative_check")
    if check is None:
        return not_recorded("formative_check")
    if check.payload.found is None:
        return fact_not_recorded("whether anything presupposes the outcome")
    if check.payload.found and not facts.current("irreversible_step"):
        return fact_not_recorded("what was found that presupposes the outcome, each as a step")
    return every(_leaves_it_open(facts, r) for r in facts.current("irreversible_step"))


def _leaves_it_open(facts: CaseFacts, step: RecordVersion) -> Answer:
    p = step.payload
    taken = p.taken_on is not None and p.taken_on.after(facts.as_at) is not True
    if not taken:
        return yes()
    if p.presupposes_outcome is None:
        return fact_not_recorded("whether a step that was taken presupposes the outcome")
    if p.presupposes_outcome:
        return no(f"a step taken {p.taken_on.plain()} presupposes the outcome")
    return yes()


@guard("public_decision_came_first")
def public_decision_came_first(facts: CaseFacts, subject: str) -> Answer:
    """The public decision on the proposal approves it: steps that cannot be undone follow it."""
    return final_decision_approves(facts, subject)
