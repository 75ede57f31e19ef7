"""An urgent change that was late in something: on record as late, and never without a way out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.engine.results import State
from casework.services.answering import FlagAnswered, answer_flag
from casework.services.casefiles.report import ActReport, Outcome, ReplayReport
from casework.services.office import Office
from casework.services.reading import get_case
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.replays import new_office, replay_file
from tests.integration.test_branch_pathways import HEADER
from tests.integration.urgent_case import COUNCIL, open_urgent_case, printed

URGENT = "urgent-temporary-change"
CHANGE = """\
- act: remove
  kind: temporary_change
  on: {closed}
  source: PAPER
- act: record
  kind: temporary_change
  key: ward
  values:
    what: The ward takes nobody
    status: urgent
    reason: Nobody can care for a child who worsens at night
    urgent_since: {closed}
    own_delay: false
    short_involvement_possible: false
    starts_on: {closed}
    announced_on: {closed}
    decided_on: {decided}
    risk_evidence: A rota
    risk_evidence_on: {evidence}
    alternatives: Nobody can be lent
    council_told_on: {told}
    review_on: 2025-03-20
    expires_on: 2025-05-14
    exit_plan: It reopens when two consultants have started
  on: {closed}
  source: PAPER
- act: record
  kind: affected_authority
  key: county
  values: {{organisation: county, standing: scrutiny}}
  on: {closed}
  source: PAPER
- act: record
  kind: letter
  key: notice
  values: {{purpose: urgent_change_notice, organisation: county, direction: sent, sent_on: {told},
            summary: It is closed}}
  on: {told}
  source: PAPER
"""
REOPENED = """\
- act: record
  kind: temporary_change
  key: ward
  changes: {ended_as: reopened, ended_on: 2025-03-14}
  on: 2025-03-14
  source: PAPER
- act: evidence
  key: back
  type: reinstatement_proof
  title: Rota of the first week
  subjects: [ward]
  address: https://example.org/rota
  on: 2025-03-14
  source: PAPER
- act: sign_off
  criterion: GT-U10.restored
  role: CMO
  subject: ward
  on: 2025-03-14
  source: PAPER
"""
pytestmark = pytest.mark.one_database
Play = Callable[..., tuple[Office, ReplayReport]]


@pytest.fixture
def play(databases: Databases, pathways: Library, tmp_path: Path):
    with ExitStack() as stack:

        def run(acts: str, stage: str = "U0", on: str = "2025-02-14"):
            path = tmp_path / "case.yaml"
            header = HEADER.format(pathway=URGENT, stage=stage, on=on).replace(
                "name: Branch ICB, kind: icb}",
                "name: Branch ICB, kind: icb}\n  - {key: county, name: The county council, "
                "kind: local_authority}",
            )  # fmt: skip
            path.write_text(header + acts, encoding="utf-8")
            office = new_office(databases, pathways, tmp_path / "files", stack)
            return office, replay_file(office, path)

        yield run


def closed(told: str, *, decided: str = "2025-02-14", evidence: str = "2025-02-14") -> str:
    """A ward that closed on Friday 14 February 2025."""
    return CHANGE.format(closed="2025-02-14", told=told, decided=decided, evidence=evidence)


def move(what: str, on: str = "2025-02-18", extra: str = "") -> str:
    return f"- {{act: move, what: {what}, on: {on}, source: PAPER{extra}}}\n"


def close_early(stage: str) -> str:
    return move(f"{stage}-CLOSED", "2025-03-14", ", reason: The ward is open again")


def last_of(report: ReplayReport) -> ActReport:
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, [b.reason for b in last.blockers]
    return last


def raised(report: ReplayReport) -> set[str]:
    """The questions that the last act raised, which was accepted."""
    return {flag.criterion for flag in last_of(report).flags}


def test_a_council_told_late_is_on_record_as_told_late_and_the_case_goes_on(play: Play) -> None:
    acts = move("U0-U1") + move("U1-U2") + move("U2-U3")
    _, report = play(closed("2025-02-18") + acts)
    assert "GT-U5.in_time" in raised(report)


def test_evidence_written_down_late_is_on_record_as_late_and_the_case_goes_on(play: Play) -> None:
    _, report = play(closed("2025-02-14", evidence="2025-02-15") + move("U0-U1"))
    assert "GT-U1.in_time" in raised(report)


def test_a_council_told_before_the_formal_decision_was_told_in_time(play: Play) -> None:
    acts = move("U0-U1") + move("U1-U2") + move("U2-U3")
    _, report = play(closed("2025-02-14", decided="2025-02-17") + acts)
    assert "GT-U5.in_time" not in raised(report)


def test_late_evidence_still_bars_an_extension(play: Play) -> None:
    acts = ("- {act: do, what: extend_temporary_change, subject: ward, on: 2025-02-18, "
            "source: PAPER}")  # fmt: skip
    _, report = play(closed("2025-02-14", evidence="2025-02-15") + acts, "U3")
    assert report.acts[-1].outcome is Outcome.REFUSED
    assert "GD07.proof" in {b.criterion for b in report.acts[-1].blockers}


@pytest.mark.parametrize("moves", [[], ["U0-U1"], ["U0-U1", "U1-U2"], ["U0-U1", "U1-U2", "U2-U3"]])
def test_a_change_that_is_over_is_closed_from_any_stage_with_what_was_late_named(
    play: Play, moves: list[str]
) -> None:
    walked = "".join(move(what) for what in moves)
    acts = closed("2025-02-18", evidence="2025-02-15") + walked + REOPENED
    office, report = play(acts + close_early(moves[-1][-2:] if moves else "U0"))
    assert {"GT-U5.in_time", "GT-U12.urgency"} <= raised(report)
    assert get_case(office, SYSTEM, "BRANCH-1").facts.stage == "CLOSED"


def test_a_change_that_lasts_is_not_closed_early(play: Play) -> None:
    _, report = play(closed("2025-02-14") + close_early("U1"), "U1")
    assert report.acts[-1].outcome is Outcome.REFUSED
    assert any("not recorded as over" in reason for reason in report.acts[-1].conditions)


def test_a_council_that_was_never_told_is_told_before_a_case_is_closed_early(play: Play) -> None:
    without = closed("2025-02-14").rpartition("- act: record\n  kind: letter")[0]
    without += ("- {act: absent, kind: letter, what: urgent_change_notice, on: 2025-02-14, "
                "source: PAPER}\n")  # fmt: skip
    _, report = play(without + REOPENED + close_early("U0"))
    assert "GT-U5.told" in {b.criterion for b in report.acts[-1].blockers}


# ---------------------------------------------------------------- a live case
@pytest.fixture
def late(office: Office) -> Desk:
    """A live case whose council was told three days after the decision."""
    desk = open_urgent_case(office)
    desk.record("letter", key="notice", purpose="urgent_change_notice", direction="sent",
                organisation=COUNCIL, sent_on="2025-11-06", summary="It is closed.")  # fmt: skip
    return desk


def answered(desk: Desk) -> None:
    answer_flag(desk.office, desk.viewer("SRO"), desk.reference,
                FlagAnswered("GT-U5.in_time", "Nobody was on duty.", COUNCIL))  # fmt: skip


def test_a_person_answers_for_a_late_notice(late: Desk) -> None:
    asked = late.result("GT-U5.in_time", COUNCIL)
    answered(late)
    assert (asked.state, late.result("GT-U5.in_time", COUNCIL).state) == (
        State.FLAGGED, State.ANSWERED
    )  # fmt: skip


def test_an_answer_for_a_late_notice_is_printed_in_later_documents(late: Desk) -> None:
    answered(late)
    found = [q for q in printed(late, "D32").questions if q.reference == "GT-U5.in_time"]
    assert [str(q.answer) for q in found] == ["Nobody was on duty."]
    assert "6 November 2025" in found[0].raised
