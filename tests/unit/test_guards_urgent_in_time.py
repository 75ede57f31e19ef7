"""Version 2 of the urgent pathway: what was done bars, and when it was done is answered for; and
reviews go on as long as a temporary change lasts."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, expect, make_facts, record
from tests.unit.test_guards_temporary_changes import change
from tests.unit.test_guards_urgent_changes import (
    KENT,
    SECOND,
    WARD,
    notice,
    of,
    of_other,
    review,
)

EVIDENCED = "risk_is_evidenced"
BEFORE = "risk_evidence_came_before_the_decision"
TOLD = "council_was_told_of_the_urgent_change"
IN_TIME = "council_was_told_of_the_urgent_change_in_time"
WHILE_IT_LASTS = "temporary_change_was_reviewed_while_it_lasted"
LOOKED_AGAIN = "executive_looked_again_as_often_as_set"
BOARD_EVERY = record("local_threshold", "b", threshold="board_review_months", value=3)
EXECUTIVE_EVERY = record("local_threshold", "e", threshold="executive_review_weeks", value=6)


def told(verdict, *records, **kwargs):
    return expect(TOLD, verdict, *records, subject=KENT, **kwargs)


def in_time(verdict, *records, **kwargs):
    return expect(IN_TIME, verdict, *records, subject=KENT, **kwargs)


def lasting(verdict, *records, **kwargs):
    return of(WHILE_IT_LASTS, verdict, change(), BOARD_EVERY, *records, **kwargs)


def looked(verdict, *records, **kwargs):
    return of(LOOKED_AGAIN, verdict, change(), EXECUTIVE_EVERY, *records, **kwargs)


def board(on, key, **fields):
    return review(on, key, held_at="board", **fields)


FIRST = review("2026-04-08", "first")
TO_A_YEAR = [FIRST, *(board(on, f"b{on}") for on in (
    "2026-06-01", "2026-09-01", "2026-12-01", "2027-03-01"))]  # fmt: skip
TABLE = [
    expect(EVIDENCED, YES, change()),
    # A late day is a fact of its own: it is answered for, and the evidence is there.
    expect(EVIDENCED, YES, change(risk_evidence_on="2026-03-05")),
    expect(EVIDENCED, NO, change(risk_evidence_on="2026-07-01")),
    *(expect(EVIDENCED, NOT_KNOWN, change(**{name: None}))
      for name in ("reason", "risk_evidence", "risk_evidence_on")),
    expect(EVIDENCED, NOT_KNOWN, change(risk_evidence_on="unknown")),
    expect(EVIDENCED, NOT_KNOWN),
    expect(BEFORE, YES, change()),
    expect(BEFORE, YES, change(risk_evidence_on="2026-03-02")),
    expect(BEFORE, NO, change(risk_evidence_on="2026-03-03")),
    expect(BEFORE, NOT_KNOWN, change(risk_evidence_on=None)),
    expect(BEFORE, NOT_KNOWN),
    told(YES, change(), notice()),
    told(YES, change(), notice("2026-05-30")),
    told(YES, change(), notice("2026-02-27")),
    told(NO, change(), notice("2026-07-01")),
    told(NOT_KNOWN, change(), notice(summary=None)),
    told(NOT_KNOWN, change(), notice(to="another-council")),
    told(NOT_KNOWN, change(), SECOND, notice(temporary_changes=WARD)),
    told(NOT_KNOWN, change()),
    told(NOT_KNOWN),
    # Decided on Monday 2 March 2026: that day or the next working day.
    in_time(YES, change(), notice()),
    in_time(YES, change(), notice("2026-03-03")),
    in_time(NO, change(), notice("2026-03-04")),
    in_time(NOT_KNOWN, change(), notice("2026-03")),
    # Told on the Friday on which it closed; the formal decision came on the Monday.
    in_time(YES, change(starts_on="2026-02-27"), notice("2026-02-27")),
    in_time(YES, change(starts_on="2026-02-27"), notice("2026-03-02")),
    # Closed on the Friday and decided on the Wednesday: the Friday counts.
    in_time(NO, change(starts_on="2026-02-27", decided_on="2026-03-04"), notice("2026-03-04")),
    # Told before either.
    in_time(YES, change(), notice("2026-02-20")),
    # The earliest that it may have been is not known, or the latest shows that it is late.
    in_time(NOT_KNOWN, change(decided_on="by 2026-03-02"), notice("2026-03-03")),
    in_time(NO, change(decided_on="by 2026-03-02"), notice("2026-03-04")),
    in_time(NOT_KNOWN, change(decided_on=None), notice("2026-03-03")),
    in_time(NOT_KNOWN, change(decided_on="unknown"), notice("2026-03-03")),
    in_time(NO, change(decided_on=None, starts_on="2026-02-27"), notice("2026-03-04")),
    in_time(YES, change(starts_on=None), notice("2026-03-03")),
    in_time(NO, change(), notice("2026-07-01")),
    in_time(NOT_KNOWN, change(), notice("unknown")),
    in_time(NOT_KNOWN, change()),
    in_time(NOT_KNOWN, notice()),
    in_time(NO, change(), SECOND, notice(temporary_changes=WARD), of_other("2026-04-20")),
    in_time(NOT_KNOWN, change(), SECOND, notice()),
    # Decided on 2 March 2026: reviewed by 13 April, then by the board every three months.
    lasting(YES, FIRST, as_at="2026-06-02"),
    lasting(NOT_KNOWN, FIRST, as_at="2026-06-03"),
    lasting(NOT_KNOWN, FIRST, review("2026-06-01", "x"), as_at="2026-06-03"),
    lasting(YES, FIRST, board("2026-06-01", "x"), as_at="2026-06-03"),
    lasting(NO, FIRST, board("2026-06-10", "x"), as_at="2026-07-01"),
    # Nine months is a review of its own, and a year is not the last.
    lasting(NOT_KNOWN, *TO_A_YEAR[:3], as_at="2026-12-03"),
    lasting(YES, *TO_A_YEAR, as_at="2027-06-02"),
    lasting(NOT_KNOWN, *TO_A_YEAR, as_at="2027-06-03"),
    lasting(NOT_KNOWN, *TO_A_YEAR, as_at="2033-06-03"),
    lasting(YES, *TO_A_YEAR, board("2027-06-01", "x"), as_at="2027-09-02"),
    # The board may set another day, with its reason.
    lasting(YES, board("2026-04-08", "first", reasons="Rota settled", next_review_on="2026-07-20"),
            as_at="2026-06-03"),
    of(WHILE_IT_LASTS, YES, change(ended_as="reopened", ended_on="2027-06-01"), BOARD_EVERY,
       *TO_A_YEAR, as_at="2030-01-01"),
    # Where the pathway sets no rhythm, the days of T17 alone.
    of(WHILE_IT_LASTS, YES, change(), *TO_A_YEAR, as_at="2033-06-03"),
    of(WHILE_IT_LASTS, NOT_KNOWN, change(decided_on=None, starts_on=None), BOARD_EVERY),
    of(WHILE_IT_LASTS, NOT_KNOWN),
    looked(YES, as_at="2026-04-13"),
    looked(NOT_KNOWN, as_at="2026-04-14"),
    looked(YES, FIRST, as_at="2026-05-20"),
    looked(NOT_KNOWN, FIRST, as_at="2026-05-21"),
    looked(NO, FIRST, board("2026-06-01", "x"), as_at="2026-06-03"),
    looked(YES, FIRST, review("2026-05-20", "x"), as_at="2026-07-01"),
    of(LOOKED_AGAIN, YES, change(ended_as="reopened", ended_on="2026-05-20"), EXECUTIVE_EVERY,
       FIRST, as_at="2026-12-01"),
    of(LOOKED_AGAIN, YES, change(), as_at="2026-12-01"),
    of(LOOKED_AGAIN, NOT_KNOWN, change(decided_on=None, starts_on=None), EXECUTIVE_EVERY),
    of(LOOKED_AGAIN, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_late_notice_is_named_with_the_day_of_both_and_the_last_day():
    facts = make_facts(change(starts_on="2026-02-27"), notice("2026-03-04"))
    reason = find_guard(IN_TIME)(facts, KENT).reason
    assert all(day in reason for day in ("4 March 2026", "27 February 2026", "2 March 2026"))


def test_what_the_board_left_out_is_named_as_the_boards():
    facts = make_facts(change(), BOARD_EVERY, FIRST, as_at="2026-06-03")
    assert "by the board by 2 June 2026" in find_guard(WHILE_IT_LASTS)(facts, "ward").reason
