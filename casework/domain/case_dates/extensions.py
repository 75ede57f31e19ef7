"""Whether a temporary change may expire on another day than the one recorded."""

from __future__ import annotations

from datetime import date

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.decisions import APPROVING
from casework.domain.guards.urgent_decisions import about_change
from casework.domain.sent_letters import has_come


def may_expire_on(facts: CaseFacts, change: RecordVersion, on: date, since: date) -> bool:
    """Whether a temporary change may be recorded to expire on a day.

    An earlier day always; a later one is an extension, which has to be decided first: a decision to
    extend this change is recorded, approved, and taken on or after ``since``, the day on which the
    expiry that stands was recorded, whatever else of the change was corrected later.
    """
    stands = change.payload.expires_on
    if stands is None or stands.latest is None or on <= stands.latest:
        return True
    extended = about_change(facts, change, facts.current("decision", purpose="extend"))
    return any(
        r.payload.outcome in APPROVING and has_come(facts, r.payload.decided_on)
        and r.payload.decided_on.before(since) is not True
        for r in extended
    )  # fmt: skip
