"""What may not be stated anew in the place of what others already rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casework.domain.conditions.temporary_endings import BEGINS
from casework.domain.errors import Conflict
from casework.domain.facts import ABSENT, CaseFacts, RecordVersion
from casework.domain.proposal import differences, is_relied_on
from casework.domain.schemes import from_schemes

EXTENDS = "extend_temporary_change"


def check_may_restate(facts: CaseFacts, known: RecordVersion, payload: Any) -> None:
    """Raise Conflict where a record would say something else under what rests on it.

    A version of the proposal that was used or that another record names keeps its parameters:
    assessments, activities and supplies to councils are of those. A temporary change that has
    begun gets a later expiry by its extension alone, with all that is asked before it. Neither is
    changed by withdrawing it first and stating it again. What was only assumed gives way to what is
    known.
    """
    if known.state == ABSENT or known.assumed or payload is None or known.payload is None:
        return
    check_is_not_of_a_scheme(facts, known)
    if known.kind == "proposal_version":
        _check_parameters(facts, known, payload)
    if known.kind == "temporary_change":
        _check_expiry(facts, known, payload)


def check_is_not_of_a_scheme(facts: CaseFacts, known: RecordVersion) -> None:
    """Raise Conflict for a power that the case has from the own scheme of a body: it is changed
    there, for all cases of the body, and a case may state beside it what holds there alone."""
    if known.reference in from_schemes(facts):
        raise Conflict(
            "This power comes from the scheme of delegation that the body itself keeps for all its "
            "cases, and is not changed here.",
            "Ask governance of the body to correct it, or record a power of this case beside it.",
        )


def _check_parameters(facts: CaseFacts, known: RecordVersion, payload: Any) -> None:
    changed = differences(known, replace(known, payload=payload))
    if not changed or not is_relied_on(facts, known):
        return
    raise Conflict(
        "Other records rest on this version of the proposal, or it was used already, and what you "
        f"entered makes it another proposal: {'; '.join(d.words() for d in changed[:3])}.",
        "Record the changed proposal as a new version.",
    )


def _check_expiry(facts: CaseFacts, known: RecordVersion, payload: Any) -> None:
    was, wanted = known.payload.expires_on, payload.expires_on
    if was is None or (wanted is not None and wanted.on_or_before(was) is True):
        return
    acts = [r for r in facts.current("act") if r.payload.subject == known.key]
    starts = known.payload.starts_on
    begun = any(r.payload.act in BEGINS for r in acts) or (
        starts is not None and starts.on_or_before(facts.as_at) is True
    )
    extended = any(r.payload.act == EXTENDS and r.position > known.position for r in acts)
    if begun and not extended:
        raise Conflict(
            f"The temporary change has begun and expires on {was.plain()}: it does not last longer "
            "because its record says so.",
            "Extend it first by the act “Extend a temporary change”, then record the new expiry.",
        )
