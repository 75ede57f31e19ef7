"""Case files that start from a compliant base, at every stage of every version, under any law."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.engine.library import Library
from casework.services.casefiles.report import Outcome, ReplayReport
from casework.services.office import Office
from tests.databases import Databases
from tests.integration.desk import WORKFLOWS
from tests.integration.replays import OpenOffice, new_office, replay_file

HEADER = """\
casefile: 1
reference: BASE-1
title: From a compliant base
version: {version}
organisation: base-icb
base: compliant
stage: {stage}
base_judged_on: {on}
organisations:
  - {{key: base-icb, name: Base ICB, kind: icb}}
  - {{key: base-council, name: Base Council, kind: local_authority}}
  - {{key: far-council, name: Far Council, kind: local_authority}}
persons:
  - {{key: base-pm, job_title: Programme manager, organisation: base-icb}}
  - {{key: base-sro, job_title: Senior responsible owner, organisation: base-icb}}
  - {{key: base-gov, job_title: Governance lead, organisation: base-icb}}
  - {{key: base-leg, job_title: Legal adviser, organisation: base-icb}}
roles:
  - {{person: base-pm, role: PM}}
  - {{person: base-sro, role: SRO}}
  - {{person: base-gov, role: GOV}}
  - {{person: base-leg, role: LEG}}
sources:
  - {{id: PAPER, title: A paper}}
acts:
"""
DAYS = ("1996-09-02", "2018-02-01", "2026-06-01")
LIBRARY = Library.load(WORKFLOWS)
VERSIONS = sorted(d.version for d in LIBRARY.definitions.values())
STAGES = [s.id for s in LIBRARY.newest("major-service-change").stages if not s.final]


def forward(stage: str) -> str:
    edges = LIBRARY.newest("major-service-change").edges_from(stage)
    return next(edge.id for edge in edges if edge.kind == "forward")


@pytest.fixture
def open_office(databases: Databases, pathways: Library, tmp_path: Path):
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda: new_office(databases, pathways, tmp_path / "files", stack)


def play(
    open_office: OpenOffice, folder: Path, acts: str, *, stage: str = "S9", version: int = 2,
    on: str = "2026-06-01",
) -> tuple[Office, ReplayReport]:
    path = folder / "case.yaml"
    path.write_text(HEADER.format(stage=stage, version=version, on=on) + acts, encoding="utf-8")
    office = open_office()
    return office, replay_file(office, path)


def move(stage: str, on: str = "2026-06-01", extra: str = "") -> str:
    return f"- {{act: move, what: {forward(stage)}, on: {on}, source: PAPER{extra}}}\n"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_case_from_a_base_moves_on(open_office, tmp_path, version, on, stage) -> None:
    _, report = play(
        open_office, tmp_path, move(stage, on), stage=stage, version=version, on=on
    )
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, (last.message, last.blockers, last.conditions)
    assert last.flags == ()
    assert report.base is not None and report.base.stage == stage


def refused_by(report: ReplayReport) -> set[str]:
    assert report.acts[-1].outcome is Outcome.REFUSED, report.acts[-1].message
    return {blocker.ref for blocker in report.acts[-1].blockers}


REMOVED = {
    "remove a kind": (
        "- {act: remove, kind: equality_finding, source: PAPER}\n", {"GD13"}),
    "remove a purpose": (
        "- {act: remove, kind: deliverability, what: travel, source: PAPER}\n", {"GD19"}),
    "remove evidence": (
        "- {act: remove, kind: evidence, what: dmbc_checklist, source: PAPER}\n", {"GT90"}),
    "remove sign-offs": (
        "- {act: remove, kind: attestation, subject: assumed-local-authority, source: PAPER}\n",
        set()),
    "mark absent": (
        "- {act: absent, kind: involvement_activity, source: PAPER}\n", {"GD01", "GD12"}),
    "mark evidence absent": (
        "- {act: absent, kind: evidence, what: dmbc_checklist, source: PAPER}\n", {"GT90"}),
    "withdraw by key": (
        "- {act: withdraw, record: paper_statement/assumed-paper_statement, reason: It was not so.,"
        " source: PAPER}\n", {"GD12"}),
    "change": (
        "- {act: record, kind: papers_to_member, key: assumed-papers_to_member, "
        "changes: {items: [material/assumed-material]}, source: PAPER}\n", {"GD13"}),
    "replace": (
        "- {act: record, kind: decision_authority, key: assumed-decision_authority, "
        "values: {organisation: base-icb, power: Its power, covers_all: false}, source: PAPER}\n",
        {"GD14"}),
    "add": (
        "- {act: record, kind: promise, key: p, values: {promise: To consult, sort: consult}, "
        "source: PAPER}\n", {"GD05"}),
    "add a council": (
        "- {act: record, kind: patient_flow, key: far, values: {organisation: far-council, "
        "standing: scrutiny, affected: true}, source: PAPER}\n", {"GD04"}),
}  # fmt: skip


@pytest.mark.parametrize("acts", [a for a, refs in REMOVED.values() if refs])
def test_what_the_file_turns_on_stays_broken_and_nothing_else(open_office, tmp_path, acts) -> None:
    expected = next(refs for text, refs in REMOVED.values() if text == acts)
    _, report = play(open_office, tmp_path, acts + move("S9"))
    assert refused_by(report) == expected, report.acts[-1].blockers


def test_a_sign_off_that_the_file_removes_is_not_given_again(open_office, tmp_path) -> None:
    _, report = play(
        open_office, tmp_path,
        "- {act: withdraw, record: 'attestation/GT93.read:GOV', reason: Nobody signed., "
        "source: PAPER}\n" + move("S9"),
    )  # fmt: skip
    assert refused_by(report) == {"GT93"}


def test_an_added_fact_that_harms_nothing_lets_the_case_move_on(open_office, tmp_path) -> None:
    _, report = play(
        open_office, tmp_path,
        "- {act: record, kind: consultation, changes: {note: People came in numbers.}, "
        "source: PAPER}\n" + move("S9"),
    )  # fmt: skip
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


def test_a_flag_that_the_file_turns_on_is_reported_and_bars_nothing(open_office, tmp_path) -> None:
    acts = (
        "- {act: remove, kind: interdependence, source: PAPER}\n"
        "- {act: record, kind: interdependence, key: i, values: {interdependent: true, "
        "in_one_consultation: false}, source: PAPER}\n"
    )
    _, report = play(
        open_office, tmp_path,
        acts + move("S9", extra=", expect: {accepted: {flagged_by: [GD16]}}"),
    )  # fmt: skip
    assert report.exit_code == 0
    assert [flag.ref for flag in report.acts[-1].flags] == ["GD16"]


def test_a_flag_can_be_answered_in_the_file(open_office, tmp_path) -> None:
    acts = (
        "- {act: remove, kind: interdependence, source: PAPER}\n"
        "- {act: record, kind: interdependence, key: i, values: {interdependent: true, "
        "in_one_consultation: false}, source: PAPER}\n"
        "- {act: answer, criterion: GD16.together, answer: It follows in a year., source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts + move("S9"))
    assert report.acts[-1].outcome is Outcome.ACCEPTED
    assert report.acts[-1].flags == ()


def test_everything_that_a_base_makes_is_marked_as_assumed(open_office, tmp_path) -> None:
    from casework.services.casefiles.seeing import facts_of

    office, _ = play(open_office, tmp_path, move("S9"))
    told = {"particulars", "role", "stage_move", "act", "regime", "second_check"}
    unmarked = {r.kind for r in facts_of(office, "BASE-1").records if not r.assumed} - told
    assert unmarked == set()


def test_the_file_with_a_base_on_the_page_replays_as_it_says(open_office, tmp_path) -> None:
    from tests.unit.test_casefile_page import whole_files

    (tmp_path / "case.yaml").write_text(whole_files()[1], encoding="utf-8")
    report = replay_file(open_office(), tmp_path / "case.yaml")
    assert report.exit_code == 0, [(a.what, a.outcome, a.blockers) for a in report.acts]
