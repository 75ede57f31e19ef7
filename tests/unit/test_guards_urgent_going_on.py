"""Version 2 of the urgent pathway: reviews held late count, the day of the decision counts as since
it, and letters tell the councils."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, record
from tests.unit.test_guards_temporary_changes import COUNCIL, COURTESY, change, of
from tests.unit.test_guards_urgent_changes import notice
from tests.unit.test_guards_urgent_in_time import BOARD_EVERY, FIRST, board

HELD = "each_review_that_fell_due_was_held"
SINCE = "people_were_involved_from_the_day_of_the_decision_on"
TIMER = "temporary_change_has_its_timer_and_councils_were_told"


def held(verdict, *records, **kwargs):
    return of(HELD, verdict, change(), BOARD_EVERY, *records, **kwargs)


def since(verdict, closed_on, decided_on="2026-03-02", **fields):
    given = {"about": "temporary_change/ward", "nature": "engagement", "users_reached": True,
             "outcome": "How long", "fed": ("temporary_change/ward",), **fields}  # fmt: skip
    asked = record("involvement_activity", closed_on=closed_on, **given)
    return of(SINCE, verdict, change(decided_on=decided_on), asked)


def timer(verdict, *records, **fields):
    return of(TIMER, verdict, change(**{"council_told_on": None, **fields}), *records)


TABLE = [
    # Decided on 2 March 2026: the first review falls due by 13 April, the board's by 2 June.
    held(YES, as_at="2026-04-13"),
    held(NOT_KNOWN, as_at="2026-04-14"),
    held(YES, FIRST, as_at="2026-06-02"),
    held(NOT_KNOWN, FIRST, as_at="2026-06-03"),
    held(YES, board("2026-04-15", "late"), as_at="2026-04-20"),
    held(YES, FIRST, board("2026-06-04", "late"), as_at="2026-06-10"),
    of(HELD, YES, change(ended_as="reopened", ended_on="2026-03-20"), BOARD_EVERY,
       as_at="2026-12-01"),
    of(HELD, NOT_KNOWN, change(decided_on=None, starts_on=None), BOARD_EVERY),
    of(HELD, NOT_KNOWN),
    since(YES, "2026-03-02"),
    since(YES, "2026-04-01"),
    since(NO, "2026-03-01"),
    since(NO, "2026-07-01"),
    since(NOT_KNOWN, "by 2026-03-02"),
    since(NOT_KNOWN, "2026-03-02", decided_on="by 2026-03-03"),
    since(NOT_KNOWN, "2026-03-02", outcome=None),
    since(NOT_KNOWN, None),
    since(YES, "2026-03-05", decided_on="by 2026-03-03"),
    of(SINCE, NOT_KNOWN, change(decided_on=None, starts_on=None)),
    of(SINCE, NO, change(), absent("involvement_activity")),
    of(SINCE, NOT_KNOWN),
    timer(YES, COUNCIL, notice()),
    timer(YES, COUNCIL, COURTESY, notice()),
    timer(YES, COUNCIL, council_told_on="2026-03-02"),
    timer(NO, COUNCIL, notice("2026-07-01")),
    timer(NO, COUNCIL, council_told_on="2026-07-01"),
    timer(NOT_KNOWN, COUNCIL),
    timer(NOT_KNOWN, COUNCIL, notice(to="another-council")),
    timer(NOT_KNOWN),
    timer(NOT_KNOWN, COUNCIL, notice(), exit_plan=None),
    timer(NO, COUNCIL, notice(), review_on="2026-07-16"),
    of(TIMER, NOT_KNOWN, COUNCIL, notice()),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict
