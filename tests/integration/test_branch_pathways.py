"""The urgent and the minor pathway, from a compliant base at every stage."""

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
BRANCHES = [LIBRARY.newest(name) for name in ("urgent-temporary-change", "minor-change")]
STAGES = [(d.pathway, s.id) for d in BRANCHES for s in d.stages if not s.final]
HEADER = """casefile: 1
reference: BRANCH-1
title: Beds close at night
pathway: {pathway}
organisation: branch-icb
base: compliant
stage: {stage}
base_judged_on: '{on}'
source: PAPER
organisations:
  - {{key: branch-icb, name: Branch ICB, kind: icb}}
persons:
  - {{key: branch-pm, job_title: Programme manager, organisation: branch-icb}}
  - {{key: branch-cmo, job_title: Chief medical officer, organisation: branch-icb}}
  - {{key: branch-gov, job_title: Governance lead, organisation: branch-icb}}
  - {{key: branch-ao, job_title: Accountable officer, organisation: branch-icb}}
roles:
  - {{person: branch-pm, role: PM}}
  - {{person: branch-cmo, role: CMO}}
  - {{person: branch-gov, role: GOV}}
  - {{person: branch-ao, role: AO}}
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

        def run(acts: str, pathway: str, stage: str, on: str = "2026-06-01"):
            path = tmp_path / "case.yaml"
            header = HEADER.format(pathway=pathway, stage=stage, on=on)
            path.write_text(header + acts, encoding="utf-8")
            office = new_office(databases, pathways, tmp_path / "files", stack)
            return office, replay_file(office, path)

        yield run


def move(pathway: str, stage: str, on: str = "2026-06-01", extra: str = "") -> str:
    edges = LIBRARY.newest(pathway).edges_from(stage)
    edge = next(e for e in edges if e.kind == "forward")
    return f"- {{act: move, what: {edge.id}, on: {on}, source: PAPER{extra}}}\n"


@pytest.mark.parametrize(("pathway", "stage"), STAGES)
@pytest.mark.parametrize("on", ["1997-06-04", "2020-06-22", "2026-06-01"])
def test_a_case_from_a_base_moves_on(play: Play, pathway: str, stage: str, on: str) -> None:
    _, report = play(move(pathway, stage, on), pathway, stage, on)
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, (last.message, last.blockers, last.conditions)


def refused(report: ReplayReport) -> set[str]:
    """The checks that barred the last act."""
    last = report.acts[-1]
    assert last.outcome is Outcome.REFUSED, last.message
    return {blocker.criterion for blocker in last.blockers}


def test_a_minor_change_that_a_council_disputes_does_not_go_on(play: Play) -> None:
    acts = """\
- act: record
  kind: substantiality
  changes: {outcome: not_substantial_disputed}
  on: 2026-06-01
  source: PAPER
"""
    _, report = play(acts + move("minor-change", "M2"), "minor-change", "M2")
    assert "GT30.minor" in refused(report)


def test_a_minor_change_that_grew_is_not_decided(play: Play) -> None:
    acts = """\
- act: record
  kind: proposal_version
  key: larger
  values: {title: Larger, dated: 2026-06-10, material_change: true, used_as: [decision]}
  on: 2026-06-10
  source: PAPER
"""
    later = move("minor-change", "M3", "2026-06-11")
    _, report = play(acts + later, "minor-change", "M3")
    assert "GT30.not_grown" in refused(report)


def test_a_minor_change_goes_on_as_a_full_case_and_only_then_ends_here(play: Play) -> None:
    on = "move, what: M2-UPGRADED, on: 2026-06-01, reason: It has grown, source: PAPER"
    opened = """\
- act: open_linked
  relation: upgraded_to
  reference: FULL-1
  title: The whole change
  reason: A council holds that it is substantial
  on: 2026-06-01
  source: PAPER
"""
    acts = f"- {{act: {on}}}\n{opened}- {{act: {on}}}\n"
    office, report = play(acts, "minor-change", "M2")
    outcomes = [act.outcome for act in report.acts]
    assert outcomes == [Outcome.REFUSED, Outcome.ACCEPTED, Outcome.ACCEPTED]
    full = get_case(office, SYSTEM, "FULL-1").facts
    assert (full.pathway, full.stage) == ("major-service-change", "S0")
    assert full.scrutiny_authorities() and not full.current("attestation")


def test_once_a_full_case_is_open_a_minor_change_does_not_go_on_here(play: Play) -> None:
    opened = """\
- act: open_linked
  relation: upgraded_to
  reference: FULL-2
  title: The whole change
  reason: It has grown
  on: 2026-06-01
  source: PAPER
"""
    _, report = play(opened + move("minor-change", "M2"), "minor-change", "M2")
    last = report.acts[-1]
    assert last.outcome is Outcome.REFUSED
    assert any("FULL-2" in reason for reason in last.conditions)


def test_a_minor_change_that_is_disputed_after_its_decision_is_not_closed(play: Play) -> None:
    acts = """\
- act: record
  kind: substantiality
  changes: {outcome: not_substantial_disputed}
  on: 2026-06-01
  source: PAPER
"""
    _, report = play(acts + move("minor-change", "M4"), "minor-change", "M4")
    assert "GT30.minor" in refused(report)


def test_an_urgent_change_that_is_to_last_ends_only_with_a_full_case(play: Play) -> None:
    urgent = "urgent-temporary-change"
    lasting = """\
- act: record
  kind: temporary_change
  key: assumed-temporary_change
  changes: {ended_as: full_track, ended_on: 2026-06-01}
  on: 2026-06-01
  source: PAPER
"""
    _, report = play(lasting + move(urgent, "U4"), urgent, "U4")
    assert refused(report) >= {"GT-U11.opened"}
