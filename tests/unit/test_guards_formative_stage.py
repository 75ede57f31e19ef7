"""GD08: nothing presupposes the outcome, and nothing irreversible comes before the decision."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, expect, record

OPEN, FIRST = "nothing_presupposes_the_outcome", "public_decision_came_first"


def check(found=False, on="2026-05-20"):
    return record("formative_check", searched="Contracts and minutes", found=found, checked_on=on)


def step(presupposes=True, key="contract", **fields):
    return record(
        "irreversible_step", key, step="A contract", presupposes_outcome=presupposes, **fields
    )


def decision(on="2026-05-10", outcome="approved", by="icb"):
    return record(
        "decision", by, purpose="final", outcome=outcome, organisation=by, decided_on=on
    )


TABLE = [
    expect(OPEN, YES, check()),
    expect(OPEN, YES, check(), step(False, taken_on="2026-01-10")),
    expect(OPEN, YES, check(), step(planned_on="2026-09-01")),
    expect(OPEN, YES, check(), step(taken_on="2026-09-01")),
    expect(OPEN, YES, check(True), step(planned_on="2026-09-01")),
    expect(OPEN, NO, check(), step(taken_on="2026-01-10")),
    expect(OPEN, NO, check(True), step(taken_on="2026-01-10")),
    # That it was taken is stated, whoever knows the day.
    expect(OPEN, NO, check(), step(taken_on="unknown")),
    expect(OPEN, NO, check(on="2026-07-01")),
    expect(OPEN, NOT_KNOWN, check(True)),
    expect(OPEN, NOT_KNOWN, check(True), step(False, taken_on="2026-01-10")),
    expect(OPEN, NOT_KNOWN, check(None)),
    expect(OPEN, NOT_KNOWN, check(on=None)),
    expect(OPEN, NOT_KNOWN, check(), step(None, taken_on="2026-01-10")),
    expect(OPEN, NOT_KNOWN, check(), step(taken_on="2026-06")),
    expect(OPEN, NOT_KNOWN, check(), step()),
    expect(OPEN, NOT_KNOWN, check(), step(None)),
    expect(OPEN, NOT_KNOWN, check(), step(None, planned_on="2026-05-01")),
    expect(OPEN, YES, check(), step(None, planned_on="2026-09-01")),
    expect(OPEN, NOT_KNOWN, check(), step(planned_on="2026-05-01")),
    expect(OPEN, NOT_KNOWN, step(False, taken_on="2026-01-10")),
    expect(OPEN, NOT_KNOWN),
    expect(FIRST, YES, decision(), subject="contract"),
    expect(FIRST, YES, decision(), step(taken_on="2026-05-10"), subject="contract"),
    expect(FIRST, YES, decision(), step(key="other", taken_on="2026-01-10"), subject="contract"),
    expect(FIRST, NO, decision(), step(taken_on="2026-05-09"), subject="contract"),
    expect(FIRST, NO, decision(outcome="not_approved"), subject="contract"),
    expect(FIRST, NO, decision(outcome="deferred"), subject="contract"),
    expect(FIRST, NO, decision("2026-07-01"), subject="contract"),
    expect(FIRST, NOT_KNOWN, decision(), step(taken_on="2026-05"), subject="contract"),
    expect(FIRST, NOT_KNOWN, subject="contract"),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_formative_stage_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            expect(OPEN, NOT_KNOWN, check(None)),
            "Not recorded: whether anything presupposes the outcome",
        ),
        (
            expect(OPEN, NOT_KNOWN, check(True)),
            "Not recorded: what was found that presupposes the outcome, each as a step",
        ),
        (
            expect(OPEN, NO, check(), step(taken_on="2026-01-10")),
            "a step that presupposes the outcome was taken: 10 January 2026 "
            "({rec:irreversible_step/contract})",
        ),
        (
            expect(FIRST, NO, decision(), step(taken_on="2026-05-09"), subject="contract"),
            "the step was taken 9 May 2026, before the decision of 10 May 2026",
        ),
    ],
)
def test_why_the_formative_stage_is_in_question_is_named(line, reason):
    assert line.ask(find_guard(line.name)).reason == reason
