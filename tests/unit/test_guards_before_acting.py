"""GD15, GD16 and GD18 to GD20, and conditions of approvals."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, Expected, absent, expect, record

VERSION = record(
    "proposal_version", "one", title="T", dated="2026-01-05", used_as=("decision",),
    parameters=({"parameter": "beds", "of": "S", "value": "1", "unit": ""},),
)  # fmt: skip
TWELVE = record("local_threshold", "l", threshold="consultation_weeks", value=12)
LONG = record("consultation", opens_on="2026-01-05", closes_on="2026-04-26")
SHORT = record("consultation", opens_on="2026-03-02", closes_on="2026-03-29")
ACCOUNTED = {"holidays_accounted": True, "election_accounted": True, "emergency_accounted": True}


def period(**values: object):
    return record("consultation_period", "p", sort="first", **values)


def document(ready_on: str | None):
    return record("consultation_material", "d", format="document", title="T", wanted=True,
                  ready_on=ready_on)  # fmt: skip


def depends(**values: object):
    return record("interdependence", "i", **values)


def claim(**changes: object):
    values = {"claim": "not_substantial", "reasons": "R", "council_view": "agrees",
              "council_view_on": "2026-02-02", **changes}  # fmt: skip
    return record("classification_claim", "c", **values)


def can(sort: str, **changes: object):
    values = {"sort": sort, "proposal": "proposal_version/one", "finding": "deliverable",
              "basis": "B", "assured_by": "A", "assured_on": "2026-02-02",
              "bed_conditions": ("alternative",), "tried_out": False, **changes}  # fmt: skip
    return record("deliverability", sort, **values)


def change(**values: object):
    return record("temporary_change", "t", what="W", status="pilot", **values)


def condition(**values: object):
    return record("condition", "c", attached_to="decision/d", condition="C", **values)


def decided(on: str | None, **more: object):
    return record("decision", "d", purpose="final", organisation="icb", decided_on=on,
                  **{"outcome": "approved", **more})  # fmt: skip


REGIME = record("regime", regime="R24", as_at="2026-01-05")
SUBSTANTIAL = record("substantiality", outcome="substantial")
NOTIFIED = record("letter", "s", purpose="secretary_of_state_notification", organisation="gov",
                  direction="sent", sent_on="2026-01-12")  # fmt: skip
DUTY = record("duty_to_involve", "d", organisation="icb", concerns_health_services=True)
NO_TIME = record("urgency_screen", no_time_to_consult=True)
SPARED = record("duty_to_involve", "d", organisation="icb", concerns_health_services=True,
                applies=False)  # fmt: skip
ENDED = record("hold", "h", hold="REFERRED", started_on="2024-01-05", ended_on="2024-06-03")
WILL_REFER = record("referral_statement", "s", organisation="kent", statement="will_refer",
                    stated_on="2026-05-18")  # fmt: skip
SORTS = ("capital", "revenue", "workforce", "beds", "travel")
DISCHARGES = {
    "condition_is_discharged_before_consultation": "consultation",
    "condition_is_discharged_before_the_decision": "decision",
    "condition_is_discharged_before_implementation": "implementation",
    "condition_is_discharged_before_the_close": "close",
}
CONFIRMED = "deliverability_was_confirmed_before_the_decision"
TABLE = [
    expect("people_have_time_enough", YES, LONG, TWELVE),
    expect("people_have_time_enough", NO, SHORT, TWELVE),
    expect("people_have_time_enough", YES, SHORT, TWELVE, period(reasons="R")),
    expect("people_have_time_enough", NOT_KNOWN, TWELVE),
    expect("holidays_elections_and_emergencies_are_accounted_for", YES, period(**ACCOUNTED)),
    expect("holidays_elections_and_emergencies_are_accounted_for", NO,
           period(**{**ACCOUNTED, "election_accounted": False})),
    expect("holidays_elections_and_emergencies_are_accounted_for", NOT_KNOWN, period()),
    expect("formats_are_ready_on_the_first_day", YES, LONG, document("2026-01-05")),
    expect("formats_are_ready_on_the_first_day", NO, LONG, document("2026-02-05")),
    expect("formats_are_ready_on_the_first_day", NOT_KNOWN, LONG, document(None)),
    expect("interdependent_services_are_asked_about_together", YES, absent("interdependence")),
    expect("interdependent_services_are_asked_about_together", YES,
           depends(interdependent=True, in_one_consultation=True)),
    expect("interdependent_services_are_asked_about_together", NO,
           depends(interdependent=True, in_one_consultation=False)),
    expect("interdependent_services_are_asked_about_together", NOT_KNOWN, depends()),
    expect("claim_has_reasons_and_the_councils_view", YES, claim(), subject="c"),
    expect("claim_has_reasons_and_the_councils_view", YES, claim(council_view="disagrees"),
           subject="c"),
    expect("claim_has_reasons_and_the_councils_view", NO, claim(council_view="not_asked"),
           subject="c"),
    expect("claim_has_reasons_and_the_councils_view", NO,
           claim(claim="higher_body", spares=("involvement",)), subject="c"),
    expect("claim_has_reasons_and_the_councils_view", NOT_KNOWN, claim(reasons=None), subject="c"),
    expect("every_claim_is_recorded_as_one", YES, SUBSTANTIAL, DUTY),
    expect("every_claim_is_recorded_as_one", NOT_KNOWN, DUTY,
           record("substantiality", outcome="not_substantial_agreed")),
    expect("every_claim_is_recorded_as_one", NOT_KNOWN, SUBSTANTIAL, DUTY, NO_TIME),
    expect("every_claim_is_recorded_as_one", YES, SUBSTANTIAL, DUTY, NO_TIME,
           claim(claim="urgent")),
    expect("every_claim_is_recorded_as_one", NOT_KNOWN, SUBSTANTIAL, SPARED),
    expect("every_claim_is_recorded_as_one", YES, SUBSTANTIAL, SPARED, claim(claim="rename")),
    expect("temporary_change_is_recorded_as_a_claim", YES, change(), claim(claim="pilot"),
           subject="t"),
    expect("temporary_change_is_recorded_as_a_claim", NOT_KNOWN, change(), subject="t"),
    *(expect(f"{s}_is_assured", YES, VERSION, can(s)) for s in SORTS),
    *(expect(f"{s}_is_assured", NO, VERSION, can(s, finding="not_deliverable")) for s in SORTS),
    *(expect(f"{s}_is_assured", NOT_KNOWN, VERSION, can(s, assured_on=None)) for s in SORTS),
    expect("beds_is_assured", NOT_KNOWN, VERSION, can("beds", bed_conditions=())),
    expect(CONFIRMED, YES, VERSION, LONG, can("travel", confirmed_on="2026-05-04")),
    expect(CONFIRMED, NO, VERSION, LONG, can("travel", confirmed_on="2026-02-04")),
    expect(CONFIRMED, NOT_KNOWN, VERSION, LONG, can("travel")),
    expect("models_were_tested_where_the_change_was_tried", YES, VERSION, can("travel")),
    expect("models_were_tested_where_the_change_was_tried", NO, VERSION,
           can("travel", tried_out=True, back_tested=False)),
    expect("models_were_tested_where_the_change_was_tried", NOT_KNOWN, VERSION,
           can("travel", tried_out=True)),
    expect("nothing_is_stated_to_be_impossible", YES, VERSION, can("travel")),
    expect("nothing_is_stated_to_be_impossible", NO, VERSION,
           can("travel", finding="not_deliverable")),
    expect("nothing_is_stated_to_be_impossible", NOT_KNOWN, VERSION,
           can("travel", finding="not_deliverable", proposal="")),
    expect("nobody_may_still_stop_it", YES, decided("2025-06-01")),
    expect("nobody_may_still_stop_it", NO, decided("2026-05-04")),
    expect("nobody_may_still_stop_it", NO, decided("2025-06-01"),
           record("hold", "h", hold="REFERRED", started_on="2026-01-05")),
    # A hold of an earlier round says nothing of a new referral, letter or direction.
    expect("nobody_may_still_stop_it", NO, decided("2025-06-01"), ENDED, WILL_REFER),
    expect("nobody_may_still_stop_it", YES, decided("2025-06-01"), WILL_REFER,
           record("hold", "h", hold="REFERRED", started_on="2026-05-18", ended_on="2026-05-25")),
    expect("nobody_may_still_stop_it", NOT_KNOWN, decided("2025-06-01"),
           record("hold", "h", hold="IN_LITIGATION", started_on="2024-01-05",
                  ended_on="2024-06-03"),
           record("letter", "p", purpose="pre_action", organisation="kent", direction="received",
                  sent_on="2026-05-18")),
    expect("nobody_may_still_stop_it", NO, decided("2025-06-01"),
           record("call_in_position", position="direction", as_at="2026-05-18")),
    expect("nobody_may_still_stop_it", NO, decided("2025-06-01"),
           record("call_in_request", "r", outcome="direction", answered_on="2026-05-18")),
    expect("nobody_may_still_stop_it", NOT_KNOWN, decided(None)),
    # No day is safe: once the cautious one has passed it is still asked.
    expect("no_challenge_is_live_or_still_possible", NO, decided("2025-06-01")),
    expect("no_challenge_is_live_or_still_possible", NO, decided("2026-05-04")),
    expect("no_challenge_is_live_or_still_possible", NO, decided("2025-06-01", outcome="deferred"),
           record("hold", "h", hold="REFERRED", started_on="2026-01-05")),
    expect("no_challenge_is_live_or_still_possible", YES,
           decided("2025-06-01", outcome="not_approved")),
    expect("no_challenge_is_live_or_still_possible", NOT_KNOWN, decided(None)),
    expect("no_challenge_is_live_or_still_possible", NOT_KNOWN, decided("unknown")),
    expect("secretary_of_state_was_notified_if_notifiable", YES, REGIME, SUBSTANTIAL, NOTIFIED),
    expect("secretary_of_state_was_notified_if_notifiable", NO, REGIME, SUBSTANTIAL,
           absent("letter", "no-secretary_of_state_notification")),
    expect("secretary_of_state_was_notified_if_notifiable", NOT_KNOWN, REGIME),
    *(expect(name, YES, condition(discharged_on="2026-02-02", discharge="D"), subject="c")
      for name in DISCHARGES),
    *(expect(name, NO, condition(due_before=step), subject="c")
      for name, step in DISCHARGES.items()),
    *(expect(name, NOT_KNOWN, condition(discharged_on="2026-02-02"), subject="c")
      for name in DISCHARGES),
    expect("condition_is_discharged_before_the_decision", YES,
           condition(due_before="implementation"), subject="c"),
    expect("condition_has_owner_and_date", YES,
           condition(owner="O", due_on="2026-09-01", due_before="close"), subject="c"),
    expect("condition_has_owner_and_date", NOT_KNOWN, condition(owner="O"), subject="c"),
    expect("conditions_of_approvals_are_recorded", YES,
           decided("2026-05-04", outcome="approved_with_conditions"), condition()),
    expect("conditions_of_approvals_are_recorded", NOT_KNOWN,
           decided("2026-05-04", outcome="approved_with_conditions")),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line: Expected) -> None:
    answer = line.ask(find_guard(line.name))
    assert answer.verdict is line.verdict, answer.reason
