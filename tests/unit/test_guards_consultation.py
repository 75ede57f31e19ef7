"""Guards on the public consultation and on asking people again."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record


def consultation(**fields):
    return record("consultation", **fields)


def retest(**fields):
    return record(
        "reconsultation_test", **{**dict.fromkeys(RECONSULTATION_QUESTIONS, False), **fields}
    )


READY, EASY = "consultation_document_and_summary_are_ready", "easy_read_is_ready"
CLOSED, ANALYST = "consultation_has_closed", "independent_analyst_is_named"
COMPLETE, NOT_NEEDED = "reconsultation_test_is_complete", "reconsultation_is_not_needed"

TABLE = [
    expect(READY, YES, consultation(formats=["document", "summary"])),
    expect(READY, NOT_KNOWN, consultation(formats=["document"])),
    expect(READY, NO, absent("consultation")),
    expect(READY, NOT_KNOWN),
    expect(EASY, YES, consultation(formats=["easy_read"])),
    expect(EASY, NOT_KNOWN, consultation(formats=["document", "large_print"])),
    expect(EASY, NO, absent("consultation")),
    expect(EASY, NOT_KNOWN),
    expect(CLOSED, YES, consultation(closed_on="2026-06-01")),
    expect(CLOSED, YES, consultation(closed_on="2026-05")),
    expect(CLOSED, NO, consultation(closed_on="2026-06-02")),
    expect(CLOSED, NO, consultation(closes_on="2026-06-01")),
    expect(CLOSED, NO, absent("consultation")),
    expect(CLOSED, NOT_KNOWN, consultation(closes_on="2026-05-31")),
    expect(CLOSED, NOT_KNOWN, consultation(closed_on="2026-06")),
    expect(CLOSED, NOT_KNOWN, consultation(closed_on="unknown")),
    expect(CLOSED, NOT_KNOWN),
    expect(ANALYST, YES, consultation(analyst="An analyst")),
    expect(ANALYST, NO, absent("consultation")),
    expect(ANALYST, NOT_KNOWN, consultation()),
    expect(ANALYST, NOT_KNOWN),
    expect(COMPLETE, YES, retest()),
    expect(COMPLETE, YES, retest(new_option=True, reasons="Small, and reviewed")),
    expect(COMPLETE, NO, absent("reconsultation_test")),
    expect(COMPLETE, NOT_KNOWN, retest(new_option=True)),
    *(expect(COMPLETE, NOT_KNOWN, retest(**{name: None})) for name in RECONSULTATION_QUESTIONS),
    expect(COMPLETE, NOT_KNOWN),
    expect(NOT_NEEDED, YES, retest(conclusion="not_needed")),
    expect(NOT_NEEDED, NO, retest(conclusion="needed")),
    expect(NOT_NEEDED, NOT_KNOWN, retest()),
    expect(NOT_NEEDED, NOT_KNOWN),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_consultation_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict
