"""GD10: who asks for information has an answer in time, or a refusal with reasons.

Source: Gunning 2 and 4; Save our Surgery (2013), where a member had asked in vain. Days of the law:
Freedom of Information Act 2000 and Environmental Information Regulations 2004 (T16).
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import (
    came_before_the_decision,
    decision_days,
    working_days_later,
)
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, fact_not_recorded, happened, not_recorded

FOI_WORKING_DAYS = 20


@guard("requests_that_were_made_are_recorded")
def requests_that_were_made_are_recorded(facts: CaseFacts, subject: str) -> Answer:
    """Requests for information were looked for; if any was found, each is recorded as one."""
    check = facts.single("requests_check")
    if check is None:
        return not_recorded("requests_check")
    if check.payload.found is None:
        return fact_not_recorded("whether anybody asked for information")
    if check.payload.found and not facts.current("information_request"):
        return fact_not_recorded("the requests for information that were found, each as one")
    return happened(facts, check.payload.checked_on, "the search for requests for information")


@guard("information_requests_have_an_outcome")
def information_requests_have_an_outcome(facts: CaseFacts, subject: str) -> Answer:
    """Every request has a day by which it is to be answered, and those due have an outcome, late
    as it may have come; what a member of the body that decides asked for was answered before the
    decision."""
    return about_each(facts.current("information_request"), lambda r: _request(facts, r))


def due_on(facts: CaseFacts, request: RecordVersion) -> FactDate | None:
    """The day by which a request is to be answered: the one recorded, else the law's."""
    p = request.payload
    if p.due_on is not None:
        found: FactDate = p.due_on
        return found
    if p.under not in ("foi", "eir") or p.asked_on is None:
        return None
    last = working_days_later(facts, p.asked_on.latest, FOI_WORKING_DAYS)
    return None if last is None else FactDate.on(last)


def _request(facts: CaseFacts, request: RecordVersion) -> Answer:
    p = request.payload
    if p.outcome == "withdrawn":
        return yes()
    if p.outcome in ("refused", "supplied_in_part") and not p.refusal_reasons:
        return fact_not_recorded("why information was refused")
    decides = p.under == "decider"
    if p.outcome:
        return came_before_the_decision(
            facts, p.answered_on, "answering a member of the body that decides", same_day=True
        ) if decides else happened(facts, p.answered_on, "answering an information request")
    if decides and any(p.asked_on.on_or_before(day) for day in decision_days(facts)):
        return no("a member of the body that decides asked for information before the decision, "
                  "and the request has no outcome")  # fmt: skip
    return _not_overdue(facts, due_on(facts, request))


def _not_overdue(facts: CaseFacts, due: FactDate | None) -> Answer:
    if due is None:
        return fact_not_recorded("by when an information request is to be answered")
    overdue = due.before(facts.as_at)
    if overdue:
        return no(f"an information request was to be answered by {due.plain()} and has no outcome")
    return yes() if overdue is False else not_known(
        "Not recorded: whether an information request is overdue"
    )
