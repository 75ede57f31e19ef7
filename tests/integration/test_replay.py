"""Replaying case files through the services: outcomes, marks, assumptions, exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.errors import Conflict, Invalid
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.library import Library
from casework.services.casefiles.beside import needed_before
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.seeing import facts_of, see
from casework.services.casefiles.table import table_of
from casework.services.evidence import Submission, put_in_evidence
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.store.marks import is_demo
from tests.databases import Databases
from tests.integration.replays import PROGRAMMES, SHIPPED, new_office, replay_file
from tests.integration.rows import NOW
from tests.unit.casefile_samples import COUNCIL, HEADER, TO_S1, write_case


@pytest.fixture
def office(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over an empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "data", stack)


def shipped(folder: str) -> Path:
    return next(path for path in SHIPPED if path.parent.name == folder)


def test_all_programmes_live_in_one_demo_store(office: Office) -> None:
    codes = [replay_file(office, path).exit_code for path in PROGRAMMES]
    assert codes == [0] * len(PROGRAMMES)


def test_a_referral_does_not_hinder_acting_at_once_for_safety(office: Office) -> None:
    report = replay_file(office, shipped("kent-and-medway-stroke"))
    (act,) = [act for act in report.acts if act.what.startswith("act_on_safety")]
    assert (act.outcome, act.frozen_by) == ("accepted", ())
    assert [hold.hold for hold in report.holds] == ["IN_LITIGATION"]


def test_a_referral_freezes_a_step_that_cannot_be_undone(office: Office, tmp_path: Path) -> None:
    text = shipped("kent-and-medway-stroke").read_text(encoding="utf-8")
    step = """\
  - {act: record, kind: irreversible_step, key: step, values: {step: A unit is pulled down.},
     judged_on: 2020-07-01, assumed: true}
  - {act: do, what: take_irreversible_step, subject: step, judged_on: 2020-07-01, assumed: true}
"""
    before, mark, _ = text.partition("  - act: evidence\n    type: other\n    key: medway-transfer")
    path = tmp_path / "case.yaml"
    path.write_text(before + step, encoding="utf-8")
    (taken,) = [act for act in replay_file(office, path).acts
                if act.what.startswith("take_irreversible_step")]  # fmt: skip
    assert (bool(mark), [frozen.hold for frozen in taken.frozen_by]) == (True, ["REFERRED"])


def test_the_case_with_which_a_file_links_is_found_beside_it(office: Office) -> None:
    path = shipped("kent-and-medway-stroke-urgent")
    case = read_case_file(path, office.pathways)
    assert [other.reference for other in needed_before(office, path, case)] == ["KENT-STROKE"]


def test_a_case_that_was_replayed_before_is_not_replayed_again(office: Office) -> None:
    path = shipped("kent-and-medway-stroke-urgent")
    replay_file(office, path)
    assert needed_before(office, path, read_case_file(path, office.pathways)) == ()


def test_a_replay_marks_the_store_as_demo_and_the_case_as_replayed(
    office: Office, tmp_path: Path
) -> None:
    replay_file(office, write_case(tmp_path / "case", COUNCIL))
    with office.database.reading() as connection:
        assert is_demo(connection)
    assert see(office, "SAMPLE-1").replayed


def test_what_is_recorded_bears_the_system_clock_and_the_simulated_date(
    office: Office, tmp_path: Path
) -> None:
    replay_file(office, write_case(tmp_path / "case", COUNCIL))
    (council,) = facts_of(office, "SAMPLE-1").current("affected_authority")
    assert (council.recorded_at, council.judged_on.isoformat()) == (NOW, "2025-01-06")


def test_a_store_with_live_data_takes_no_replay(office: Office, tmp_path: Path) -> None:
    open_case(office, Viewer("pm", "icb"), Opening("A live case", "icb"))
    with pytest.raises(Conflict, match="live data"):
        replay_file(office, write_case(tmp_path / "case", COUNCIL))


def test_the_same_case_is_not_replayed_twice(office: Office, tmp_path: Path) -> None:
    path = write_case(tmp_path / "case", COUNCIL)
    replay_file(office, path)
    with pytest.raises(Conflict, match="SAMPLE-1 already"):
        replay_file(office, path)


def test_a_key_that_means_somebody_else_here_is_refused(office: Office, tmp_path: Path) -> None:
    replay_file(office, write_case(tmp_path / "one", COUNCIL))
    other = HEADER.replace("SAMPLE-1", "SAMPLE-2").replace("Sample Council", "Another Council")
    with pytest.raises(Conflict, match="sample-council"):
        replay_file(office, write_case(tmp_path / "two", COUNCIL, other))


def test_a_refused_move_says_everything_that_bars_it(office: Office, tmp_path: Path) -> None:
    report = replay_file(office, write_case(tmp_path / "case", COUNCIL + TO_S1))
    move = report.acts[1]
    regime = next(b for b in move.blockers if b.criterion == "GT01.determination")
    assert (regime.ref, regime.title, regime.force) == ("GT01", "Which law applies", "STATUTE")
    assert regime.whose_move == ("Programme manager",)
    assert regime.law and regime.reason == "Not recorded: Regime determination."


def test_what_happened_anyway_is_recorded_as_a_departure(office: Office, tmp_path: Path) -> None:
    report = replay_file(office, write_case(tmp_path / "case", COUNCIL + TO_S1))
    (departure,) = facts_of(office, "SAMPLE-1").current("departure")
    assert (report.acts[1].happened_anyway, report.stage, report.exit_code) == (True, "S1", 0)
    assert "GT01.determination" in departure.payload.unmet


def test_a_refusal_that_nobody_expects_is_gone_on_from(office: Office, tmp_path: Path) -> None:
    acts = TO_S1.replace(", happened_anyway: true", "") + COUNCIL
    report = replay_file(office, write_case(tmp_path / "case", acts))
    assert [act.outcome for act in report.acts] == ["refused", "accepted"]
    assert (report.exit_code, report.stage) == (3, "S0")


@pytest.mark.parametrize(
    ("expectation", "code"),
    [
        ("refused", 0),
        ("{refused: {blocked_by: [GT01, GT02.outcome]}}", 0),
        ("{refused: {blocked_by: [GT33]}}", 1),
        ("accepted", 1),
    ],
)
def test_an_expectation_decides_the_exit_code(
    expectation: str, code: int, office: Office, tmp_path: Path
) -> None:
    acts = TO_S1.replace("source: PAPER", f"source: PAPER, expect: {expectation}")
    assert replay_file(office, write_case(tmp_path / "case", acts)).exit_code == code


def test_a_move_from_another_stage_is_an_error_and_not_a_refusal(
    office: Office, tmp_path: Path
) -> None:
    report = replay_file(office, write_case(tmp_path / "case", TO_S1.replace("S0-S1", "S3-S4")))
    assert (report.acts[0].outcome, report.exit_code) == ("error", 3)


def test_only_gates_that_no_act_mentions_are_assumed(office: Office, tmp_path: Path) -> None:
    path = write_case(tmp_path / "case", COUNCIL + TO_S1)
    report = replay_file(office, path, assume=True)
    move = report.acts[1]
    assert {b.ref for b in move.blockers} == {"GT00"}
    assert {f.gate for f in move.filled} == {"GT01", "GT02", "GT03", "GT04"}


def test_an_absence_is_not_assumed_away(office: Office, tmp_path: Path) -> None:
    absent = "- {act: absent, kind: evidence, what: interests_register, source: PAPER}\n"
    report = replay_file(office, write_case(tmp_path / "case", absent + TO_S1), assume=True)
    assert {b.ref for b in report.acts[1].blockers} == {"GT03"}


def test_everything_assumed_is_marked_as_assumed(office: Office, tmp_path: Path) -> None:
    replay_file(office, write_case(tmp_path / "case", COUNCIL + TO_S1), assume=True)
    facts = facts_of(office, "SAMPLE-1")
    by_assumed = [r for r in facts.records if "-assumed-" in r.recorded_by]
    assert by_assumed and all(r.assumed for r in by_assumed)


def test_without_assuming_nobody_is_assumed(office: Office, tmp_path: Path) -> None:
    replay_file(office, write_case(tmp_path / "case", COUNCIL + TO_S1))
    assert not any("assumed" in r.recorded_by for r in facts_of(office, "SAMPLE-1").records)


def test_an_act_before_april_2013_is_judged_without_the_law_of_2013(
    office: Office, tmp_path: Path
) -> None:
    header = HEADER.replace("opened_on: 2025-01-06", "opened_on: 2011-05")
    acts = """\
- {act: record, kind: regime, values: {regime: PRE_R13_OR_OTHER, as_at: 2011-05}, source: PAPER}
- {act: sign_off, criterion: GT01.determination, role: GOV, source: PAPER}
- {act: sign_off, criterion: GT01.determination, role: LEG, source: PAPER}
- {act: move, what: S0-S1, on: 2011-06-01, source: PAPER, happened_anyway: true}
"""
    report = replay_file(office, write_case(tmp_path / "case", acts, header))
    assert [b.criterion for b in report.acts[3].blockers if b.force == "STATUTE"] == []
    assert report.acts[3].outcome == "refused"


def test_two_eyes_are_refused_in_a_replay_too(office: Office, tmp_path: Path) -> None:
    acts = """\
- {act: record, kind: regime, by: sample-gov, values: {regime: R24, as_at: 2025}, source: PAPER}
- {act: sign_off, criterion: GT01.determination, role: GOV, source: PAPER, expect: refused}
"""
    assert replay_file(office, write_case(tmp_path / "case", acts)).exit_code == 0


def test_what_is_judged_before_its_last_day_is_mentioned(office: Office, tmp_path: Path) -> None:
    acts = "- {act: note, on: 2025-05, judged_on: 2025-05-06, text: t}\n"
    report = replay_file(office, write_case(tmp_path / "case", COUNCIL + acts))
    assert report.notes[-1].endswith("by the number of the act: 2.")


def test_a_note_moves_the_day_and_writes_no_record(office: Office, tmp_path: Path) -> None:
    replay_file(office, write_case(tmp_path / "case", "- {act: note, on: 2025-05-06, text: t}\n"))
    facts = facts_of(office, "SAMPLE-1")
    assert facts.as_at.isoformat() == "2025-05-06" and facts.current("evidence") == []


def test_a_live_case_takes_no_evidence_without_a_file(office: Office) -> None:
    reference = open_case(office, Viewer("pm", "icb"), Opening("A live case", "icb"))
    values = {"type": "other", "title": "T", "classification": "public"}
    with pytest.raises(Invalid, match="Choose a file"):
        put_in_evidence(office, SYSTEM, reference, Submission(values, without_file=True))


def test_the_table_names_every_act_and_how_the_expectations_fared(
    office: Office, tmp_path: Path
) -> None:
    table = table_of(replay_file(office, write_case(tmp_path / "case", COUNCIL + TO_S1)))
    assert "happened anyway" in table and "A replay of history" in table
    assert table.endswith("Expectations: 0 of 0 hold.")
