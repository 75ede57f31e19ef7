"""Flags: what a check raises without barring anything. It is answered, never silenced."""

from __future__ import annotations

from datetime import date
from functools import partial

from casework.domain.canonical import sha256_of
from casework.domain.dates import long_date
from casework.domain.facts import STATED, CaseFacts, RecordVersion
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
        still_answers(record, result.reason, facts.as_at)
    ):  # fmt: skip
        return CriterionResult(
            c, subject, State.ANSWERED, result.reason, relied_on=(record.pin,)
        )
    return CriterionResult(
        c, subject, State.FLAGGED, result.reason, ANSWERERS, result.relied_on
    )


def still_answers(record: RecordVersion, reason: str, as_at: date) -> bool:
    """Whether an answer is to what is raised now.

    A reason that names the day judged is marked without it, and so is one that names, for good,
    the day on which it was answered: on every other day that one is part of the reason.
    """
    marks = (mark_of(reason, as_at), mark_of(reason, record.judged_on))
    return record.payload.raised in marks


def mark_of(reason: str, as_at: date) -> str:
    """The mark by which an answer knows what it answered: the reason without the day judged, or
    the same question would be another on the morrow."""
    return sha256_of(reason.replace(long_date(as_at), ""))
