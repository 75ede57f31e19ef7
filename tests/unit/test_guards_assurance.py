"""Guards on assurance, on safeguards and on call-in."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

STEP = "close-the-ward"


def letter(purpose, outcome="proceed", dated="2026-03-01", key="one"):
    return record("assurance_letter", key, purpose=purpose, outcome=outcome, dated=dated)


def step(**fields):
    given = {"safeguard": "Twelve staff in post", **fields}
    return record("irreversible_step", STEP, step="Close the ward", **given)


def position(which="none", **fields):
    return record("call_in_position", position=which, **fields)


def request(outcome="open"):
    return record("call_in_request", "one", requested_by="A resident", outcome=outcome)


def hold(name="CALLED_IN", **fields):
    return record("hold", name.lower(), hold=name, started_on="2026-03-01", **fields)


LETTERS = [(f"stage_{n}_letter_allows_going_on", f"stage_{n}") for n in (1, 2, 3)]
SENATE, SAFE = "senate_report_is_received", "safeguard_is_met"
AGREES, STANDS = "call_in_position_agrees_with_the_record", "no_call_in_direction_stands"
GOING_ON = "going_on_despite_request_was_decided"

TABLE = [
    *(expect(name, YES, letter(which)) for name, which in LETTERS),
    *(expect(name, YES, letter(which, "proceed_with_conditions")) for name, which in LETTERS),
    *(expect(name, NO, letter(which, "not_yet")) for name, which in LETTERS),
    *(expect(name, NO, letter(which, dated="2026-07-01")) for name, which in LETTERS),
    *(
        expect(name, YES, letter(which, "not_yet"), letter(which, key="two"))
        for name, which in LETTERS
    ),
    *(expect(name, NOT_KNOWN, letter(which, dated=None)) for name, which in LETTERS),
    *(expect(name, NOT_KNOWN, letter(which, "")) for name, which in LETTERS),
    *(expect(name, NOT_KNOWN) for name, _ in LETTERS),
    expect(SENATE, YES, letter("senate")),
    expect(SENATE, NO, letter("senate", dated="2026-07-01")),
    expect(SENATE, NOT_KNOWN, letter("senate", dated=None)),
    expect(SENATE, NOT_KNOWN),
    expect(SAFE, YES, step(safeguard_met=True), subject=STEP),
    expect(SAFE, NO, step(safeguard_met=False), subject=STEP),
    expect(SAFE, NOT_KNOWN, step(), subject=STEP),
    expect(SAFE, NOT_KNOWN, step(safeguard=None, safeguard_met=True), subject=STEP),
    expect(SAFE, NOT_KNOWN, step(safeguard_met=True), subject="another-step"),
    expect(SAFE, NOT_KNOWN, absent("irreversible_step", STEP), subject=STEP),
    expect(SAFE, NOT_KNOWN, subject=STEP),
    expect(AGREES, YES, position()),
    expect(AGREES, YES, position("requested"), request()),
    expect(AGREES, YES, position("declined"), request("declined")),
    expect(AGREES, YES, position("direction"), hold()),
    expect(AGREES, NO, position(), request()),
    expect(AGREES, NO, position(), request("declined")),
    expect(AGREES, NO, position(), hold("CALL_IN_REQUESTED")),
    expect(AGREES, NO, position("declined"), request()),
    expect(AGREES, NO, position("requested"), hold()),
    expect(AGREES, NO, position("requested"), request("direction")),
    expect(AGREES, YES, position(), hold(ended_on="2026-05-01")),
    expect(AGREES, NO, absent("call_in_position")),
    expect(AGREES, NOT_KNOWN, position("")),
    expect(AGREES, NOT_KNOWN),
    expect(STANDS, YES, position()),
    expect(STANDS, YES, position("requested"), request()),
    expect(STANDS, YES, position("direction"), hold(ended_on="2026-05-01")),
    expect(STANDS, NO, position(), hold()),
    expect(STANDS, NO, position("direction"), hold(ended_on="2026-08-01")),
    expect(STANDS, NOT_KNOWN, position("direction")),
    expect(STANDS, NOT_KNOWN, position(), request("direction")),
    expect(STANDS, NOT_KNOWN),
    expect(GOING_ON, YES, position("requested", goes_on=True)),
    expect(GOING_ON, NO, position("requested", goes_on=False)),
    expect(GOING_ON, NOT_KNOWN, position("requested")),
    expect(GOING_ON, NOT_KNOWN),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_assurance_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict
