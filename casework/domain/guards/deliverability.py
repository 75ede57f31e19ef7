"""GD19: what people are asked about can be done, and still can when it is decided.

Source: Gunning 1; NHS England's service change guidance and its addendum; the bed test (from 1
April 2017); Calderdale and Huddersfield (2018).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.conditions.consultation import consultation_planned
from casework.domain.facts import CaseFacts
from casework.domain.guards.in_time import came_before_the_decision
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import is_about_present_proposal

SORTS = ("capital", "revenue", "workforce", "beds", "travel")
SAID = {"capital": "capital_required", "beds": "beds_fall_significantly"}
"""What the particulars say of a part."""


def _assured(sort: str) -> Predicate:
    """A guard: one part of the proposal is assured, for the version that is meant now."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        found = facts.current("deliverability", purpose=sort)
        if not found:
            return not_recorded("deliverability", sort)
        return _judged(facts, found[-1].payload)

    return answer


for _sort in SORTS:
    guard(f"{_sort}_is_assured")(_assured(_sort))


@guard("deliverability_was_confirmed_before_the_decision")
def deliverability_was_confirmed_before_the_decision(facts: CaseFacts, subject: str) -> Answer:
    """Each part that was assured was confirmed after the consultation closed."""
    return _of_each(facts, lambda p: _confirmed(facts, p))


@guard("models_were_tested_where_the_change_was_tried")
def models_were_tested_where_the_change_was_tried(facts: CaseFacts, subject: str) -> Answer:
    """Where the change was tried out, the model was tested against what happened."""
    return _of_each(facts, _tested)


@guard("nothing_is_stated_to_be_impossible")
def nothing_is_stated_to_be_impossible(facts: CaseFacts, subject: str) -> Answer:
    """No last statement on a part of the version that is meant now says that it cannot be done.

    Whether each part is assured at all is asked by a criterion of its own.
    """
    return every(
        _impossible(facts, p) for p in _last_of_each(facts) if p.finding == "not_deliverable"
    )


def _last_of_each(facts: CaseFacts) -> list[Any]:
    """The last statement on each part."""
    return list({r.payload.sort: r.payload for r in facts.current("deliverability")}.values())


def _of_each(facts: CaseFacts, judge: Callable[[Any], Answer]) -> Answer:
    found = _last_of_each(facts)
    if not found:
        return not_recorded("deliverability")
    return every(judge(p) for p in found if p.finding != "not_applicable")


def _impossible(facts: CaseFacts, p: Any) -> Answer:
    about = is_about_present_proposal(facts, p.proposal)
    if about is None:
        return fact_not_recorded(f"of which version it is stated that {p.sort} cannot be done")
    return no(f"{p.sort}: the statement is that it cannot be done") if about else yes()


def _judged(facts: CaseFacts, p: Any) -> Answer:
    if p.finding == "not_applicable":
        return _does_not_arise(facts, p)
    about = is_about_present_proposal(facts, p.proposal)
    if about is False:
        return no(f"{p.sort}: assured for another version of the proposal")
    if about is None:
        return not_known(f"Not recorded: for which version of the proposal {p.sort} is assured")
    if p.finding == "not_deliverable":
        return no(f"{p.sort}: the statement is that it cannot be done")
    return every([
        happened(facts, p.assured_on, f"assuring {p.sort}"),
        yes() if p.assured_by else fact_not_recorded(f"who assured {p.sort}"),
        _bed_condition(p) if p.sort == "beds" else yes(),
    ])  # fmt: skip


def _does_not_arise(facts: CaseFacts, p: Any) -> Answer:
    particulars, said = facts.single("particulars"), SAID.get(p.sort, "")
    if particulars is not None and said and getattr(particulars.payload, said):
        return no(f"{p.sort}: the statement is that it does not arise, and the particulars say "
                  "that it does")  # fmt: skip
    return yes() if p.basis else fact_not_recorded(f"why {p.sort} does not arise")


def _tested(p: Any) -> Answer:
    if p.tried_out is None:
        return fact_not_recorded(f"whether the change was tried out, for {p.sort}")
    if not p.tried_out or p.back_tested:
        return yes()
    if p.back_tested is None:
        return fact_not_recorded("whether the model was tested where the change was tried out")
    return no("the change was tried out, and the model was not tested against it")


def _bed_condition(p: Any) -> Answer:
    if p.bed_conditions:
        return yes()
    return fact_not_recorded("which of the three conditions on beds is met")


def _confirmed(facts: CaseFacts, p: Any) -> Answer:
    confirmed = came_before_the_decision(
        facts, p.confirmed_on, f"confirming {p.sort}", same_day=True
    )
    if not confirmed.is_yes or consultation_planned(facts, "").is_no:
        return confirmed
    consultation = facts.single("consultation")
    closed = consultation and (consultation.payload.closed_on or consultation.payload.closes_on)
    if not closed:
        return fact_not_recorded("when the consultation closed")
    early = p.confirmed_on.before(closed)
    if early:
        return no(f"{p.sort} was confirmed {p.confirmed_on.plain()}, before the consultation "
                  "closed")  # fmt: skip
    return yes() if early is False else not_known(
        f"Not recorded: whether {p.sort} was confirmed after the consultation closed"
    )
