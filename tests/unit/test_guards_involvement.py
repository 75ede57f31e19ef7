"""Guards on parties, on the duty to involve, on promises, urgency and Healthwatch."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

ICB, KENT, HEALTHWATCH = "kent-and-medway-icb", "kent-county-council", "healthwatch-kent"


def particulars(**fields):
    return record("particulars", title="Stroke services", **fields)


def sro(**fields):
    return record("role", "sro", person="senior-owner", role="SRO", **fields)


def council(standing="scrutiny"):
    return record("affected_authority", KENT, organisation=KENT, standing=standing)


def healthwatch(**fields):
    return record("healthwatch", HEALTHWATCH, organisation=HEALTHWATCH, **fields)


def body(duty="s14Z45"):
    return record("responsible_body", ICB, organisation=ICB, capacity="commissioner", duty=duty)


def assessment(health=True, activity=("proposal",), impact=True, applies=True):
    return record(
        "duty_to_involve",
        ICB,
        organisation=ICB,
        concerns_health_services=health,
        activity=activity,
        impact_on_patients=impact,
        applies=applies,
    )


def promises(**fields):
    return record("promises_check", **{"searched": "Minutes since 2015", **fields})


def screen(no_time):
    return record("urgency_screen", no_time_to_consult=no_time)


def letter(direction="sent", purpose="healthwatch_involvement", key="one", **fields):
    return record(
        "letter",
        key,
        purpose=purpose,
        organisation=HEALTHWATCH,
        direction=direction,
        **{"sent_on": "2026-02-01", **fields},
    )


FOLLOWS = "duty_outcome_follows_the_three_steps"
REPLY = "healthwatch_reply_is_logged"

TABLE = [
    expect("sponsor_is_recorded", YES, particulars(sponsor=ICB)),
    expect("sponsor_is_recorded", NO, absent("particulars")),
    expect("sponsor_is_recorded", NOT_KNOWN, particulars()),
    expect("sponsor_is_recorded", NOT_KNOWN),
    expect("responsible_bodies_are_recorded", YES, body()),
    expect("responsible_bodies_are_recorded", NOT_KNOWN),
    expect("senior_responsible_owner_is_named", YES, sro()),
    expect("senior_responsible_owner_is_named", NOT_KNOWN, sro(until="2026-05-01")),
    expect("senior_responsible_owner_is_named", NOT_KNOWN),
    expect("affected_councils_are_recorded", YES, council()),
    expect("affected_councils_are_recorded", NO, absent("affected_authority")),
    expect("affected_councils_are_recorded", NOT_KNOWN, council("courtesy")),
    expect("affected_councils_are_recorded", NOT_KNOWN),
    expect("local_healthwatch_is_recorded", YES, healthwatch()),
    expect("local_healthwatch_is_recorded", NO, absent("healthwatch")),
    expect("local_healthwatch_is_recorded", NOT_KNOWN, healthwatch(until="2026-03-31")),
    expect("local_healthwatch_is_recorded", NOT_KNOWN),
    expect("duty_outcome_is_recorded", YES, assessment(applies=False), subject=ICB),
    expect("duty_outcome_is_recorded", NOT_KNOWN, assessment(applies=None), subject=ICB),
    expect("duty_outcome_is_recorded", NOT_KNOWN, subject=ICB),
    expect("three_steps_are_answered", YES, assessment(), subject=ICB),
    expect("three_steps_are_answered", YES, assessment(health=False, activity=()), subject=ICB),
    expect("three_steps_are_answered", NOT_KNOWN, assessment(impact=None), subject=ICB),
    expect("three_steps_are_answered", NOT_KNOWN, assessment(activity=()), subject=ICB),
    expect("three_steps_are_answered", NOT_KNOWN, assessment(health=None), subject=ICB),
    expect("three_steps_are_answered", NOT_KNOWN, subject=ICB),
    expect(FOLLOWS, YES, assessment(), subject=ICB),
    expect(FOLLOWS, YES, assessment(impact=False, applies=False), subject=ICB),
    expect(FOLLOWS, YES, assessment(activity=("planning",), impact=None), subject=ICB),
    expect(FOLLOWS, NO, assessment(impact=True, applies=False), subject=ICB),
    expect(FOLLOWS, NO, assessment(health=False, applies=True), subject=ICB),
    expect(FOLLOWS, NO, assessment(activity=("planning",), applies=False), subject=ICB),
    expect(FOLLOWS, NOT_KNOWN, assessment(applies=None), subject=ICB),
    expect(FOLLOWS, NOT_KNOWN, assessment(impact=None), subject=ICB),
    expect(FOLLOWS, NOT_KNOWN, subject=ICB),
    expect("duty_provision_was_in_force", YES, body(), subject=ICB),
    expect("duty_provision_was_in_force", YES, body("s242"), subject=ICB, as_at="2018-01-01"),
    expect("duty_provision_was_in_force", YES, body("s14Z2"), subject=ICB, as_at="2022-06-30"),
    expect("duty_provision_was_in_force", NO, body("s14Z2"), subject=ICB, as_at="2022-07-01"),
    expect("duty_provision_was_in_force", NO, body("s14Z45"), subject=ICB, as_at="2022-06-30"),
    expect("duty_provision_was_in_force", NOT_KNOWN, subject=ICB),
    expect("promises_check_is_complete", YES, promises(found=False)),
    expect("promises_check_is_complete", YES, promises(found=True, findings="Consult again")),
    expect("promises_check_is_complete", NO, absent("promises_check")),
    expect("promises_check_is_complete", NOT_KNOWN, promises(found=True)),
    expect("promises_check_is_complete", NOT_KNOWN, promises(found=None)),
    expect("promises_check_is_complete", NOT_KNOWN, promises(searched=None, found=False)),
    expect("promises_check_is_complete", NOT_KNOWN),
    expect("urgency_screen_is_answered", YES, screen(True)),
    expect("urgency_screen_is_answered", YES, screen(False)),
    expect("urgency_screen_is_answered", NO, absent("urgency_screen")),
    expect("urgency_screen_is_answered", NOT_KNOWN, screen(None)),
    expect("urgency_screen_is_answered", NOT_KNOWN),
    expect("healthwatch_was_written_to", YES, letter(), subject=HEALTHWATCH),
    expect("healthwatch_was_written_to", NO, letter(sent_on="2026-07-01"), subject=HEALTHWATCH),
    expect("healthwatch_was_written_to", NOT_KNOWN, letter(sent_on=None), subject=HEALTHWATCH),
    expect("healthwatch_was_written_to", NOT_KNOWN, letter("received"), subject=HEALTHWATCH),
    expect("healthwatch_was_written_to", NOT_KNOWN, subject=HEALTHWATCH),
    expect(REPLY, YES, letter(), letter("received", "other", "two"), subject=HEALTHWATCH),
    expect(
        REPLY, YES, letter(chased_on="2026-03-01", no_reply_by="2026-04-01"), subject=HEALTHWATCH
    ),
    expect(
        REPLY, NO, letter(chased_on="2026-05-20", no_reply_by="2026-06-30"), subject=HEALTHWATCH
    ),
    expect(REPLY, NOT_KNOWN, letter(chased_on="2026-03-01"), subject=HEALTHWATCH),
    expect(REPLY, NOT_KNOWN, letter(), subject=HEALTHWATCH),
    expect(REPLY, NOT_KNOWN, subject=HEALTHWATCH),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_involvement_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_reason_names_the_body_by_its_key():
    line = expect(FOLLOWS, NO, assessment(applies=False), subject=ICB)
    assert "{org:kent-and-medway-icb}" in line.ask(find_guard(FOLLOWS)).reason
