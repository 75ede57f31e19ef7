"""GD19: what people are asked about can be done, and still can when it is decided.

Source: Gunning 1; NHS England's service change guidance and its addendum; the bed test (from 1
April 2017); Calderdale and Huddersfield (2018).
"""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import Predicate, every, fact_not_recorded, happened, not_recorded
from casework.domain.proposal import is_about_present_proposal

SORTS = ("capital", "revenue", "workforce", "beds", "travel")


def _assured(sort: str) -> Predicate:
    """A guard: one part of the proposal is assured, for the version that is meant now."""

    def answer(facts: CaseFacts, subject: str) -> Answer:
        found = facts.current("deliverability", purpose=sort)
        if not found:
            return not_recorded("deliverability", sort)
        return _judged(facts, found[-1], sort)

    return answer


for _sort in SORTS:
    guard(f"{_sort}_is_assured")(_assured(_sort))


@guard("deliverability_was_confirmed_before_the_decision")
def deliverability_was_confirmed_before_the_decision(facts: CaseFacts, subject: str) -> Answer:
    """Each part that was assured was confirmed after the consultation closed."""
    consultation = facts.single("consultation")
    closed = None
    if consultation is not None:
        closed = consultation.payload.closed_on or consultation.payload.closes_on
    return every(_confirmed(facts, r.payload, closed) for r in facts.current("deliverability"))


@guard("models_were_tested_where_the_change_was_tried")
def models_were_tested_where_the_change_was_tried(facts: CaseFacts, subject: str) -> Answer:
    """Where the change was tried out, the model was tested against what happened."""
    return every(
        yes() if not r.payload.tried_out or r.payload.back_tested
        else no("the change was tried out, and the model was not tested against it")
        if r.payload.back_tested is False
        else fact_not_recorded("whether the model was tested where the change was tried out")
        for r in facts.current("deliverability")
    )


def _judged(facts: CaseFacts, record: RecordVersion, sort: str) -> Answer:
    p = record.payload
    if p.finding == "not_applicable":
        return yes() if p.basis else fact_not_recorded(f"why {sort} does not arise")
    if p.finding == "not_deliverable":
        return no(f"{sort}: the statement is that it cannot be done")
    about = is_about_present_proposal(facts, p.proposal)
    if about is False:
        return no(f"{sort}: assured for another version of the proposal")
    if about is None:
        return not_known(f"Not recorded: for which version of the proposal {sort} is assured")
    return every([
        happened(facts, p.assured_on, f"assuring {sort}"),
        yes() if p.assured_by else fact_not_recorded(f"who assured {sort}"),
        _bed_condition(p) if sort == "beds" else yes(),
    ])  # fmt: skip


def _bed_condition(p: Any) -> Answer:
    if p.bed_conditions:
        return yes()
    return fact_not_recorded("which of the three conditions on beds is met")


def _confirmed(facts: CaseFacts, p: Any, closed: FactDate | None) -> Answer:
    if p.finding == "not_applicable":
        return yes()
    confirmed = happened(facts, p.confirmed_on, f"confirming {p.sort} before the decision")
    if not confirmed.is_yes or closed is None or p.confirmed_on is None:
        return confirmed
    early = p.confirmed_on.before(closed)
    if early:
        return no(f"{p.sort} was confirmed {p.confirmed_on.plain()}, before the consultation "
                  "closed")  # fmt: skip
    return yes() if early is False else not_known(
        f"Not recorded: whether {p.sort} was confirmed after the consultation closed"
    )


@guard("nothing_is_stated_to_be_impossible")
def nothing_is_stated_to_be_impossible(facts: CaseFacts, subject: str) -> Answer:
    """No statement on the version that is meant now says that it cannot be done."""
    return every(
        no(f"{r.payload.sort}: the statement is that it cannot be done")
        for r in facts.current("deliverability")
        if r.payload.finding == "not_deliverable"
        and is_about_present_proposal(facts, r.payload.proposal) is not False
    )
