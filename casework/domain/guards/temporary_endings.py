"""How a temporary change ends: the service is restored, or a lasting change goes the full way.

Source: the guidance of 2022 (SRC-G1, Annex A2): the duties apply in full where it is to last.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, yes
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.guards.temporary_changes import KIND, WAYS_OUT
from casework.domain.guards.temporary_reviews import FULL, goes_on_in_full
from casework.domain.predicates import about_each, fact_not_recorded, happened, not_recorded

FIRST_STAGE = "S0"


@guard("every_temporary_change_has_ended")
def every_temporary_change_has_ended(facts: CaseFacts, subject: str) -> Answer:
    """Each temporary change is over, and it is recorded how and when it ended.

    One that was renewed goes on, unless a later temporary change took its place.
    """
    changes = facts.current(KIND)
    if not changes:
        return not_recorded(KIND)
    return about_each(changes, lambda r: _ended(facts, r))


@guard("full_pathway_was_opened_from_its_start")
def full_pathway_was_opened_from_its_start(facts: CaseFacts, subject: str) -> Answer:
    """A case on the full pathway was opened from this one, at its first stage, and was not broken
    off: withdrawn, or closed with nothing decided."""
    opened = goes_on_in_full(facts)
    broken_off = [r for r in facts.current("linked_case") if r.payload.relation == FULL]
    if not opened and broken_off:
        p = broken_off[-1].payload
        return no(f"the full case {p.case} ended {p.ended_on.plain()} without having gone its way")
    if not opened:
        return fact_not_recorded("the full case in which the lasting change is proposed")
    if any(r.payload.stage == FIRST_STAGE for r in opened):
        return yes()
    return no("the full case was opened at a later stage than its first")


def _ended(facts: CaseFacts, change: RecordVersion) -> Answer:
    ended_as = change.payload.ended_as
    if not ended_as:
        return fact_not_recorded("how the temporary change ended")
    if ended_as == "renewed" and not was_replaced(facts, change):
        return no("the temporary change was renewed, and so goes on")
    ended, starts = change.payload.ended_on, change.payload.starts_on
    if ended is not None and starts is not None and ended.before(starts):
        return no(f"the temporary change is recorded as ended {ended.plain()}, before it started "
                  f"({starts.plain()})")  # fmt: skip
    return happened(facts, ended, WAYS_OUT[ended_as])


def was_replaced(facts: CaseFacts, change: RecordVersion) -> bool:
    """Whether another temporary change certainly began when this one ended, or later."""
    ended = change.payload.ended_on
    return ended is not None and any(
        r.key != change.key and r.payload.starts_on is not None
        and r.payload.starts_on.on_or_after(ended) is True
        for r in facts.current(KIND)
    )
