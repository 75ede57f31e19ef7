"""Guards on decisions: each body's last decision of a kind counts."""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.answers import Answer, from_bool, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    every,
    fact_not_recorded,
    happened,
    latest_of_each_body,
    not_recorded,
)

APPROVING = frozenset({"approved", "approved_with_conditions"})
Judge = Callable[[RecordVersion], Answer]


@guard("consultation_was_approved")
def consultation_was_approved(facts: CaseFacts, subject: str) -> Answer:
    """Every body that decided has resolved, by the date judged, to consult."""
    return _every_decision(facts, "to_consult", lambda record: _approved(facts, record))


@guard("options_were_open_when_consultation_was_approved")
def options_were_open_when_consultation_was_approved(facts: CaseFacts, subject: str) -> Answer:
    """The decision to consult is recorded as taken with the options genuinely open (Gunning 1)."""
    return _every_decision(facts, "to_consult", _options_open)


@guard("decision_notice_was_published")
def decision_notice_was_published(facts: CaseFacts, subject: str) -> Answer:
    """The notice of the public decision has been published by the date judged."""
    return _every_decision(
        facts,
        "final",
        lambda record: happened(
            facts, record.payload.published_on, "publication of the notice of the decision"
        ),
    )


@guard("final_decision_is_dated")
def final_decision_is_dated(facts: CaseFacts, subject: str) -> Answer:
    """The exact day of the public decision is recorded, from which the time limit can be watched.

    Source: CPR 54.5(1).
    """
    return _every_decision(facts, "final", _dated)


def _every_decision(facts: CaseFacts, purpose: str, judge: Judge) -> Answer:
    decisions = latest_of_each_body(facts.current("decision", purpose=purpose))
    if not decisions:
        return not_recorded("decision", purpose)
    return every(judge(record) for record in decisions)


def _approved(facts: CaseFacts, record: RecordVersion) -> Answer:
    if record.payload.outcome not in APPROVING:
        outcome = record.payload.outcome.replace("_", " ")
        return no(f"the decision on consulting is recorded as {outcome}")
    return happened(facts, record.payload.decided_on, "the decision to consult")


def _options_open(record: RecordVersion) -> Answer:
    return from_bool(
        record.payload.options_open,
        "",
        "the decision to consult is recorded as taken when the options were not open",
        "Not recorded: whether the options were open at the decision to consult",
    )


def _dated(record: RecordVersion) -> Answer:
    decided = record.payload.decided_on
    if decided is None or not decided.is_exact:
        return fact_not_recorded("the exact day of the public decision")
    return yes()
