"""Exceptions that two persons make: the second one acts, and sees what they confirm."""

from __future__ import annotations

import pytest

from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.engine.results import State
from casework.services.case_people import give_role
from casework.services.confirming import confirm_not_applicable, confirm_set_aside
from casework.services.exceptions import (
    SetAside,
    defer_gate,
    set_aside,
)
from casework.services.recording import withdraw_record
from casework.services.taking_back import take_back
from tests.integration.desk import Desk

NOTICE, APPRAISAL, SCREENING = "GT60.notice", "GT40.appraisal", "GT23.screening"


@pytest.fixture(autouse=True)
def substantial(desk: Desk) -> None:
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01", reasons="r")


def aside(desk: Desk, by: str, ref: str, means: str, reason: str = "r", **more: object) -> object:
    exception = SetAside(ref, means, reason, **more)  # type: ignore[arg-type]
    return set_aside(desk.office, desk.viewer(by), desk.reference, exception)


def urgent(desk: Desk) -> None:
    """The accountable officer decides without the notice, and governance is the second person."""
    aside(desk, "AO", NOTICE, "urgent_decision", second_person="gov")


def confirm(desk: Desk, by: str, version: int = 1) -> RecordVersion:
    return confirm_set_aside(desk.office, desk.viewer(by), desk.reference, NOTICE, version)


def undo(desk: Desk, by: str, record: str, version: int = 1, reason: str = "r") -> RecordVersion:
    return take_back(desk.office, desk.viewer(by), desk.reference, record, version, reason)


def advise(desk: Desk, by: str = "LEG", **values: str) -> str:
    given = {"type": "legal_review_note", "classification": "privileged", **values}
    return desk.evidence(given.pop("type"), by=by, **given).pin


def accept(desk: Desk, pin: str) -> None:
    aside(desk, "AO", APPRAISAL, "accepted_risk", second_person="leg", relied_on=(pin,))


def test_naming_a_second_person_sets_nothing_aside(desk: Desk) -> None:
    urgent(desk)
    assert desk.result(NOTICE).state is State.TO_SIGN


def test_the_second_persons_confirmation_sets_it_aside(desk: Desk) -> None:
    urgent(desk)
    confirm(desk, "GOV")
    assert desk.result(NOTICE).state is State.SET_ASIDE


def test_only_the_person_named_confirms(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "leg2", "GOV")
    urgent(desk)
    with pytest.raises(NotPermitted, match="Another person"):
        confirm_set_aside(desk.office, desk.viewer("leg2"), desk.reference, NOTICE, 1)


def test_who_decided_does_not_confirm(desk: Desk) -> None:
    urgent(desk)
    with pytest.raises(NotPermitted):
        confirm(desk, "AO")


def test_a_confirmation_of_what_was_not_shown_is_refused(desk: Desk) -> None:
    urgent(desk)
    aside(desk, "AO", NOTICE, "urgent_decision", "another reason", second_person="gov")
    with pytest.raises(Conflict):
        confirm(desk, "GOV")


def test_a_reason_given_anew_waits_for_its_own_confirmation(desk: Desk) -> None:
    urgent(desk)
    confirm(desk, "GOV")
    aside(desk, "AO", NOTICE, "urgent_decision", "another reason", second_person="gov")
    assert desk.result(NOTICE).state is State.TO_SIGN


def test_what_waits_for_nobody_is_not_confirmed(desk: Desk) -> None:
    urgent(desk)
    confirm(desk, "GOV")
    with pytest.raises(Invalid, match="nobody"):
        confirm(desk, "GOV", 2)


def test_a_determination_is_confirmed_by_the_role_that_its_rule_names(desk: Desk) -> None:
    aside(desk, "DPO", SCREENING, "not_applicable")
    with pytest.raises(NotPermitted):
        confirm_not_applicable(desk.office, desk.viewer("LEG"), desk.reference, SCREENING, 1)


def test_a_determination_confirmed_is_the_one_that_was_shown(desk: Desk) -> None:
    aside(desk, "DPO", SCREENING, "not_applicable", "good reason")
    aside(desk, "DPO", SCREENING, "not_applicable", "other reason")
    with pytest.raises(Conflict):
        confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, SCREENING, 1)


def test_a_confirmed_determination_says_still_that_it_is_assumed(desk: Desk) -> None:
    aside(desk, "DPO", SCREENING, "not_applicable", assumed=True, source="minutes")
    made = confirm_not_applicable(desk.office, desk.viewer("GOV"), desk.reference, SCREENING, 1)
    assert (made.assumed, bool(made.source)) == (True, True)


def test_risk_is_accepted_on_a_current_note_of_the_legal_adviser(desk: Desk) -> None:
    accept(desk, advise(desk))
    assert desk.result(APPRAISAL).state is State.SET_ASIDE


def test_a_fact_that_the_adviser_recorded_is_no_advice(desk: Desk) -> None:
    made = desk.record("service", by="LEG", name="Stroke")
    with pytest.raises(Invalid, match="legal advice"):
        accept(desk, made.pin)


def test_a_public_paper_of_the_adviser_is_no_advice(desk: Desk) -> None:
    with pytest.raises(Invalid, match="legal advice"):
        accept(desk, advise(desk, type="other", classification="public"))


def test_a_note_of_somebody_else_is_no_advice(desk: Desk) -> None:
    with pytest.raises(Invalid, match="legal advice"):
        accept(desk, advise(desk, by="GOV"))


def test_withdrawn_advice_is_no_advice(desk: Desk) -> None:
    pin = advise(desk)
    withdraw_record(desk.office, desk.viewer("LEG"), desk.reference, pin.partition("@")[0], 1, "w")
    with pytest.raises(Invalid, match="legal advice"):
        accept(desk, pin)


def test_an_exception_about_a_body_that_is_not_there_is_refused(desk: Desk) -> None:
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "brd", "BRD")
    minute = desk.evidence("board_minute").pin
    exception = SetAside("GT34.letter", "departure", "r", subject="hw-not-yet",
                         relied_on=(minute,))  # fmt: skip
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "brd", "SRO")
    with pytest.raises(Invalid, match="not asked of"):
        set_aside(desk.office, desk.viewer("BRD"), desk.reference, exception)


def test_a_waiver_is_taken_back_by_governance(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    undo(desk, "GOV", "waiver/GT73.review")
    assert desk.result("GT73.review").state is not State.SET_ASIDE


def test_a_waiver_is_taken_back_by_the_role_that_made_it(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    assert undo(desk, "SRO", "waiver/GT73.review").state == "withdrawn"


def test_a_waiver_is_not_taken_back_by_another_role(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    with pytest.raises(NotPermitted):
        undo(desk, "ENG", "waiver/GT73.review")


def test_a_determination_is_taken_back(desk: Desk) -> None:
    aside(desk, "DPO", SCREENING, "not_applicable")
    undo(desk, "DPO", f"not_applicable/{SCREENING}")
    assert desk.result(SCREENING).relied_on != (f"not_applicable/{SCREENING}@1",)


def test_a_deferral_is_taken_back(desk: Desk) -> None:
    defer_gate(desk.office, desk.viewer("GOV"), desk.reference, "GT31", "later")
    undo(desk, "GOV", "deferral/GT31")
    assert desk.view().facts.current("deferral") == []


def test_taking_back_needs_a_reason(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    with pytest.raises(Invalid, match="reason"):
        undo(desk, "GOV", "waiver/GT73.review", reason=" ")


def test_an_exception_that_changed_is_not_taken_back_unseen(desk: Desk) -> None:
    aside(desk, "SRO", "GT73.review", "waiver")
    aside(desk, "SRO", "GT73.review", "waiver", "another reason")
    with pytest.raises(Conflict):
        undo(desk, "GOV", "waiver/GT73.review")


def test_only_exceptions_are_taken_back(desk: Desk) -> None:
    with pytest.raises(NotFound):
        undo(desk, "GOV", "substantiality/case")
