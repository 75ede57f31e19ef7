"""Holds: how one ends decides what may happen next."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.engine.results import State
from casework.services.holds import end_hold, start_hold
from casework.services.office import Office
from tests.integration.desk import Desk, open_desk

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


@pytest.fixture
def decided(called_in: Desk) -> Desk:
    """The case called in after its final decision."""
    called_in.record("decision", key="final", purpose="final", outcome="approved",
                     organisation="icb", decided_on="2026-01-20")  # fmt: skip
    return called_in


def end_falling(desk: Desk, way_out: str, *falls: str) -> None:
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "call-in", DAY, "",
             way_out=way_out, falls=falls)  # fmt: skip


def test_a_call_in_that_stops_a_decided_proposal_asks_which_decision_falls(decided: Desk) -> None:
    with pytest.raises(Invalid, match="Which decision no longer stands"):
        end_falling(decided, "stop")


def test_a_decision_that_fell_is_off_the_record_and_its_history_stays(decided: Desk) -> None:
    end_falling(decided, "modify", "decision/final")
    found = decided.view().facts.find("decision/final")
    assert (found.state, found.version, str(found.source)) == (  # type: ignore[union-attr]
        "withdrawn", 2,
        "Called in by the Secretary of State: ended with “modify”. The decision no longer stands.",
    )  # fmt: skip


def test_the_hold_says_which_decision_fell(decided: Desk) -> None:
    end_falling(decided, "stop", "decision/final")
    hold = decided.view().facts.find("hold/call-in")
    assert hold.payload.falls == ("decision/final",)  # type: ignore[union-attr]


def test_a_sign_off_on_a_decision_that_fell_asks_to_be_confirmed_again(decided: Desk) -> None:
    decided.sign("GT102.watch", "LEG")
    end_falling(decided, "modify", "decision/final")
    decided.record("decision", key="again", purpose="final", outcome="approved",
                   organisation="icb", decided_on="2026-02-21")  # fmt: skip
    assert decided.result("GT102.watch").state is State.RECONFIRM


def test_nothing_falls_where_the_decisions_stand(decided: Desk) -> None:
    with pytest.raises(Invalid, match="the decisions stand"):
        end_falling(decided, "proceed", "decision/final")


def test_what_falls_is_a_decision_of_the_case(decided: Desk) -> None:
    with pytest.raises(Invalid, match="Not every one"):
        end_falling(decided, "stop", "call_in_position/case")


def test_an_urgent_case_that_is_stopped_asks_which_temporary_decision_falls(
    office: Office,
) -> None:
    desk = open_desk(office, pathway="urgent-temporary-change")
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("decision", key="ward", purpose="temporary_change", outcome="approved",
                organisation="icb", decided_on="2026-01-20")  # fmt: skip
    start_hold(office, desk.viewer("GOV"), desk.reference, "CALLED_IN",
               FactDate.parse("2026-02-01"), key="call-in")  # fmt: skip
    with pytest.raises(Invalid, match="Which decision no longer stands"):
        end_falling(desk, "stop")
