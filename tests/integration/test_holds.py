"""Holds: how one ends decides what may happen next."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.engine.results import State
from casework.services.holds import end_hold, start_hold
from tests.integration.desk import Desk

DAY = FactDate.parse("2026-02-20")


@pytest.fixture
def called_in(desk: Desk) -> Desk:
    """A case with a direction, called in since 1 February 2026."""
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("call_in_position", position="direction", as_at="2026-02-01")
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, "CALLED_IN",
               FactDate.parse("2026-02-01"), key="call-in")  # fmt: skip
    return desk


def end(desk: Desk, outcome: str = "", way_out: str = "") -> None:
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "call-in", DAY, outcome,
             way_out=way_out)  # fmt: skip


def test_a_call_in_that_ends_with_stop_bars_the_decision(called_in: Desk) -> None:
    end(called_in, way_out="stop")
    assert called_in.result("GT92.direction").state is State.UNMET


def test_a_call_in_that_ends_with_proceed_bars_nothing_more(called_in: Desk) -> None:
    end(called_in, way_out="proceed")
    assert called_in.result("GT92.direction").state is State.MET


def test_an_outcome_that_is_a_way_out_is_taken_as_such(called_in: Desk) -> None:
    end(called_in, outcome="stop")
    assert called_in.result("GT92.direction").state is State.UNMET


def test_a_way_out_that_the_pathway_does_not_list_is_refused(called_in: Desk) -> None:
    with pytest.raises(Invalid, match="no way out"):
        end(called_in, way_out="vanish")
