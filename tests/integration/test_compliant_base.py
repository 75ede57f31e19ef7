"""Case files that start from a compliant base, at every stage of every version, under any law."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.errors import CaseworkError
from casework.engine.library import Library
from casework.services.casefiles.report import Outcome, ReplayReport
from casework.services.casefiles.seeing import facts_of
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
pytestmark = pytest.mark.one_database
DAYS = ("1996-09-02", "2018-02-01", "2026-06-01")
LIBRARY = Library.load(WORKFLOWS)
VERSIONS = sorted(d.version for d in LIBRARY.definitions.values())
EACH_VERSION_OR_DAY = [*((VERSIONS[-1], day) for day in DAYS), (VERSIONS[0], DAYS[-1])]
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
@pytest.mark.parametrize(("version", "on"), EACH_VERSION_OR_DAY)
def test_a_case_from_a_base_moves_on(open_office, tmp_path, version, on, stage) -> None:
    _, report = play(
        open_office, tmp_path, move(stage, on), stage=stage, version=version, on=on
    )
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, (last.message, last.blockers, last.conditions)
    assert last.flags == ()
    assert report.base is not None and report.base.stage == stage


@pytest.mark.parametrize(
    ("stage", "on"),
    [("S9", "2013-05-15"), ("S11", "2013-09-01"), ("S11", "2022-08-15"), ("S11", "2024-06-01")],
)
def test_a_base_is_walked_through_a_change_of_the_law(open_office, tmp_path, stage, on) -> None:
    _, report = play(open_office, tmp_path, move(stage, on), stage=stage, on=on)
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


def test_a_base_that_cannot_be_built_says_on_which_day_and_why(open_office, tmp_path) -> None:
    with pytest.raises(CaseworkError) as raised:
        play(open_office, tmp_path, move("S9", "2060-06-01"), on="2060-06-01")
    assert "on 2059-12-02" in raised.value.message
    assert "GT60.notice: The bank holidays around" in raised.value.message


def test_the_consultation_of_a_base_has_run_fourteen_weeks(open_office, tmp_path) -> None:
    office, _ = play(open_office, tmp_path, move("S7"), stage="S7")
    found = facts_of(office, "BASE-1").single("consultation").payload
    assert (found.opens_on.text, found.closed_on.text) == ("2026-02-24", "2026-06-01")


def test_the_consultation_can_be_opened_and_closed_from_a_base(open_office, tmp_path) -> None:
    acts = (
        "- {act: do, what: open_consultation, on: 2026-06-01, source: PAPER}\n"
        "- {act: do, what: close_consultation, on: 2026-09-07, source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts + move("S7", "2026-09-08"), stage="S7")
    assert [act.outcome for act in report.acts] == [Outcome.ACCEPTED] * 3


def test_the_moves_of_a_base_have_their_days(open_office, tmp_path) -> None:
    office, _ = play(open_office, tmp_path, move("S2"), stage="S2")
    moves = [r.effective_on for r in facts_of(office, "BASE-1").records if r.kind == "stage_move"]
    assert [on.text for on in moves[1:]] == ["2026-04-06", "2026-06-01", "2026-06-01"]


def test_what_the_base_fills_in_different_stages_lies_on_different_days(
    open_office, tmp_path
) -> None:
    office, _ = play(open_office, tmp_path, move("S4"), stage="S4")
    records = facts_of(office, "BASE-1").records
    days = {r.effective_on.text for r in records if r.kind == "evidence"}
    assert len(days) == 4


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
    "remove all evidence": (
        "- {act: remove, kind: evidence, source: PAPER}\n", {"GT90"}),
    "remove the sign-offs of a body": (
        "- {act: remove, kind: attestation, subject: base-icb, source: PAPER}\n", {"GT02"}),
    "remove the sign-offs of a check": (
        "- {act: remove, kind: attestation, what: GT93.read, source: PAPER}\n", {"GT93"}),
    "remove a role": (
        "- {act: remove, kind: role, what: SRO, source: PAPER}\n", {"GT00"}),
    "mark absent for a body that is assumed": (
        "- {act: absent, kind: letter, what: regulation_23, subject: assumed-local-authority, "
        "source: PAPER}\n", {"GD03"}),
    "withdraw evidence by key": (
        "- {act: withdraw, record: evidence/assumed-dmbc_checklist, reason: It was lost., "
        "source: PAPER}\n", {"GT90"}),
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


@pytest.mark.parametrize(("acts", "expected"), REMOVED.values(), ids=REMOVED)
def test_what_the_file_turns_on_stays_broken_and_nothing_else(
    open_office, tmp_path, acts, expected
) -> None:
    _, report = play(open_office, tmp_path, acts + move("S9"))
    assert refused_by(report) == expected, report.acts[-1].blockers


def test_a_sign_off_that_the_file_removes_is_not_given_again(open_office, tmp_path) -> None:
    _, report = play(
        open_office, tmp_path,
        "- {act: withdraw, record: 'attestation/GT93.read:GOV', reason: Nobody signed., "
        "source: PAPER}\n" + move("S9"),
    )  # fmt: skip
    assert refused_by(report) == {"GT93"}


def test_a_sign_off_that_the_file_gives_again_counts(open_office, tmp_path) -> None:
    _, report = play(
        open_office, tmp_path,
        "- {act: withdraw, record: 'attestation/GT93.read:GOV', reason: Nobody signed., "
        "source: PAPER}\n- {act: sign_off, criterion: GT93.read, role: GOV, source: PAPER}\n"
        + move("S9"),
    )  # fmt: skip
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


COUNCILS_VIEW = (
    "- {act: record, kind: authority_view, key: v, values: {organisation: base-council, "
    "view: substantial, asked_on: 2026-05-01, given_on: 2026-05-20}, source: PAPER}\n"
)


def test_what_a_council_said_in_the_file_is_checked_by_assumption(open_office, tmp_path) -> None:
    _, report = play(open_office, tmp_path, COUNCILS_VIEW + move("S3"), stage="S3")
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


def test_a_second_check_that_the_file_removes_is_not_made_again(open_office, tmp_path) -> None:
    _, report = play(
        open_office, tmp_path,
        "- {act: remove, kind: second_check, source: PAPER}\n" + move("S3"), stage="S3",
    )  # fmt: skip
    assert refused_by(report) == {"GT30"}


@pytest.mark.parametrize(
    "act",
    [
        "act: record, kind: option, key: assumed-nonsense, changes: {title: T}",
        "act: withdraw, record: letter/assumed-nonsense, reason: R",
        "act: remove, kind: waiver",
    ],
)
def test_what_the_base_did_not_make_is_an_error_of_the_act(open_office, tmp_path, act) -> None:
    _, report = play(
        open_office, tmp_path, f"- {{{act}, source: PAPER}}\n" + move("S1"), stage="S1"
    )
    assert [a.outcome for a in report.acts] == [Outcome.ERROR, Outcome.ACCEPTED]


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
    office, _ = play(open_office, tmp_path, move("S9"))
    told = {"particulars", "role", "stage_move", "act", "regime", "second_check"}
    unmarked = {r.kind for r in facts_of(office, "BASE-1").records if not r.assumed} - told
    assert unmarked == set()


def test_the_file_with_a_base_on_the_page_replays_as_it_says(open_office, tmp_path) -> None:
    from tests.unit.test_casefile_page import whole_files

    (tmp_path / "case.yaml").write_text(whole_files()[1], encoding="utf-8")
    report = replay_file(open_office(), tmp_path / "case.yaml")
    assert report.exit_code == 0, [(a.what, a.outcome, a.blockers) for a in report.acts]
