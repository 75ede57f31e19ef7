"""No guard is without its table, and unknown is never yes or no."""

from __future__ import annotations

from casework.domain.answers import Verdict
from casework.domain.guards import find_guard, list_guards
from tests.factories import NO, NOT_KNOWN, YES, make_facts, verdicts_of
from tests.unit.test_guards_assurance import TABLE as ASSURANCE
from tests.unit.test_guards_before_acting import TABLE as BEFORE_ACTING
from tests.unit.test_guards_before_deciding import TABLE as BEFORE_DECIDING
from tests.unit.test_guards_by_document import TABLE as BY_DOCUMENT
from tests.unit.test_guards_consultation import TABLE as CONSULTATION
from tests.unit.test_guards_crystallisation import TABLE as CRYSTALLISATION
from tests.unit.test_guards_deciding import TABLE as DECIDING
from tests.unit.test_guards_delegation import TABLE as DELEGATION
from tests.unit.test_guards_disclosure import TABLE as DISCLOSURE
from tests.unit.test_guards_footprint import TABLE as FOOTPRINT
from tests.unit.test_guards_formative_stage import TABLE as FORMATIVE_STAGE
from tests.unit.test_guards_going_on import TABLE as GOING_ON
from tests.unit.test_guards_involvement import TABLE as INVOLVEMENT
from tests.unit.test_guards_meetings import TABLE as MEETINGS
from tests.unit.test_guards_minor_changes import TABLE as MINOR_CHANGES
from tests.unit.test_guards_options_trail import TABLE as OPTIONS_TRAIL
from tests.unit.test_guards_promises import TABLE as PROMISES
from tests.unit.test_guards_regime import TABLE as REGIME
from tests.unit.test_guards_scrutiny import TABLE as SCRUTINY
from tests.unit.test_guards_scrutiny_record import TABLE as SCRUTINY_RECORD
from tests.unit.test_guards_several_bodies import TABLE as SEVERAL_BODIES
from tests.unit.test_guards_temporary_changes import TABLE as TEMPORARY_CHANGES
from tests.unit.test_guards_urgent_changes import TABLE as URGENT_CHANGES
from tests.unit.test_guards_urgent_going_on import TABLE as URGENT_GOING_ON
from tests.unit.test_guards_urgent_in_time import TABLE as URGENT_IN_TIME
from tests.unit.test_guards_withdrawal import TABLE as WITHDRAWAL

EVERY_TABLE = (
    *ASSURANCE, *CONSULTATION, *INVOLVEMENT, *MEETINGS, *REGIME, *SCRUTINY, *BY_DOCUMENT,
    # GD01 to GD10 and GT05
    *BEFORE_DECIDING, *CRYSTALLISATION, *SCRUTINY_RECORD, *FOOTPRINT, *PROMISES,
    *TEMPORARY_CHANGES, *FORMATIVE_STAGE, *OPTIONS_TRAIL, *DISCLOSURE,
    # GD11 to GD20 and conditions
    *DECIDING, *BEFORE_ACTING,
    # GT-U1 to GT-U12
    *URGENT_CHANGES, *URGENT_IN_TIME, *URGENT_GOING_ON,
    # GD21 and who signs
    *DELEGATION,
    # the minor pathway
    *MINOR_CHANGES,
    # taking a proposal back, and deciding anew
    *WITHDRAWAL,
    # several bodies that decide
    *SEVERAL_BODIES,
    # going on beside a call-in request
    *GOING_ON,
)  # fmt: skip

# These ask only whether something is recorded: what is not there is not known, and never a no.
NEVER_NO = {
    "alternatives_to_the_temporary_change_are_recorded",
    "lack_of_time_is_accounted_for",
    "reviews_rest_on_figures",
    "each_review_that_fell_due_was_held",
    "all_parties_approved_the_business_case",
    "all_parties_approved_the_decision_case",
    "condition_has_owner_and_date",
    "conditions_of_approvals_are_recorded",
    "every_claim_is_recorded_as_one",
    "representations_are_answered_in_the_paper",
    "temporary_change_is_recorded_as_a_claim",
    "consultation_length_has_reasons",
    "decision_meeting_had_authority",
    "duty_outcome_is_recorded",
    "final_decision_is_dated",
    "holidays_in_the_consultation_are_considered",
    "interests_at_the_decision_were_recorded",
    "meeting_to_consult_had_authority",
    "promises_that_were_found_are_recorded",
    "recommendations_were_answered",
    "regulation_23_letter_gives_both_dates",
    "responsible_bodies_are_recorded",
    "scrutiny_meetings_are_considered",
    "senior_responsible_owner_is_named",
    "steps_to_agree_were_taken",
    "three_steps_are_answered",
    "where_patients_come_from_is_recorded",
}
YES_OF_AN_EMPTY_CASE = {
    # A council that made no recommendation has none to answer.
    "recommendations_were_answered",
    # Whether all requests are recorded is asked by GD10.requests_found, before the same steps.
    "information_requests_have_an_outcome",
    "what_the_council_asked_for_was_answered",
    # Whether the council was supplied at all is asked by GD03.supplied.
    "papers_reached_the_council_before_its_meeting",
    # Where no document sets a figure there is none to meet.
    "councils_were_contacted_as_a_document_asks",
    "no_authority_was_left_out_that_a_document_counts",
    "papers_reached_the_council_as_a_document_asks",
    "change_is_as_small_as_a_document_asks",
    "full_report_came_as_a_document_asks",
    # Whether a request is open is asked by GT92.position; where none is known none is decided on.
    "each_open_call_in_request_has_a_decision_to_go_on",
    # Where no full business case is recorded there is none to compare.
    "full_business_case_is_what_was_decided",
    # Where no approval is recorded it has no conditions; that one is recorded is asked elsewhere.
    "conditions_of_approvals_are_recorded",
    # That each body decides in one way is asked by each_body_decides_in_one_way.
    "committees_in_common_were_each_quorate",
    "committees_in_common_each_decided_on_one_day",
    "joint_committee_decided_for_all_its_members",
    # Whether each part is assured at all is asked by the other checks of GD19.
    "nothing_is_stated_to_be_impossible",
}


def test_every_guard_is_shown_to_answer_yes_no_and_not_known():
    shown = verdicts_of(EVERY_TABLE)
    wrong = {name: shown.get(name) for name in list_guards()
             if shown.get(name) != _expected(name)}  # fmt: skip
    assert wrong == {}


def test_a_guard_of_an_empty_case_is_not_known():
    answers = {name: find_guard(name)(make_facts(), "").verdict for name in list_guards()}
    assert {name for name, verdict in answers.items() if verdict is not NOT_KNOWN} == (
        YES_OF_AN_EMPTY_CASE
    )


def test_every_no_and_every_not_known_gives_its_reason():
    lines = [line for line in EVERY_TABLE if line.verdict is not YES]
    without = [line.id for line in lines if not line.ask(find_guard(line.name)).reason]
    assert without == []


def test_no_reason_speaks_of_a_breach():
    words = ("breach", "unlawful", "illegal", "fail")
    reasons = [line.ask(find_guard(line.name)).reason for line in EVERY_TABLE]
    assert [reason for reason in reasons if any(word in reason for word in words)] == []


def test_a_guard_that_nobody_registered_is_not_found():
    assert find_guard("meeting_was_quorat") is None


def _expected(name: str) -> set[Verdict]:
    return {YES, NOT_KNOWN} if name in NEVER_NO else {YES, NO, NOT_KNOWN}
