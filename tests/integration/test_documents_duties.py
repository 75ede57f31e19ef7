"""How a business case sets out legal duties, conditions and hashes of the record."""

from __future__ import annotations

import pytest

from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.set_aside import SET_ASIDE_ELSEWHERE
from casework.services.exceptions import SetAside, set_aside
from tests.integration.desk import Desk, open_desk
from tests.integration.hosc_case import fill_for_scrutiny

REGIME = "Which law applies"


@pytest.fixture
def desk(office) -> Desk:
    opened = open_desk(office)
    fill_for_scrutiny(opened)
    return opened


def context_of(desk: Desk):
    view = read_for_printing(desk.office, desk.reference)
    return document_context(desk.office, view, document="D11")


def duty(desk: Desk, title: str):
    """The first line about a duty whose text begins so."""
    return next(d for d in context_of(desk).legal_duties if d.duty.startswith(title))


def test_a_duty_that_is_not_met_and_due_is_a_gap(desk):
    desk.record("urgency_screen", no_time_to_consult="no", screened_on="2026-05-04")
    assert duty(desk, "Urgency screen").how_met is None


def test_a_duty_that_is_met_says_what_is_so_and_who_signed(desk):
    desk.record("urgency_screen", no_time_to_consult="no", screened_on="2026-05-04",
                reasons="Staffing is safe.")  # fmt: skip
    desk.sign("GT04.screen", "CMO")
    assert duty(desk, "Urgency screen").how_met == (
        "A clinical executive has recorded whether a risk to safety or welfare leaves no time "
        "to consult.\nSigned off by: chief medical officer."
    )


def test_a_duty_met_by_one_body_of_two_names_that_body(desk):
    desk.record("responsible_body", key="trust", organisation="trust", capacity="provider",
                duty="s242")  # fmt: skip
    desk.record("duty_to_involve", organisation="icb", concerns_health_services="yes",
                activity=["planning"], impact_on_patients="yes", applies="yes",
                assessed_on="2026-05-04", involvement="A consultation",
                reasons="Patients travel further")  # fmt: skip
    for role in ("ENG", "GOV"):
        desk.sign("GT02.outcome", role, subject="icb")
    assert "(Northshire Integrated Care Board)" in duty(desk, "Does the duty").how_met


def test_a_duty_of_which_a_check_was_set_aside_says_which_check(desk):
    advice = desk.evidence("legal_review_note", by="LEG", classification="privileged")
    risk = SetAside("GD06.baseline", "accepted_risk", "Counsel agrees.", second_person="leg",
                    relied_on=(advice.pin,))  # fmt: skip
    set_aside(desk.office, desk.viewer("AO"), desk.reference, risk)
    lines = [line for d in context_of(desk).legal_duties for line in (d.how_met or "").split("\n")]
    (line,) = [line for line in lines if SET_ASIDE_ELSEWHERE in line]
    assert line == f"{desk.result('GD06.baseline').criterion.asks} {SET_ASIDE_ELSEWHERE}"


def test_no_duty_is_told_in_the_words_of_the_checklist(desk):
    said = " ".join(d.how_met or "" for d in context_of(desk).legal_duties)
    assert "to be signed off" not in said


def test_a_condition_without_a_tracker_has_no_response(desk):
    record_condition(desk)
    assert [c.response for c in context_of(desk).assurance_conditions] == [None]


def test_a_condition_points_to_the_public_tracker(desk):
    record_condition(desk)
    desk.evidence("conditions_tracker", title="Tracker of conditions", dated="2026-06-01")
    (condition,) = context_of(desk).assurance_conditions
    assert condition.response == (
        "Owner, date and state are kept in “Tracker of conditions”, version 1, dated 1 June 2026."
    )


def test_documents_print_the_first_twelve_characters_of_a_hash(desk):
    desk.evidence("involvement_plan", title="Involvement plan")
    assert {len(e.sha256) for e in context_of(desk).evidence} == {12}


def test_the_status_of_a_discarded_option_is_told_in_the_words_of_the_record(desk):
    assert [o.status for o in context_of(desk).options] == ["On the short list", "Discarded"]


def record_condition(desk: Desk) -> None:
    desk.record("assurance_letter", purpose="stage_2", organisation="icb",
                outcome="proceed_with_conditions", dated="2026-05-30",
                conditions=["Agree the ambulance plan."])  # fmt: skip
