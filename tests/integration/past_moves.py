"""Cases with past moves, judged again: for tests of what that says."""

from __future__ import annotations

from typing import Any

from casework.domain.dates import FactDate
from casework.services import moving, snapshots
from casework.services.holds import start_hold
from casework.services.judging_again import JudgedAgain, judge_case_again
from casework.services.office import Office
from tests.integration.desk import Desk
from tests.integration.moved_in_fact import do_in_fact, move_in_fact

STEP = "ward-closure"
_body_of = snapshots.snapshot_body
_AT_FIRST = ("definition", "move", "as_at", "stage", "visit", "results", "freezes", "facts")


def body_of_old(*given: Any) -> dict[str, Any]:
    """A snapshot as it was before it held more than results and facts."""
    body = _body_of(*given)
    return {key: body[key] for key in _AT_FIRST}


def move_past_the_first_gates(desk: Desk) -> None:
    """Record and sign some of what the first stage asks, then move on whatever is unmet."""
    desk.record("particulars", title="Stroke services", sponsor="icb", summary="In one place.")
    desk.record("service", key="stroke", name="Stroke care")
    desk.record("responsible_body", key="icb", organisation="icb", capacity="commissioner",
                duty="s14Z45")  # fmt: skip
    desk.record("affected_authority", key="east", organisation="east-council",
                standing="scrutiny")  # fmt: skip
    desk.record("regime", regime="R24", as_at="2026-03-01", reasons="Nothing began before.")
    desk.sign("GT01.determination", "LEG")
    move_in_fact(desk.office, desk.viewer("PM"), desk.reference, "S0-S1", 1)


def take_an_irreversible_step(desk: Desk) -> None:
    """Take one of two steps that cannot be undone, in fact; each has a result of its own."""
    desk.record("irreversible_step", key=STEP, step="Close the ward", planned_on="2026-09-01")
    desk.record("irreversible_step", key="another", step="Sell the site", safeguard="A survey",
                safeguard_met=True, planned_on="2027-09-01")  # fmt: skip
    do_in_fact(
        desk.office, desk.viewer("PM"), desk.reference,
        moving.Step("take_irreversible_step", desk.view().facts.visit, subject=STEP),
    )  # fmt: skip


def start_pause(desk: Desk, on: str) -> None:
    """Begin a hold that lasts."""
    start_hold(desk.office, desk.viewer("SRO"), desk.reference, "PAUSED", FactDate.parse(on), "So")


def others(office: Office, reference: str) -> list[JudgedAgain]:
    """Past moves and acts of a case that do not get the same answer today.

    AssertionError if it has none at all, of which nothing could be said.
    """
    found = judge_case_again(office.database, reference)
    assert found, "no move to judge again"
    return [again for again in found if not again.is_same]
