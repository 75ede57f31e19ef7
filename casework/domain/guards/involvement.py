"""Guards on the duty to involve, promises and urgency.

Source: NHS statutory guidance of 2022 (SRC-G1, Annex B1) for the three steps; regulation 23(2) of
the 2013 Regulations for urgency.
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import (
    fact_not_recorded,
    from_single,
    not_recorded,
    organisation,
)

ICB_DUTY_BEGAN = date(2022, 7, 1)


@guard("duty_outcome_is_recorded")
def duty_outcome_is_recorded(facts: CaseFacts, subject: str) -> Answer:
    """The body has recorded whether the duty to involve applies to it."""
    assessment = _assessment(facts, subject)
    if assessment is None:
        return not_recorded("duty_to_involve")
    if assessment.payload.applies is None:
        return fact_not_recorded(f"whether the duty to involve applies to {organisation(subject)}")
    return yes()


@guard("three_steps_are_answered")
def three_steps_are_answered(facts: CaseFacts, subject: str) -> Answer:
    """The three questions are answered, as far as the earlier answers leave them to be asked."""
    assessment = _assessment(facts, subject)
    if assessment is None:
        return not_recorded("duty_to_involve")
    led_to = _led_to(assessment)
    return led_to if led_to.is_not_known else yes()


@guard("duty_outcome_follows_the_three_steps")
def duty_outcome_follows_the_three_steps(facts: CaseFacts, subject: str) -> Answer:
    """The recorded outcome is the one that the body's own three answers lead to."""
    assessment = _assessment(facts, subject)
    if assessment is None:
        return not_recorded("duty_to_involve")
    led_to, recorded = _led_to(assessment), assessment.payload.applies
    if led_to.is_not_known:
        return led_to
    if recorded is None:
        return fact_not_recorded(f"whether the duty to involve applies to {organisation(subject)}")
    if recorded != led_to.is_yes:
        return no(
            f"the answers of {organisation(subject)} lead to "
            f"{'applies' if led_to.is_yes else 'does not apply'}, and the recorded outcome is "
            f"{'applies' if recorded else 'does not apply'}"
        )
    return yes()


@guard("duty_provision_was_in_force")
def duty_provision_was_in_force(facts: CaseFacts, subject: str) -> Answer:
    """The provision recorded for the body was law on the date judged.

    Section 14Z2 (clinical commissioning groups) ended on 30 June 2022, section 14Z45 (integrated
    care boards) began on 1 July 2022.
    """
    parties = [r for r in facts.about("responsible_body", subject) if r.payload.duty]
    if not parties:
        return not_recorded("responsible_body")
    duty = parties[-1].payload.duty
    since_2022 = facts.as_at >= ICB_DUTY_BEGAN
    if (duty == "s14Z45" and not since_2022) or (duty == "s14Z2" and since_2022):
        return no(
            f"the duty of {organisation(subject)} is recorded under section {duty[1:]}, which was "
            f"not in force on {long_date(facts.as_at)}"
        )
    return yes()


@guard("promises_check_is_complete")
def promises_check_is_complete(facts: CaseFacts, subject: str) -> Answer:
    """It is recorded where promises were searched for, whether any was found and what follows."""
    return from_single(facts, "promises_check", _promises)


@guard("urgency_screen_is_answered")
def urgency_screen_is_answered(facts: CaseFacts, subject: str) -> Answer:
    """The question whether there is time to consult is answered, either way."""
    return from_single(
        facts,
        "urgency_screen",
        lambda record: (
            fact_not_recorded("whether there is time to consult")
            if record.payload.no_time_to_consult is None
            else yes()
        ),
    )


def _assessment(facts: CaseFacts, body: str) -> RecordVersion | None:
    found = facts.about("duty_to_involve", body)
    return found[-1] if found else None


def _led_to(assessment: RecordVersion) -> Answer:
    """Yes if the three answers lead to the duty, no if they lead away from it."""
    payload = assessment.payload
    body = organisation(payload.organisation)
    if payload.concerns_health_services is False:
        return no("step 1")
    if payload.concerns_health_services is None:
        return not_known(f"Not recorded: step 1 of the assessment of {body}")
    if not payload.activity:
        return not_known(f"Not recorded: step 2 of the assessment of {body}")
    if "planning" in payload.activity:
        return yes("planning")
    if payload.impact_on_patients is None:
        return not_known(f"Not recorded: step 3 of the assessment of {body}")
    return yes("step 3") if payload.impact_on_patients else no("step 3")


def _promises(record: RecordVersion) -> Answer:
    payload = record.payload
    if not payload.searched:
        return fact_not_recorded("where promises were searched for")
    if payload.found is None:
        return fact_not_recorded("whether any promise or established practice was found")
    if payload.found and not payload.findings:
        return fact_not_recorded("what follows from the promise that was found")
    return yes()
