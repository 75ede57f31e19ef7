"""The urgent pathway from a compliant base: refused, unhindered, reviewed, ended, or made lasting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.services.casefiles.report import Outcome, ReplayReport
from casework.services.office import Office
from casework.services.reading import get_case
from tests.databases import Databases
from tests.integration.replays import new_office, replay_file

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
LIBRARY = Library.load(WORKFLOWS)
PATHWAY = LIBRARY.newest("urgent-temporary-change")
STAGES = [stage.id for stage in PATHWAY.stages if not stage.final]
HEADER = """casefile: 1
reference: URGENT-1
title: Beds close at night
pathway: urgent-temporary-change
organisation: urgent-icb
base: compliant
stage: {stage}
base_judged_on: '{on}'
source: PAPER
organisations:
  - {{key: urgent-icb, name: Urgent ICB, kind: icb}}
persons:
  - {{key: urgent-pm, job_title: Programme manager, organisation: urgent-icb}}
  - {{key: urgent-cmo, job_title: Chief medical officer, organisation: urgent-icb}}
  - {{key: urgent-gov, job_title: Governance lead, organisation: urgent-icb}}
  - {{key: urgent-ao, job_title: Accountable officer, organisation: urgent-icb}}
roles:
  - {{person: urgent-pm, role: PM}}
  - {{person: urgent-cmo, role: CMO}}
  - {{person: urgent-gov, role: GOV}}
  - {{person: urgent-ao, role: AO}}
sources:
  - {{id: PAPER, title: A paper}}
acts:
"""
pytestmark = pytest.mark.one_database
Play = Callable[..., tuple[Office, ReplayReport]]


@pytest.fixture
def play(databases: Databases, pathways: Library, tmp_path: Path):
    from contextlib import ExitStack

    with ExitStack() as stack:

        def run(acts: str, stage: str = "U0", on: str = "2026-06-01"):
            path = tmp_path / "case.yaml"
            path.write_text(HEADER.format(stage=stage, on=on) + acts, encoding="utf-8")
            office = new_office(databases, pathways, tmp_path / "files", stack)
            return office, replay_file(office, path)

        yield run


def move(stage: str, on: str = "2026-06-01") -> str:
    edge = next(e for e in PATHWAY.edges_from(stage) if e.kind == "forward")
    return f"- {{act: move, what: {edge.id}, on: {on}, source: PAPER}}\n"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("on", ["1997-06-04", "2020-06-22", "2026-06-01"])
def test_a_case_from_a_base_moves_on(play: Play, stage: str, on: str) -> None:
    _, report = play(move(stage, on), stage, on)
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, (last.message, last.blockers, last.conditions)
