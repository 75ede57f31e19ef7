"""A file with a base that decides later than its base does: nothing comes after the decision."""

from __future__ import annotations

import pytest

from casework.services.casefiles.report import Outcome
from casework.services.casefiles.seeing import facts_of
from casework.services.office import Office
from tests.integration.test_compliant_base import move, open_office, play, refused_by

pytestmark = pytest.mark.one_database
__all__ = ["open_office"]
BASE_DAY, MOVE_DAY = "2026-05-01", "2026-06-01"
ADD_A_COUNCIL = (
    "- {act: record, kind: affected_authority, key: far, values: {organisation: far-council, "
    "standing: scrutiny}, source: PAPER}\n"
)
CHANGE_THE_PROPOSAL = (
    "- {act: record, kind: proposal_version, key: v2, values: {title: V, dated: 2026-04-28, "
    "used_as: [decision], baseline: no_temporary_change, parameters: [{parameter: beds, "
    "of: Site, value: '64', unit: beds}]}, source: PAPER}\n"
    "- {act: record, kind: change_certificate, key: c, values: "
    "{consulted: proposal_version/assumed-proposal_version, decided: proposal_version/v2, "
    "reasons: People asked for it., certified_on: 2026-04-29}, source: PAPER}\n"
)
LEAVE_THE_MEETING_QUORATE = (
    "- {act: record, kind: meeting, key: assumed-meeting-decision, changes: {quorate: true}, "
    "source: PAPER}\n"
)


def days(office: Office) -> tuple[str, str]:
    """The days of the last public decision and of the last meeting that decides."""
    facts = facts_of(office, "BASE-1")
    decision = facts.current("decision", purpose="final")[-1].payload.decided_on
    meeting = facts.current("meeting", purpose="decision")[-1].payload.held_on
    return decision.text, meeting.text


@pytest.mark.parametrize("base_day", [BASE_DAY, MOVE_DAY])
@pytest.mark.parametrize(
    ("acts", "flags"), [(ADD_A_COUNCIL, []), (CHANGE_THE_PROPOSAL, ["GD11.small"])],
    ids=["a council is added", "the proposal changed"],
)  # fmt: skip
def test_what_is_filled_for_the_move_comes_before_the_decision(
    open_office, tmp_path, acts, flags, base_day
) -> None:
    office, report = play(open_office, tmp_path, acts + move("S9", MOVE_DAY), on=base_day)
    last = report.acts[-1]
    assert last.outcome is Outcome.ACCEPTED, last.blockers
    assert [flag.criterion for flag in last.flags] == flags
    assert days(office) == (MOVE_DAY, MOVE_DAY)


def test_the_decision_is_dated_again_for_each_move(open_office, tmp_path) -> None:
    acts = (
        "- {act: record, kind: promise, key: p, values: {promise: To consult, sort: consult}, "
        "source: PAPER}\n" + move("S9", "2026-05-20")
        + "- {act: record, kind: promise, key: p, changes: {kept_on: 2026-05-25, kept_how: So.}, "
        "source: PAPER}\n" + move("S9", MOVE_DAY)
    )  # fmt: skip
    office, report = play(open_office, tmp_path, acts, on=BASE_DAY)
    assert [act.outcome for act in report.acts if act.act == "move"] == [
        Outcome.REFUSED, Outcome.ACCEPTED,
    ]  # fmt: skip
    assert days(office) == (MOVE_DAY, MOVE_DAY)


def test_a_decision_whose_meeting_the_file_touches_keeps_its_day(open_office, tmp_path) -> None:
    office, _ = play(
        open_office, tmp_path, LEAVE_THE_MEETING_QUORATE + move("S9", MOVE_DAY), on=BASE_DAY
    )
    assert days(office) == (BASE_DAY, BASE_DAY)


def test_what_was_decided_before_the_stage_keeps_its_day(open_office, tmp_path) -> None:
    office, _ = play(open_office, tmp_path, move("S9", MOVE_DAY), on=BASE_DAY)
    facts = facts_of(office, "BASE-1")
    (decision,) = facts.current("decision", purpose="to_consult")
    (meeting,) = facts.current("meeting", purpose="decision_to_consult")
    entered = facts.current("stage_move")[-2].effective_on.text
    assert decision.payload.decided_on.text == meeting.payload.held_on.text < entered


def test_the_decision_to_consult_is_dated_for_its_move_too(open_office, tmp_path) -> None:
    office, report = play(
        open_office, tmp_path, ADD_A_COUNCIL + move("S6", MOVE_DAY), stage="S6", on=BASE_DAY
    )
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers
    (decision,) = facts_of(office, "BASE-1").current("decision", purpose="to_consult")
    assert decision.payload.decided_on.text == MOVE_DAY


def test_a_sign_off_that_the_file_gives_on_the_day_of_the_move_counts(
    open_office, tmp_path
) -> None:
    acts = (
        "- {act: withdraw, record: 'attestation/GT93.read:GOV', reason: Nobody signed., "
        "source: PAPER}\n"
    )
    signed = (
        f"- {{act: sign_off, criterion: GT93.read, role: GOV, on: {MOVE_DAY}, source: PAPER}}\n"
    )
    _, report = play(open_office, tmp_path, acts + signed + move("S9", MOVE_DAY), on=BASE_DAY)
    assert report.acts[-1].outcome is Outcome.ACCEPTED, report.acts[-1].blockers


def test_a_council_whose_silence_the_file_states_has_not_answered(open_office, tmp_path) -> None:
    acts = ADD_A_COUNCIL + (
        "- {act: absent, kind: scrutiny_response, subject: far-council, source: PAPER}\n"
    )
    _, report = play(open_office, tmp_path, acts + move("S9", MOVE_DAY), on=BASE_DAY)
    assert refused_by(report) == {"GD03"}, report.acts[-1].blockers
