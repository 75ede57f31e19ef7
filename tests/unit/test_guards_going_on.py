"""The guard on going on beside a call-in request, and where version 3 asks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.domain.guards import find_guard
from casework.engine.library import Library
from tests.factories import NO, NOT_KNOWN, YES, Expected, expect, record

NAME = "each_open_call_in_request_has_a_decision_to_go_on"
WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"


def request(key: str = "council", outcome: str = "open") -> RecordVersion:
    return record("call_in_request", key, requested_by="A council", outcome=outcome)


def decided(
    goes_on: bool | None = True, on: str | None = "2026-03-01", about: str = "council",
    key: str = "d",
) -> RecordVersion:
    return record("going_on_decision", key, request=f"call_in_request/{about}", goes_on=goes_on,
                  decided_by="AO", decided_on=on)  # fmt: skip


HELD = record("hold", "h", hold="CALL_IN_REQUESTED", started_on="2026-02-01")
SAID = record("call_in_position", position="requested")

TABLE = [
    expect(NAME, YES),
    expect(NAME, YES, request(outcome="declined")),
    expect(NAME, YES, request(), decided()),
    expect(NAME, YES, request(), decided(about="council@1")),
    expect(NAME, YES, request(), decided(False), decided(True, "2026-03-05", key="later")),
    expect(NAME, YES, request(), request("mp"), decided(), decided(about="mp", key="e")),
    expect(NAME, NO, request(), decided(False)),
    expect(NAME, NO, request(), decided(), decided(False, "2026-03-05", key="later")),
    expect(NAME, NO, request(), request("mp"), decided(), decided(False, about="mp", key="e")),
    expect(NAME, NO, request(), decided(on="2026-09-01")),
    expect(NAME, NOT_KNOWN, request()),
    expect(NAME, NOT_KNOWN, request(), decided(None)),
    expect(NAME, NOT_KNOWN, request(), decided(on=None)),
    expect(NAME, NOT_KNOWN, request(), request("mp"), decided()),
    expect(NAME, NOT_KNOWN, request(), decided(), decided(False, key="same-day")),
    expect(NAME, NOT_KNOWN, HELD),
    expect(NAME, NOT_KNOWN, SAID),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line: Expected) -> None:
    answer = line.ask(find_guard(line.name))
    assert answer.verdict is line.verdict, answer.reason


@pytest.mark.parametrize("move", ["S6-S7", "open_consultation", "S7-S8", "S8-S9", "S9-S10"])
def test_version_3_asks_it_before_each_step_from_the_consultation_to_the_decision(
    move: str,
) -> None:
    pathway = Library.load(WORKFLOWS).version("major-service-change", 3)
    asked = {g for gate in pathway.gates_blocking(move) for c in gate.criteria for g in c.guards
             if not c.at or move in c.at}  # fmt: skip
    assert NAME in asked
