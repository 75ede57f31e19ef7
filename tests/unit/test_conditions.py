"""Every condition answers yes, no or not known, and unknown is never no."""

from __future__ import annotations

import pytest

from casework.domain.conditions import find_condition, list_conditions
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, make_facts, record, verdicts_of

KENT, MEDWAY, JOINT = "kent-county-council", "medway-council", "kent-and-medway-joint-committee"
ICB, TRUST = "kent-and-medway-icb", "medway-trust"


def particulars(**fields):
    return record("particulars", title="Stroke services", **fields)


def regime(code):
    return record("regime", regime=code, as_at="2026-01-05")


def substantiality(outcome):
    return record("substantiality", outcome=outcome, reasons="Access")


def screen(no_time):
    return record("urgency_screen", no_time_to_consult=no_time)


def body(key=ICB):
    return record("responsible_body", key, organisation=key, capacity="commissioner", duty="s14Z45")


def duty(key=ICB, applies=None):
    return record("duty_to_involve", key, organisation=key, applies=applies)


def council(key=KENT, **fields):
    return record("affected_authority", key, organisation=key, standing="scrutiny", **fields)


def letter(to=KENT, **fields):
    fields = {"purpose": "regulation_23", "direction": "sent", "sent_on": "2026-02-01", **fields}
    return record("letter", f"letter-{to}", organisation=to, **fields)


def joint():
    return record(
        "joint_scrutiny", JOINT, outcome="appointed", organisation=JOINT, members=[KENT, MEDWAY]
    )


def temporary(key="ward", **fields):
    return record("temporary_change", key, what="Beds close", status="urgent", **fields)


def decided():
    return temporary(decided_on="2026-03-02")


def looked_at(by="board", **fields):
    given = {"reasons": "Rota settled", "next_review_on": "2026-07-20", **fields}
    return record("temporary_change_review", "r", change="temporary_change/ward", held_at=by,
                  reviewed_on="2026-04-08", **given)  # fmt: skip


def linked(relation, **fields):
    return record("linked_case", "l", case="CW-2026-9", relation=relation, stage="S0",
                  pathway="major-service-change", linked_on="2026-05-01", **fields)  # fmt: skip


def begun():
    return record("act", "act_on_safety:1:ward", act="act_on_safety", subject="ward", visit=1)


def recommendation(agreed=None, by=KENT, **fields):
    return record(
        "recommendation", "one", organisation=by, recommendation="Wait", agreed=agreed, **fields
    )


def response(outcome, by=KENT):
    return record(
        "scrutiny_response", by, organisation=by, outcome=outcome, received_on="2026-03-01"
    )


def view(answer, by=KENT):
    return record("authority_view", by, organisation=by, view=answer)


def consultation(**fields):
    return record("consultation", **fields)


def position(which):
    return record("call_in_position", position=which)


def request(outcome):
    return record("call_in_request", "one", requested_by="A resident", outcome=outcome)


def hold(name, **fields):
    return record("hold", name, hold=name, started_on="2026-03-01", **fields)


def decision(outcome, by=ICB, key="final", purpose="final"):
    return record(
        "decision", key, purpose=purpose, outcome=outcome, organisation=by, decided_on="2026-05-01"
    )


def stage_2(outcome):
    return record("assurance_letter", "two", purpose="stage_2", outcome=outcome, dated="2026-02-01")


STATED_IN_PARTICULARS = [
    "capital_required",
    "personal_data_processed",
    "staff_affected",
    "beds_fall_significantly",
    "stage_three_required",
    "joint_committee_decides",
]

TABLE = [
    *(expect(name, YES, particulars(**{name: True})) for name in STATED_IN_PARTICULARS),
    *(expect(name, NO, particulars(**{name: False})) for name in STATED_IN_PARTICULARS),
    *(expect(name, NOT_KNOWN, particulars()) for name in STATED_IN_PARTICULARS),
    *(expect(name, NOT_KNOWN) for name in STATED_IN_PARTICULARS),
    expect("substantial", YES, substantiality("substantial")),
    expect("substantial", NO, substantiality("not_substantial_agreed")),
    expect("substantial", NOT_KNOWN, substantiality("not_substantial_disputed")),
    expect("substantial", NOT_KNOWN, substantiality("urgent_exception")),
    expect("substantial", NOT_KNOWN),
    expect("substantial", NOT_KNOWN, absent("substantiality")),
    expect("not_urgent", YES, screen(False)),
    expect("not_urgent", NO, screen(True)),
    expect("not_urgent", NO, substantiality("urgent_exception")),
    expect("not_urgent", NOT_KNOWN),
    expect("not_urgent", NOT_KNOWN, screen(None)),
    expect("not_urgent", NOT_KNOWN, screen(False), substantiality("urgent_exception")),
    expect("substantial_or_urgent", YES, substantiality("substantial")),
    expect("substantial_or_urgent", YES, substantiality("not_substantial_agreed"), screen(True)),
    expect("substantial_or_urgent", NO, substantiality("not_substantial_agreed"), screen(False)),
    expect("substantial_or_urgent", NOT_KNOWN, substantiality("not_substantial_agreed")),
    expect("substantial_or_urgent", NOT_KNOWN, screen(False)),
    expect("substantiality_is_disputed", YES, substantiality("not_substantial_disputed")),
    expect(
        "substantiality_is_disputed",
        YES,
        substantiality("not_substantial_agreed"),
        view("substantial"),
    ),
    expect("substantiality_is_disputed", NO, substantiality("substantial")),
    expect("substantiality_is_disputed", NOT_KNOWN),
    expect("duty_to_involve_applies", YES, body(), duty(applies=True), subject=ICB),
    expect("duty_to_involve_applies", NO, body(), duty(applies=False), subject=ICB),
    expect("duty_to_involve_applies", NOT_KNOWN, body(), duty(applies=None), subject=ICB),
    expect("duty_to_involve_applies", NOT_KNOWN),
    expect("duty_to_involve_applies", YES, body(), body(TRUST), duty(TRUST, True)),
    expect("duty_to_involve_applies", NOT_KNOWN, body(), body(TRUST), duty(TRUST, False)),
    expect(
        "duty_to_involve_applies",
        NO,
        *(body(), body(TRUST), duty(ICB, True), duty(TRUST, False)),
        subject=TRUST,
    ),
    expect("duty_to_involve_does_not_apply", YES, body(), duty(applies=False)),
    expect("duty_to_involve_does_not_apply", NO, body(), duty(applies=True)),
    expect("duty_to_involve_does_not_apply", NOT_KNOWN, body()),
    expect("regime_is_r24", YES, regime("R24")),
    expect("regime_is_r24", NO, regime("R24_TRANSITIONAL")),
    expect("regime_is_r24", NO, regime("R13")),
    expect("regime_is_r24", NOT_KNOWN),
    expect("regime_has_call_in", YES, regime("R24")),
    expect("regime_has_call_in", YES, regime("R24_TRANSITIONAL")),
    expect("regime_has_call_in", NO, regime("R13_SAVED")),
    expect("regime_has_call_in", NOT_KNOWN),
    expect("regime_may_be_called_in", YES, regime("R13_SAVED")),
    expect("regime_may_be_called_in", NO, regime("R13")),
    expect("regime_may_be_called_in", NO, regime("PRE_R13_OR_OTHER")),
    expect("regime_may_be_called_in", NOT_KNOWN),
    expect("regime_allows_referral", YES, regime("R13")),
    expect("regime_allows_referral", YES, regime("R13_SAVED")),
    expect("regime_allows_referral", NO, regime("R24_TRANSITIONAL")),
    expect("regime_allows_referral", NO, regime("R24")),
    expect("regime_allows_referral", NOT_KNOWN),
    expect("two_or_more_councils_consulted", YES, council(), council(MEDWAY)),
    expect("two_or_more_councils_consulted", YES, council(), letter(MEDWAY)),
    expect("two_or_more_councils_consulted", NO, council()),
    expect("two_or_more_councils_consulted", NO, council(), letter()),
    expect("two_or_more_councils_consulted", NO, council(), joint(), letter(JOINT)),
    expect("two_or_more_councils_consulted", NOT_KNOWN),
    expect("council_is_consulted", YES, council(), letter()),
    expect("council_is_consulted", NO, council(), letter(sent_on="2030-01-01")),
    expect("council_is_consulted", NOT_KNOWN, council(), letter(sent_on=None)),
    expect("council_is_consulted", NOT_KNOWN, council()),
    expect("recommendation_disagreed", YES, council(), recommendation(agreed=False)),
    expect("recommendation_disagreed", NOT_KNOWN, council(), recommendation(agreed=None)),
    expect("recommendation_disagreed", NOT_KNOWN, council()),
    expect("recommendation_disagreed", NOT_KNOWN),
    expect("recommendation_disagreed", NO, council(), response("comments")),
    expect(
        "recommendation_disagreed",
        NOT_KNOWN,
        council(),
        response("comments_with_recommendation"),
    ),
    expect(
        "recommendation_disagreed", NO, council(), response("comments"), recommendation(agreed=True)
    ),
    expect("recommendation_disagreed", NO, council(), letter(comments_date="2026-04-01")),
    expect("recommendation_disagreed", NOT_KNOWN, council(), letter(comments_date="2026-07-01")),
    expect(
        "recommendation_disagreed",
        NO,
        *(council(), council(MEDWAY), recommendation(agreed=False), response("comments", MEDWAY)),
        subject=MEDWAY,
    ),
    expect("council_has_not_agreed", YES, council(), recommendation(agreed=False), subject=KENT),
    expect("council_has_not_agreed", YES, council(), response("no_comment"), subject=KENT),
    expect("council_has_not_agreed", NO, council(), recommendation(agreed=True), subject=KENT),
    expect(
        "council_has_not_agreed",
        NO,
        *(council(), recommendation(agreed=False, resolution="resolved")),
        subject=KENT,
    ),
    expect("council_has_not_agreed", NOT_KNOWN, council(), recommendation(), subject=KENT),
    expect("council_has_not_agreed", NOT_KNOWN, council(), response("comments"), subject=KENT),
    expect("council_has_not_agreed", NOT_KNOWN, council(), subject=KENT),
    expect("consultation_planned", YES, particulars(public_consultation_planned=True)),
    expect("consultation_planned", YES, consultation(opens_on="2026-03-01")),
    expect("consultation_planned", NO, particulars(public_consultation_planned=False)),
    expect("consultation_planned", NO, absent("consultation")),
    expect("consultation_planned", NOT_KNOWN, particulars()),
    expect("consultation_planned", NOT_KNOWN),
    *(
        expect(
            "consultation_window_is_six_weeks_or_more",
            verdict,
            consultation(opens_on=opens, closes_on=closes, closed_on=closed),
        )
        for opens, closes, closed, verdict in [
            ("2018-02-02", "2018-04-13", "2018-04-20", YES),
            ("2026-03-02", "2026-04-12", None, YES),  # the 42nd day is 12 April
            ("2026-03-02", "2026-04-11", None, NO),
            ("2026-03-02", "2026-05-30", "2026-03-20", NO),
            ("2026-03", "2026-04", None, NOT_KNOWN),
            ("2026-03", "2026-06", None, YES),
            ("2026-03-02", "unknown", None, NOT_KNOWN),
            ("2026-03-02", None, None, NOT_KNOWN),
        ]
    ),
    expect("consultation_window_is_six_weeks_or_more", NOT_KNOWN),
    expect(
        "consultation_window_is_six_weeks_or_more",
        NO,
        particulars(public_consultation_planned=False),
    ),
    expect("call_in_request_is_open", YES, request("open")),
    expect("call_in_request_is_open", YES, hold("CALL_IN_REQUESTED"), position("none")),
    expect("call_in_request_is_open", YES, position("requested")),
    expect("call_in_request_is_open", NO, position("none")),
    expect("call_in_request_is_open", NO, position("declined"), request("declined")),
    expect("call_in_request_is_open", NOT_KNOWN),
    expect("call_in_direction_was_given", YES, hold("CALLED_IN", ended_on="2026-05-01")),
    expect("call_in_direction_was_given", YES, request("direction")),
    expect("call_in_direction_was_given", NO, position("none")),
    expect("call_in_direction_was_given", NOT_KNOWN),
    expect("stage_2_letter_has_conditions", YES, stage_2("proceed_with_conditions")),
    expect("stage_2_letter_has_conditions", NO, stage_2("proceed")),
    expect("stage_2_letter_has_conditions", NOT_KNOWN),
    expect("final_decision_approves", YES, decision("approved")),
    expect("final_decision_approves", YES, decision("approved_with_conditions")),
    expect("final_decision_approves", NO, decision("deferred")),
    expect(
        "final_decision_approves",
        NO,
        *(decision("approved"), decision("not_approved", TRUST, "other")),
    ),
    expect("final_decision_approves", YES, decision("deferred"), decision("approved", key="later")),
    expect("final_decision_approves", NOT_KNOWN, decision("approved", purpose="to_consult")),
    expect("final_decision_does_not_approve", YES, decision("not_approved")),
    expect("final_decision_does_not_approve", NO, decision("approved")),
    expect("final_decision_does_not_approve", NO, decision("deferred")),
    expect("final_decision_does_not_approve", NOT_KNOWN),
    expect("change_goes_on_as_a_full_case", YES, linked("upgraded_to")),
    expect("change_goes_on_as_a_full_case", NO, linked("restarts")),
    expect("change_goes_on_as_a_full_case", NOT_KNOWN),
    expect("change_goes_on_as_a_full_case", NO, linked("upgraded_to", ended_as="broken_off")),
    expect("change_stays_on_this_pathway", YES),
    expect("change_stays_on_this_pathway", YES, linked("restarts")),
    expect("change_stays_on_this_pathway", NO, linked("upgraded_to")),
    expect("change_stays_on_this_pathway", YES, linked("upgraded_to", ended_as="broken_off")),
    expect("service_was_restored", YES, temporary(ended_as="reopened")),
    expect("service_was_restored", NO, temporary(ended_as="full_track")),
    expect("service_was_restored", NOT_KNOWN, temporary()),
    expect("service_was_restored", NOT_KNOWN),
    expect("service_was_restored", NO, temporary(ended_as="full_track"),
           temporary("second", ended_as="reopened"), subject="ward"),
    expect("service_was_restored", YES, temporary(ended_as="full_track"),
           temporary("second", ended_as="reopened"), subject="second"),
    expect("temporary_change_has_been_reviewed", YES, decided(), looked_at()),
    expect("temporary_change_has_been_reviewed", NO, decided()),
    expect("temporary_change_has_been_reviewed", NO, temporary("other"), decided(), looked_at(),
           subject="other"),
    expect("temporary_change_has_been_reviewed", YES, temporary("other"), decided(), looked_at()),
    expect("temporary_change_has_been_reviewed", NOT_KNOWN),
    expect("board_set_another_day_for_a_review", YES, decided(), looked_at()),
    expect("board_set_another_day_for_a_review", NO, decided()),
    expect("board_set_another_day_for_a_review", NO, decided(), looked_at("executive")),
    expect("board_set_another_day_for_a_review", NO, decided(), looked_at(reasons=None)),
    expect("board_set_another_day_for_a_review", NOT_KNOWN, temporary(), looked_at()),
    expect("board_set_another_day_for_a_review", NOT_KNOWN),
    expect("temporary_change_goes_the_full_way", YES, temporary(ended_as="full_track")),
    expect("temporary_change_goes_the_full_way", NO, temporary(ended_as="reopened")),
    expect("temporary_change_goes_the_full_way", NOT_KNOWN, temporary()),
    expect("temporary_change_goes_the_full_way", NOT_KNOWN),
    *(expect("every_temporary_change_is_recorded_as_reverted", *line) for line in (
        (YES, temporary(ended_as="reopened", ended_on="2026-05-01")),
        (NO, temporary()),
        (NO, temporary(ended_as="full_track", ended_on="2026-05-01")),
        (NO, temporary(ended_as="reopened", ended_on="2026-05-01"), temporary("second")),
        (NO, temporary(ended_as="reopened", ended_on="2026-07-01")),
        # Renewed, and another that took its place was given up.
        (YES, temporary(ended_as="renewed", ended_on="2026-04-01"),
         temporary("second", starts_on="2026-04-01", ended_as="reopened", ended_on="2026-05-01")),
        (NO, temporary(ended_as="renewed", ended_on="2026-04-01")),
        (NOT_KNOWN, temporary(ended_as="reopened")),
        (NOT_KNOWN,),
    )),
    expect("no_temporary_change_has_begun", YES, absent("temporary_change")),
    expect("no_temporary_change_has_begun", YES, temporary(starts_on="2026-07-01")),
    expect("no_temporary_change_has_begun", NO, temporary(starts_on="2026-05-01")),
    expect("no_temporary_change_has_begun", NO, temporary(starts_on="2026-07-01"), begun()),
    expect("no_temporary_change_has_begun", NOT_KNOWN, temporary()),
    expect("no_temporary_change_has_begun", NOT_KNOWN),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_condition_answers_as_its_table_says(line):
    assert line.ask(find_condition(line.name)).verdict is line.verdict


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_condition_gives_its_reason(line):
    assert line.ask(find_condition(line.name)).reason


# The link is written as the other case is opened: that there is none is known.
NEVER_NOT_KNOWN = {"change_stays_on_this_pathway"}


def test_every_condition_is_shown_to_answer_yes_no_and_not_known():
    shown = verdicts_of(TABLE)
    lacking = {name: shown.get(name) for name in list_conditions()
               if shown.get(name) != {YES, NO, NOT_KNOWN} - (
                   {NOT_KNOWN} if name in NEVER_NOT_KNOWN else set())}  # fmt: skip
    assert lacking == {}


@pytest.mark.parametrize("name", sorted({*list_conditions()} - NEVER_NOT_KNOWN))
def test_a_condition_of_an_empty_case_is_not_known(name):
    answer = find_condition(name)(make_facts(), "")
    assert answer.verdict is NOT_KNOWN


def test_a_condition_that_nobody_registered_is_not_found():
    assert find_condition("subtantial") is None
