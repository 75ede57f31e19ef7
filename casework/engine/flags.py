"""Flags: what a check raises without barring anything. It is answered, never silenced."""

from __future__ import annotations

from datetime import date
from functools import partial

from casework.domain.canonical import sha256_of
from casework.domain.dates import long_date
from casework.domain.facts import STATED, CaseFacts
from casework.engine.definition import Criterion
from casework.engine.exceptions import criterion_key
from casework.engine.results import CriterionResult, State

ANSWERERS = ("PM", "SRO", "GOV", "LEG", "AO", "ENG")
"""Who answers a flag: whoever manages, owns, governs or advises on the case."""


def raised(
    c: Criterion, facts: CaseFacts, subject: str, result: CriterionResult
) -> CriterionResult:
    """What a check that only flags comes to: answered, or still to be answered.

    An answer holds for what it answered. Once something else is raised, it is asked again.
    """
    record = facts.recorded_for("flag_answer", partial(criterion_key, c.ref), subject)
    if record is not None and record.state == STATED and (
        record.payload.raised == mark_of(result.reason, facts.as_at)
    ):  # fmt: skip
        return CriterionResult(
            c, subject, State.ANSWERED, result.reason, relied_on=(record.pin,)
        )
    return CriterionResult(
        c, subject, State.FLAGGED, result.reason, ANSWERERS, result.relied_on
    )


def mark_of(reason: str, as_at: date) -> str:
    """The mark by which an answer knows what it answered: the reason without the day judged, or
    the same question would be another on the morrow."""
    return sha256_of(reason.replace(long_date(as_at), ""))
