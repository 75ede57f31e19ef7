"""Opening the consultation sends each council a launch pack, once, also through a kill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.domain.errors import Invalid
from casework.domain.facts import RecordVersion
from casework.jobs.worker import run_due
from casework.services.case_documents.launching import order_launch_packs
from casework.services.case_documents.making import make_document
from casework.services.opening import Opening, open_case
from casework.store.jobs import LEASE, failed_jobs
from tests.integration.desk import Desk
from tests.integration.hosc_case import COUNCIL, COUNCILS, approve, fill_for_scrutiny, order
from tests.integration.launch_case import fill_for_launch, record_opening
from tests.integration.processes import kill_when_there
from tests.integration.test_documents_privileged import bytes_of
from tests.integration.test_jobs import MovableClock


@pytest.fixture
def launching(desk: Desk) -> Desk:
    """A case whose notice of consultation is approved, and whose consultation is open."""
    fill_for_scrutiny(desk)
    fill_for_launch(desk)
    approve(desk, "D16", "")
    record_opening(desk)
    return desk


def launch_packs(desk: Desk) -> list[RecordVersion]:
    return desk.view().facts.current("pack", purpose="launch")


def test_every_council_gets_a_launch_pack(launching: Desk) -> None:
    run_due(launching.office)
    assert [p.payload.organisation for p in launch_packs(launching)] == list(COUNCILS)


def test_launch_packs_are_ordered_once_for_one_opening(launching: Desk) -> None:
    assert order_launch_packs(launching.office, launching.reference, "opening-1") == 2
    assert order_launch_packs(launching.office, launching.reference, "opening-1") == 0


def test_launch_packs_that_cannot_be_ordered_are_given_up_with_the_reason(desk: Desk) -> None:
    fill_for_scrutiny(desk)
    record_opening(desk)
    run_due(desk.office)
    with desk.office.database.reading() as connection:
        (job,) = failed_jobs(connection)
    assert "D16" in job.last_error
    with pytest.raises(Invalid):
        order_launch_packs(desk.office, desk.reference, "opening-2")


def test_a_replayed_case_sends_nothing_by_itself(desk: Desk) -> None:
    opening = Opening("Long ago", "icb", people=(("pm", "PM"),), simulated_on=date(2018, 1, 5))
    reference = open_case(desk.office, desk.viewer("PM"), opening)
    assert order_launch_packs(desk.office, reference, "opening-3") == 0


def test_a_document_of_a_replayed_case_says_so(desk: Desk) -> None:
    opening = Opening("Long ago", "icb", people=(("pm", "PM"),), simulated_on=date(2018, 1, 5))
    reference = open_case(desk.office, desk.viewer("PM"), opening)
    made = make_document(desk.office, reference, "D03", "", "pm", desk.office.clock.now())
    assert made is not None
    content = bytes_of(Desk(desk.office, reference), made)
    assert b"Reconstructed from published records" in content


@pytest.mark.parametrize("point", ["before the record", "after the record"])
def test_a_pack_whose_worker_is_killed_is_issued_once(
    launching: Desk, migrated_url: str, tmp_path: Path, point: str
) -> None:
    kill_when_there("tests.integration.pack_victim", migrated_url, str(tmp_path), point)
    run_later(launching)
    assert [p.version for p in launch_packs(launching)] == [1, 1]


@pytest.mark.parametrize("point", ["before the record", "after the record"])
def test_a_document_whose_worker_is_killed_is_made_once_with_the_same_bytes(
    desk: Desk, migrated_url: str, tmp_path: Path, point: str
) -> None:
    fill_for_scrutiny(desk)
    order(desk)
    kill_when_there("tests.integration.pack_victim", migrated_url, str(tmp_path), point)
    kept = {key for key in desk.office.files.list_keys() if key.startswith(desk.reference)}
    run_later(desk)
    made = desk.view().facts.find(f"document/D05:{COUNCIL}")
    assert made is not None
    assert (made.version, {f"{desk.reference}/{made.payload.sha256}"}) == (1, kept)


def run_later(desk: Desk) -> None:
    """Run the worker once the lease of the one that was killed has run out."""
    clock = MovableClock()
    clock.move(LEASE * 2)
    run_due(replace(desk.office, clock=clock))
