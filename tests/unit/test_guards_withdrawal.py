"""Guards on taking a proposal back, and on a decision that is taken anew after a call-in."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, Expected, absent, expect, record

DECIDED = record("decision", "w", purpose="withdraw", outcome="approved", decided_on="2026-05-01")
REFUSED = record("decision", "w", purpose="withdraw", outcome="not_approved",
                 decided_on="2026-05-01")  # fmt: skip
TOLD = {"notice_on": "2026-05-02", "scrutiny_told_on": "2026-05-02",
        "healthwatch_told_on": "2026-05-02", "department_told_on": "2026-05-02"}  # fmt: skip
NIGHTS = record("temporary_change", "nights", what="Closed at night", starts_on="2026-01-01")
ENDED = record("temporary_change", "nights", what="Closed at night", ended_on="2026-04-01")
STOPPED = record("hold", "c", hold="CALLED_IN", started_on="2026-01-01", ended_on="2026-03-01",
                 ended_as="stop")  # fmt: skip
ANEW = record("decision", "f", purpose="final", outcome="approved", decided_on="2026-04-01")
EARLIER = record("decision", "f", purpose="final", outcome="approved", decided_on="2026-02-01")
POSITION = record("call_in_position", position="direction")
BARS = "no_call_in_direction_bars_the_decision"


def withdrawal(**more: object):
    return record("withdrawal", decision="decision/w", reasons="Why", **{**TOLD, **more})


TABLE = [
    expect("withdrawal_was_decided", YES, DECIDED),
    expect("withdrawal_was_decided", NO, REFUSED),
    expect("withdrawal_was_decided", NOT_KNOWN),
    expect("withdrawal_was_announced", YES, withdrawal()),
    expect("withdrawal_was_announced", NO, withdrawal(notice_on="2026-09-01")),
    expect("withdrawal_was_announced", NOT_KNOWN, withdrawal(healthwatch_told_on=None)),
    expect("temporary_changes_are_resolved", YES, ENDED),
    expect("temporary_changes_are_resolved", YES, absent("temporary_change", "no-change")),
    expect("temporary_changes_are_resolved", NO, NIGHTS),
    expect("temporary_changes_are_resolved", NOT_KNOWN),
    expect(BARS, YES, STOPPED, ANEW, POSITION),
    expect(BARS, NO, STOPPED, EARLIER, POSITION),
    expect(BARS, NO, STOPPED, POSITION),
    expect(BARS, YES, record("call_in_position", position="none")),
    expect(BARS, NOT_KNOWN),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line: Expected) -> None:
    answer = line.ask(find_guard(line.name))
    assert answer.verdict is line.verdict, answer.reason
