"""GD08: nothing presupposes the outcome when people are asked. Source: Gunning 1."""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.conditions.decisions import final_decision_approves
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.in_time import decision_days
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, every, fact_not_recorded, happened, not_recorded

TAKEN = "a step that presupposes the outcome"


@guard("nothing_presupposes_the_outcome")
def nothing_presupposes_the_outcome(facts: CaseFacts, subject: str) -> Answer:
    """Contracts, notices, commitments, licences and resolutions were looked for, and no step
    that was taken presupposes the outcome."""
    check = facts.single("formative_check")
    if check is None:
        return not_recorded("formative_check")
    steps = facts.current("irreversible_step")
    return every([
        happened(facts, check.payload.checked_on, "the search for what presupposes the outcome"),
        _found_is_recorded(check, steps),
        about_each(steps, lambda r: _leaves_it_open(facts, r)),
    ])  # fmt: skip


def _found_is_recorded(check: RecordVersion, steps: list[RecordVersion]) -> Answer:
    if check.payload.found is None:
        return fact_not_recorded("whether anything presupposes the outcome")
    if check.payload.found and not any(r.payload.presupposes_outcome for r in steps):
        return fact_not_recorded("what was found that presupposes the outcome, each as a step")
    return yes()


def _leaves_it_open(facts: CaseFacts, step: RecordVersion) -> Answer:
    """Whether a step is yet to be taken, or presupposes nothing."""
    p = step.payload
    if p.presupposes_outcome is False:
        return yes()
    if p.taken_on is None:
        ahead = p.planned_on is not None and p.planned_on.on_or_after(facts.as_at)
        if ahead:
            return yes()
        return fact_not_recorded(
            f"whether {TAKEN} was taken" if p.presupposes_outcome
            else "whether a step was taken, or presupposes the outcome"
        )
    later = p.taken_on.after(facts.as_at)
    if later:
        return yes()
    if p.presupposes_outcome is None:
        return fact_not_recorded("whether a step that was taken presupposes the outcome")
    if later is None and p.taken_on.is_known:
        return not_known(f"Not recorded: whether {TAKEN} ({p.taken_on.plain()}) was taken yet")
    return no(f"{TAKEN} was taken: {p.taken_on.plain()}")


@guard("public_decision_came_first")
def public_decision_came_first(facts: CaseFacts, subject: str) -> Answer:
    """The public decision on the proposal approves it: steps that cannot be undone follow it."""
    approves = final_decision_approves(facts, subject)
    step = facts.find(f"irreversible_step/{subject}")
    taken = step.payload.taken_on if step is not None and step.state == STATED else None
    if not approves.is_yes or taken is None:
        return approves
    for decided in decision_days(facts):
        first = taken.before(decided)
        if first:
            return no(f"the step was taken {taken.plain()}, before the decision of "
                      f"{decided.plain()}")  # fmt: skip
        if first is None:
            return not_known("Not recorded: whether the step was taken after the decision")
    return approves
