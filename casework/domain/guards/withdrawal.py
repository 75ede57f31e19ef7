"""Guards on taking a proposal back: decided, announced, nothing left open (domain brief 7.3)."""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, from_single, happened, not_recorded, the_record

TOLD = (
    ("notice_on", "the public notice of the withdrawal"),
    ("scrutiny_told_on", "telling the scrutiny committees of the withdrawal"),
    ("healthwatch_told_on", "telling Healthwatch of the withdrawal"),
    ("department_told_on", "telling the Department of the withdrawal"),
)


@guard("withdrawal_was_decided")
def withdrawal_was_decided(facts: CaseFacts, subject: str) -> Answer:
    """A decision to withdraw is on record, approved and not dated ahead."""
    decisions = facts.current("decision", purpose="withdraw")
    if not decisions:
        return not_recorded("decision", "withdraw")
    newest = decisions[-1].payload
    if newest.outcome and newest.outcome != "approved":
        return no("the decision on withdrawing the proposal did not approve it")
    return happened(facts, newest.decided_on, "the decision to withdraw")


@guard("withdrawal_was_announced")
def withdrawal_was_announced(facts: CaseFacts, subject: str) -> Answer:
    """The public notice was given, and councils, Healthwatch and the Department were told."""
    return from_single(facts, "withdrawal", lambda record: every(
        happened(facts, getattr(record.payload, name), what) for name, what in TOLD
    ))  # fmt: skip


@guard("temporary_changes_are_resolved")
def temporary_changes_are_resolved(facts: CaseFacts, subject: str) -> Answer:
    """Every temporary change of the case has ended, or it is recorded that there was none."""
    changes = facts.current("temporary_change")
    if changes:
        return every(_has_ended(facts, change) for change in changes)
    return yes() if facts.absent("temporary_change") else not_recorded("temporary_change")


def _has_ended(facts: CaseFacts, change: RecordVersion) -> Answer:
    if change.payload.ended_on is None:
        return no(f"no end is recorded of {the_record(change.reference)}")
    return happened(facts, change.payload.ended_on, "the end of the temporary change")
