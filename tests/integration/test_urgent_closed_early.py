"""A live urgent change whose service is back closes early: each thing missing is answered first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import RefusedMove
from casework.domain.viewer import Viewer
from casework.services.audit import verify_chain
from casework.services.demo.branch_facts import CLOSED, urgent_facts_on
from casework.services.demo.branches import URGENT, URGENT_OPENED, open_branch_case
from casework.services.demo.people import ICB, holders, seed_people
from casework.services.demo.walking import Walker
from casework.services.moving import Step, move_case
from casework.services.recording import Statement, record_fact
from casework.store.database import Database
from tests.integration.offices import office_with

GOV = Viewer("governance-lead", ICB)
EARLY = "U3-CLOSED"


@pytest.fixture
def reopened(database: Database, tmp_path, pathways) -> Walker:  # type: ignore[no-untyped-def]
    """The demonstration's unit, which nobody reviewed, open again today."""
    office = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(office)
    open_branch_case(office, URGENT)
    today = office.clock.today()
    (stated,) = (f for f in urgent_facts_on(URGENT_OPENED, today) if f.kind == "temporary_change")
    over = {**stated.values, "ended_as": "reopened", "ended_on": today.isoformat()}
    record_fact(office, Viewer("programme-manager", ICB), URGENT,
                Statement("temporary_change", over, key=CLOSED, version=1))  # fmt: skip
    return Walker(office, URGENT, ICB, holders(), lambda stage, today: [],
                  outside="nhs-england-region")  # fmt: skip


def close(walker: Walker) -> None:
    visit = walker.view().facts.visit
    move_case(walker.office, GOV, URGENT, Step(EARLY, visit, reason="The unit is open at night."))


def test_it_waits_for_proof_that_the_service_is_back(reopened: Walker) -> None:
    barred = {r.criterion.ref for r in reopened.view().judge(EARLY).blockers}
    assert "GT-U10.restored" in barred
    with pytest.raises(RefusedMove):
        close(reopened)


def test_what_nobody_did_is_asked_about_and_bars_nothing(reopened: Walker) -> None:
    raised = {r.criterion.ref for r in reopened.view().judge(EARLY).flags}
    assert {"GT-U12.reviewed", "GT-U12.involved", "GT-U12.reported"} <= raised


def test_once_each_is_answered_the_case_has_ended_and_its_record_is_sound(
    reopened: Walker,
) -> None:
    assert reopened.satisfy(EARLY) == []
    close(reopened)
    facts = reopened.view().facts
    answered = {r.payload.criterion for r in facts.current("flag_answer")}
    assert (facts.stage, "GT-U12.reviewed" in answered) == ("CLOSED", True)
    assert verify_chain(reopened.office.database, URGENT).intact
