"""What a clerk outside acknowledged comes back from the export: a person of the case notes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.viewer import Viewer
from casework.engine.library import Library
from casework.services.casefiles.export import export_case
from casework.services.casefiles.report import ReplayReport
from casework.services.casefiles.seeing import facts_of
from casework.services.office import Office
from casework.services.scrutiny import acknowledge
from casework.services.sharing import share
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.replays import new_office, replay_file, standing

CLERK = Viewer("east-clerk", "east-council", outside=True)


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


def with_letter(desk: Desk) -> str:
    """Record the letter, and put in and share the paper; the pin of the paper."""
    desk.record("affected_authority", key="east", organisation="east-council",
                standing="scrutiny")  # fmt: skip
    desk.record("letter", by="ENG", key="told", purpose="other", organisation="east-council",
                direction="sent", sent_on="2026-03-01")  # fmt: skip
    paper = desk.evidence("other")
    share(desk.office, desk.viewer("GOV"), desk.reference, paper.pin, "east-council")
    return paper.pin


@pytest.fixture
def acknowledged(desk: Desk) -> Desk:
    """A live case with a letter whose delivery a council's clerk has acknowledged here."""
    pin = with_letter(desk)
    key = f"evidence-{pin.partition('/')[2].replace('@', '-')}-east-council"
    desk.record("delivery", by="ENG", key=key, letter="letter/told", channel="here",
                delivered_on="2026-03-01")  # fmt: skip
    acknowledge(desk.office, CLERK, desk.reference, pin)
    return desk


@pytest.fixture
def report(acknowledged: Desk, elsewhere: Office, tmp_path: Path) -> ReplayReport:
    """The replay of its export in another store."""
    written = export_case(acknowledged.office, acknowledged.viewer("GOV"),
                          acknowledged.reference, tmp_path / "out")  # fmt: skip
    return replay_file(elsewhere, written.path)


def test_nothing_is_refused_of_a_case_that_a_clerk_outside_acknowledged(
    report: ReplayReport,
) -> None:
    assert [(a.what, a.message) for a in report.acts if a.expectation_held is False] == []


def test_the_acknowledgement_comes_back_with_its_day(
    acknowledged: Desk, report: ReplayReport, elsewhere: Office
) -> None:
    (there,) = facts_of(elsewhere, acknowledged.reference).current("delivery")
    (here,) = facts_of(acknowledged.office, acknowledged.reference).current("delivery")
    assert there.payload.acknowledged_on == here.payload.acknowledged_on


def test_whoever_recorded_the_delivery_notes_it(
    acknowledged: Desk, report: ReplayReport, elsewhere: Office
) -> None:
    (there,) = facts_of(elsewhere, acknowledged.reference).current("delivery")
    assert there.recorded_by == acknowledged.viewer("ENG").person


def test_the_case_stands_as_it_stood(
    acknowledged: Desk, report: ReplayReport, elsewhere: Office
) -> None:
    there = standing(elsewhere, acknowledged.reference)
    assert there == standing(acknowledged.office, acknowledged.reference)


def test_the_acknowledgement_of_a_paper_is_left_out_and_counted(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    acknowledge(desk.office, CLERK, desk.reference, with_letter(desk))
    written = export_case(desk.office, desk.viewer("GOV"), desk.reference, tmp_path / "out")
    exit_code = replay_file(elsewhere, written.path).exit_code
    assert (exit_code, written.left_out["delivery_of_a_pack_or_paper"]) == (0, 1)
