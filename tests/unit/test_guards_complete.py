"""No guard is without its table, and unknown is never yes or no."""

from __future__ import annotations

from casework.domain.answers import Verdict
from casework.domain.guards import find_guard, list_guards
from tests.factories import NO, NOT_KNOWN, YES, make_facts, verdicts_of
from tests.unit.test_guards_assurance import TABLE as ASSURANCE
from tests.unit.test_guards_consultation import TABLE as CONSULTATION
from tests.unit.test_guards_involvement import TABLE as INVOLVEMENT
from tests.unit.test_guards_meetings import TABLE as MEETINGS
from tests.unit.test_guards_regime import TABLE as REGIME
from tests.unit.test_guards_scrutiny import TABLE as SCRUTINY

EVERY_TABLE = (*ASSURANCE, *CONSULTATION, *INVOLVEMENT, *MEETINGS, *REGIME, *SCRUTINY)

# These ask only whether something is recorded: what is not there is not known, and never a no.
NEVER_NO = {
    "consultation_length_has_reasons",
    "decision_meeting_had_authority",
    "duty_outcome_is_recorded",
    "final_decision_is_dated",
    "holidays_in_the_consultation_are_considered",
    "interests_at_the_decision_were_recorded",
    "meeting_to_consult_had_authority",
    "recommendations_were_answered",
    "regulation_23_letter_gives_both_dates",
    "responsible_bodies_are_recorded",
    "scrutiny_meetings_are_considered",
    "senior_responsible_owner_is_named",
    "steps_to_agree_were_taken",
    "three_steps_are_answered",
}
# A council that made no recommendation has none to answer.
YES_OF_AN_EMPTY_CASE = {"recommendations_were_answered"}


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
