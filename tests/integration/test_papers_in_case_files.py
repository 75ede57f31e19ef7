"""Case files that link two cases, use a paper by reference, and go back with an authoriser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.services.casefiles.export import export_case
from casework.services.office import Office
from casework.services.reading import get_case
from tests.databases import Databases
from tests.integration.replays import new_office, replay_file
from tests.unit.casefile_samples import HEADER, TO_S1, write_case

PAPER = """\
- {act: evidence, key: travel, type: involvement_plan, title: Travel, address: "https://example.org",
   on: 2025-02-03, source: PAPER}
"""
USES = """\
- {act: relate, reference: SAMPLE-1, reason: One site serves both, on: 2025-02-04, source: PAPER}
- {act: use_paper, of_case: SAMPLE-1, paper: evidence/travel@1, key: travel-there, on: 2025-02-05,
   source: PAPER}
- {act: sign_off, criterion: GT10.plan, role: ENG, on: 2025-02-06, assumed: true}
"""
BACK = """\
- {act: move, what: S1-S2, on: 2025-03-01, source: PAPER, happened_anyway: true}
- {act: move, what: S2-S1, on: 2025-04-01, source: PAPER, happened_anyway: true,
   reason: The plan is in doubt, authorised_by: sample-sro, authorised_on: 2025-03-31,
   authority: A minute, in_doubt: [evidence/travel-there@1]}
"""
ENGAGED = HEADER.replace("sources:", "  - {person: sample-leg, role: ENG}\nsources:")
TWO = ENGAGED.replace("SAMPLE-1", "SAMPLE-2")


@pytest.fixture
def office(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An empty store in which the first case was replayed."""
    with ExitStack() as stack:
        found = new_office(databases, pathways, tmp_path / "files", stack)
        assert replay_file(found, write_case(tmp_path / "one", PAPER)).exit_code == 0
        yield found


def second(office: Office, tmp_path: Path) -> None:
    report = replay_file(office, write_case(tmp_path / "two", USES + TO_S1 + BACK, TWO))
    assert report.exit_code == 0, [act.message for act in report.acts]


def test_a_case_file_uses_a_paper_of_a_case_replayed_before(
    office: Office, tmp_path: Path
) -> None:
    second(office, tmp_path)
    used = get_case(office, SYSTEM, "SAMPLE-2").facts.find("evidence/travel-there").payload
    assert (used.of_case, used.of_paper) == ("SAMPLE-1", "evidence/travel@1")


def test_a_case_file_says_who_authorised_a_return_and_what_it_puts_in_doubt(
    office: Office, tmp_path: Path
) -> None:
    second(office, tmp_path)
    (made,) = get_case(office, SYSTEM, "SAMPLE-2").facts.current("stage_return")
    assert (made.payload.authorised_by, made.payload.in_doubt) == (
        "sample-sro", ("evidence/travel-there@1",)
    )


def test_an_export_of_the_case_stands_on_its_own(
    office: Office, databases: Databases, pathways: Library, tmp_path: Path
) -> None:
    second(office, tmp_path)
    exported = export_case(office, SYSTEM, "SAMPLE-2", tmp_path / "export")
    with ExitStack() as stack:
        empty = new_office(databases, pathways, tmp_path / "empty", stack)
        report = replay_file(empty, exported.path)
        assert report.exit_code == 0, [act.message for act in report.acts]
        (made,) = get_case(empty, SYSTEM, "SAMPLE-2").facts.current("stage_return")
    assert made.payload.authorised_by == "sample-sro"
