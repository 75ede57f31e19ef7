"""The dates that records state, in the words of the field that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from casework.domain.case_dates.done import was_done
from casework.domain.case_dates.shapes import CaseDate
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType

KEY_DATES = (
    ("letter", "comments_date", "Comments of councils due"),
    ("consultation", "opens_on", "Consultation opens"),
    ("consultation", "closes_on", "Consultation closes"),
    ("meeting", "held_on", "Meeting"),
    ("letter", "decision_date", "Proposed decision date"),
    ("request", "due_on", "Something asked for is due"),
)
"""The dates that people wait for: kind, field and what the date is."""
WAITED_FOR = frozenset((kind, field) for kind, field, _ in KEY_DATES) | {
    ("temporary_change", "review_on"), ("temporary_change", "expires_on"),
    ("irreversible_step", "planned_on"),
}  # fmt: skip
"""The recorded dates ahead of which lists, reports and calendars tell, beside those of rules."""
COURSE = KEY_DATES + (
    ("letter", "sent_on", "Letter sent or received"),
    ("decision", "decided_on", "Decision"),
    ("hold", "started_on", "Hold began"),
    ("hold", "ended_on", "Hold ended"),
    ("temporary_change", "starts_on", "Temporary change starts"),
    ("temporary_change", "expires_on", "Temporary change expires"),
    ("scrutiny_response", "received_on", "Council's response received"),
    ("assurance_letter", "dated", "Assurance letter"),
    ("irreversible_step", "planned_on", "Irreversible step planned"),
)
"""These and the stages entered are the course of the case, as its timeline draws it."""
_SHORT = (
    ("temporary_change", "review_on", "Temporary change to be reviewed"),
    ("temporary_change", "decided_on", "Decision on a temporary change"),
    ("senate_review", "review_on", "Clinical senate review planned"),
    ("condition", "due_on", "Condition to be met"),
    ("mitigation", "due_on", "Mitigation to be done"),
    ("consultation_period", "opens_on", "Period of consultation begins"),
    ("consultation_period", "closes_on", "Period of consultation ends"),
    ("equality_assessment", "dated", "Date of the assessment"),
    ("proposal_version", "dated", "Date of the version"),
    ("mention", "dated", "Date of the mention"),
)
LABELS = {(kind, name): label for kind, name, label in (*COURSE, *_SHORT)}
"""What a date is, where the label of its form field says it only beside the form's heading."""
NOT_OF_THE_CASE = frozenset({"role", "second_check", "regime"})
"""Kinds whose dates say since when a person acts, or repeat the dates of other records."""
SPANS = frozenset({"since", "until", "as_at"})
ENTERED = "judged_on"


def stated_dates(facts: CaseFacts) -> Iterator[CaseDate]:
    """Every date that a record of the case states, exact or not."""
    for record in facts.records:
        if record.state != STATED or record.payload is None:
            continue
        if record.kind == "stage_move":
            entered = FactDate.on(record.judged_on)
            yield CaseDate("Stage entered", record.reference, ENTERED, entered)
        for name, label in _fields(record.kind):
            value = getattr(record.payload, name)
            if value is not None:
                yield CaseDate(label, record.reference, name, value,
                               settled=was_done(facts, record, name))  # fmt: skip


def dates_waited_for(facts: CaseFacts) -> Iterator[CaseDate]:
    """Of those the ones that lists tell of ahead, without a look at every other record."""
    for kind, name in sorted(WAITED_FOR):
        for record in facts.current(kind):
            value = getattr(record.payload, name)
            if value is not None:
                yield CaseDate(LABELS[kind, name], record.reference, name, value,
                               settled=was_done(facts, record, name))  # fmt: skip


@lru_cache(maxsize=256)
def _fields(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind that hold dates of the case, each with what the date is."""
    declared = get_kind(kind)
    if declared.kept_apart or kind in NOT_OF_THE_CASE:
        return ()
    return tuple(
        (name, LABELS.get((kind, name), spec.label))
        for name, spec in declared.specs.items()
        if spec.type is FieldType.DATE and name not in SPANS
    )
