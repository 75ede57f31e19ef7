"""GD05: no step is taken over an open promise.

Source: the common law of legitimate expectation; Corby (2018). A promise is overridden only by the
accountable officer on written legal advice, for a published reason.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import STATED, CaseFacts
from casework.domain.guards.in_time import came_before_the_decision
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, fact_not_recorded, happened, not_recorded

ORDER = ("consultation", "decision", "implementation", "close")


@guard("promises_that_were_found_are_recorded")
def promises_that_were_found_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Promises were searched for; if any was found, each is recorded as one."""
    check = facts.single("promises_check")
    if check is None:
        return not_recorded("promises_check")
    if check.payload.found is None:
        return fact_not_recorded("whether any promise was found")
    if check.payload.found and not facts.current("promise"):
        return fact_not_recorded("the promises that the search found, each as a promise")
    return yes()


def _kept_before(step: str, *, by_the_decision: bool = False) -> Predicate:
    """A guard: the promise is kept, or falls due only later.

    A promise that says nothing of when it falls due stands before the decision and what follows.
    """

    def answer(facts: CaseFacts, subject: str) -> Answer:
        record = facts.find(f"promise/{subject}")
        if record is None or record.state != STATED:
            return not_recorded("promise")
        p = record.payload
        if p.touches_this_proposal is False:
            return yes("the promise does not touch this proposal") if p.touches_not_because else (
                fact_not_recorded("why a promise does not touch this proposal")
            )
        if p.due_before and ORDER.index(p.due_before) > ORDER.index(step):
            return yes("the promise falls due later")
        if p.kept_on is not None:
            what = "keeping the promise"
            kept = (
                came_before_the_decision(facts, p.kept_on, what, same_day=True)
                if by_the_decision else happened(facts, p.kept_on, what)
            )
            if p.made_on is not None and p.kept_on.before(p.made_on):
                return no(f"the promise is recorded as kept {p.kept_on.plain()}, before it was "
                          f"made {p.made_on.plain()}")  # fmt: skip
            if not kept.is_yes or p.kept_how:
                return kept
            return fact_not_recorded("how the promise was kept")
        if p.touches_this_proposal is None:
            return fact_not_recorded("whether an open promise touches this proposal")
        if not p.due_before and step == "consultation":
            return fact_not_recorded("before what the promise is to be kept")
        made = f" made {p.made_on.plain()}" if p.made_on is not None and p.made_on.is_known else ""
        return no(f"a promise{made} is open: neither kept nor overridden")

    return answer


guard("promise_is_kept_before_consultation")(_kept_before("consultation"))
guard("promise_is_kept_before_the_decision")(_kept_before("decision", by_the_decision=True))
guard("promise_is_kept_before_the_temporary_change")(_kept_before("decision"))
guard("promise_is_kept_before_implementation")(_kept_before("implementation"))
guard("promise_is_kept_before_the_close")(_kept_before("close"))
