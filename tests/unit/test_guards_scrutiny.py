"""Guards on substantiality, on the letters of regulation 23 and on what councils answer."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

KENT, MEDWAY, JOINT = "kent-county-council", "medway-council", "kent-and-medway-joint-committee"


def council(key=KENT):
    return record("affected_authority", key, organisation=key, standing="scrutiny")


def view(answer, by=KENT, **fields):
    return record("authority_view", by, organisation=by, view=answer, **fields)


def substantiality(outcome, reasons="Access"):
    return record("substantiality", outcome=outcome, reasons=reasons)


def joint(outcome="appointed", members=(KENT, MEDWAY), on="2026-02-01", key=JOINT):
    fields = {"organisation": JOINT} if outcome == "appointed" else {}
    return record("joint_scrutiny", key, outcome=outcome, members=members, on=on, **fields)


def letter(to=KENT, purpose="regulation_23", key="one", **fields):
    given = {
        "sent_on": "2026-02-01",
        "comments_date": "2026-05-01",
        "decision_date": "2026-09-01",
        "dates_published_on": "2026-02-01",
        "dates_provisional": False,
        "direction": "sent",
        **fields,
    }
    return record("letter", f"{purpose}-{key}", purpose=purpose, organisation=to, **given)


def notification(sent_on="2026-01-20", key="sos", direction="sent"):
    return record(
        "letter",
        key,
        purpose="secretary_of_state_notification",
        organisation="secretary-of-state",
        direction=direction,
        sent_on=sent_on,
    )


def response(outcome="comments", by=KENT, received_on="2026-04-01"):
    return record(
        "scrutiny_response", by, organisation=by, outcome=outcome, received_on=received_on
    )


def recommendation(agreed=None, key="one", by=KENT, **fields):
    return record(
        "recommendation", key, organisation=by, recommendation="Wait", agreed=agreed, **fields
    )


def step(about="recommendation/one"):
    return record("resolution_step", "step", recommendation=about, step="Met the chair")


def statement(which="will_not_refer", by=KENT, **fields):
    given = {"stated_on": "2026-05-01", **fields}
    return record("referral_statement", by, organisation=by, statement=which, **given)


VIEW = "council_view_is_recorded_or_chased"
CHASED = {"asked_on": "2026-01-01", "chased_on": "2026-02-01", "given_on": "2026-03-01"}
AGREES = "substantiality_agrees_with_councils_views"
SENT = "regulation_23_letter_was_sent"
BOTH = "regulation_23_letter_gives_both_dates"
ORDER = "decision_date_follows_comments_date"
PUBLISHED = "regulation_23_dates_were_published"
FIRM, FIRM_PUBLISHED = "council_has_firm_dates", "firm_dates_were_published"
NOTIFIED = "secretary_of_state_was_notified"
PRECEDED = "notification_preceded_consultation_of_councils"
SETTLED = "joint_scrutiny_is_settled"
COMMENTED = "council_commented_or_comments_date_passed"
REFERRAL = "council_stated_its_position_on_referral"
TOLD, STEPS = "disagreements_were_notified", "steps_to_agree_were_taken"
ANSWERED = "recommendations_were_answered"
OUTCOMES = [
    ("council_was_told_the_outcome", "scrutiny_outcome", KENT),
    ("healthwatch_was_told_the_outcome", "healthwatch_outcome", "healthwatch-kent"),
    ("secretary_of_state_was_told_the_outcome", "secretary_of_state_update", ""),
    ("nhs_england_was_told_the_outcome", "nhs_england_outcome", ""),
    ("providers_were_told_the_outcome", "provider_outcome", ""),
]

TABLE = [
    expect(VIEW, YES, view("substantial"), subject=KENT),
    expect(VIEW, YES, view("no_answer", **CHASED), subject=KENT),
    expect(VIEW, NO, view("no_answer", **{**CHASED, "given_on": "2026-07-01"}), subject=KENT),
    expect(VIEW, NOT_KNOWN, view("no_answer", asked_on="2026-01-01"), subject=KENT),
    expect(VIEW, NOT_KNOWN, view("substantial", MEDWAY), subject=KENT),
    expect(VIEW, NOT_KNOWN, subject=KENT),
    expect(VIEW, YES, joint(), view("substantial", JOINT), subject=KENT),
    expect("substantiality_is_determined", YES, substantiality("substantial")),
    expect("substantiality_is_determined", NO, absent("substantiality")),
    expect("substantiality_is_determined", NOT_KNOWN, substantiality("substantial", None)),
    expect("substantiality_is_determined", NOT_KNOWN),
    expect(AGREES, YES, substantiality("substantial"), council(), view("not_substantial")),
    expect(
        AGREES, YES, substantiality("not_substantial_agreed"), council(), view("not_substantial")
    ),
    expect(AGREES, NO, substantiality("not_substantial_agreed"), council(), view("substantial")),
    expect(
        AGREES, NOT_KNOWN, substantiality("not_substantial_agreed"), council(), view("no_answer")
    ),
    expect(
        AGREES,
        NOT_KNOWN,
        *(substantiality("not_substantial_agreed"), council(), council(MEDWAY)),
        view("not_substantial"),
    ),
    expect(AGREES, NOT_KNOWN, substantiality("not_substantial_agreed")),
    expect(AGREES, YES, substantiality("not_substantial_disputed"), council(), view("substantial")),
    expect(AGREES, NOT_KNOWN, substantiality("not_substantial_disputed"), council()),
    expect(
        AGREES,
        NO,
        *(substantiality("urgent_exception"), record("urgency_screen", no_time_to_consult=False)),
    ),
    expect(AGREES, NOT_KNOWN),
    expect(SENT, YES, letter(), subject=KENT),
    expect(SENT, YES, letter(sent_on="unknown"), subject=KENT),
    expect(SENT, YES, joint(), letter(JOINT), subject=KENT),
    expect(SENT, NO, letter(sent_on="2026-06-02"), subject=KENT),
    expect(SENT, NOT_KNOWN, letter(sent_on=None), subject=KENT),
    expect(SENT, NOT_KNOWN, letter(direction="received"), subject=KENT),
    expect(SENT, NOT_KNOWN, letter(MEDWAY), subject=KENT),
    expect(SENT, NOT_KNOWN, subject=KENT),
    expect(BOTH, YES, letter(), subject=KENT),
    expect(BOTH, YES, letter(dates_provisional=True), subject=KENT),
    expect(BOTH, NOT_KNOWN, letter(comments_date=None), subject=KENT),
    expect(BOTH, NOT_KNOWN, letter(decision_date="unknown"), subject=KENT),
    expect(BOTH, NOT_KNOWN, subject=KENT),
    expect(ORDER, YES, letter(), subject=KENT),
    expect(ORDER, YES, letter(comments_date="2026-05", decision_date="2026-06"), subject=KENT),
    expect(ORDER, NO, letter(decision_date="2026-05-01"), subject=KENT),
    expect(ORDER, NO, letter(decision_date="2026-04"), subject=KENT),
    expect(ORDER, NOT_KNOWN, letter(decision_date="2026-05"), subject=KENT),
    expect(ORDER, NOT_KNOWN, letter(decision_date=None), subject=KENT),
    expect(ORDER, NOT_KNOWN, subject=KENT),
    expect(PUBLISHED, YES, letter(), subject=KENT),
    expect(PUBLISHED, NO, letter(dates_published_on="2026-06-20"), subject=KENT),
    expect(PUBLISHED, NOT_KNOWN, letter(dates_published_on=None), subject=KENT),
    expect(PUBLISHED, NOT_KNOWN, letter(comments_date=None), subject=KENT),
    expect(PUBLISHED, NOT_KNOWN, subject=KENT),
    expect(FIRM, YES, letter(), subject=KENT),
    expect(
        FIRM,
        YES,
        *(letter(dates_provisional=True), letter(purpose="regulation_23_dates")),
        subject=KENT,
    ),
    expect(FIRM, NO, letter(dates_provisional=True), subject=KENT),
    expect(FIRM, NOT_KNOWN, letter(dates_provisional=None), subject=KENT),
    expect(FIRM, NOT_KNOWN, letter(comments_date=None), subject=KENT),
    expect(FIRM, NOT_KNOWN, subject=KENT),
    expect(FIRM_PUBLISHED, YES, letter(purpose="regulation_23_dates"), subject=KENT),
    expect(FIRM_PUBLISHED, NO, letter(dates_published_on="2026-06-20"), subject=KENT),
    expect(
        FIRM_PUBLISHED,
        NOT_KNOWN,
        *(letter(), letter(purpose="regulation_23_dates", dates_published_on=None)),
        subject=KENT,
    ),
    expect(FIRM_PUBLISHED, NOT_KNOWN, subject=KENT),
    expect(NOTIFIED, YES, notification()),
    expect(NOTIFIED, NO, notification("2026-08-01")),
    expect(NOTIFIED, NOT_KNOWN, notification(None)),
    expect(NOTIFIED, NOT_KNOWN, notification(direction="received")),
    expect(NOTIFIED, NOT_KNOWN),
    expect(PRECEDED, YES, notification(), letter()),
    expect(PRECEDED, YES, notification("2026-02-01"), letter()),
    expect(PRECEDED, YES, notification()),
    expect(PRECEDED, NO, notification("2026-02-02"), letter()),
    expect(PRECEDED, NO, notification(), letter(), letter(MEDWAY, key="two", sent_on="2026-01-10")),
    expect(PRECEDED, NOT_KNOWN, notification("2026-02"), letter()),
    expect(PRECEDED, NOT_KNOWN, notification(), letter(sent_on=None)),
    expect(PRECEDED, NOT_KNOWN, letter()),
    expect(PRECEDED, NOT_KNOWN),
    expect(SETTLED, YES, joint(), subject=KENT),
    expect(SETTLED, YES, joint("declined", (KENT,)), view("not_substantial"), subject=KENT),
    expect(SETTLED, NO, joint("declined", (KENT,)), view("substantial"), subject=KENT),
    expect(SETTLED, NO, joint("not_appointed"), subject=KENT),
    expect(SETTLED, NO, joint(on="2026-07-01"), subject=KENT),
    expect(SETTLED, NOT_KNOWN, joint(members=(MEDWAY,)), subject=KENT),
    expect(SETTLED, NOT_KNOWN, joint(on=None), subject=KENT),
    expect(SETTLED, NOT_KNOWN, subject=KENT),
    expect(COMMENTED, YES, response(), subject=KENT),
    expect(COMMENTED, YES, joint(), response(by=JOINT), subject=KENT),
    expect(COMMENTED, YES, letter(comments_date="2026-05-31"), subject=KENT),
    expect(COMMENTED, NO, letter(comments_date="2026-06-01"), subject=KENT),
    expect(COMMENTED, NO, response(received_on="2026-06-20"), subject=KENT),
    expect(
        COMMENTED,
        NO,
        *(letter(), letter(purpose="regulation_23_dates", comments_date="2026-07-01")),
        subject=KENT,
    ),
    expect(COMMENTED, NOT_KNOWN, letter(comments_date="2026-05"), subject=KENT, as_at="2026-05-15"),
    expect(COMMENTED, NOT_KNOWN, letter(comments_date=None), subject=KENT),
    expect(COMMENTED, NOT_KNOWN, subject=KENT),
    expect(REFERRAL, YES, statement(), subject=KENT),
    expect(REFERRAL, YES, statement("decides_by", decides_by="2026-08-01"), subject=KENT),
    expect(REFERRAL, NO, statement(stated_on="2026-08-01"), subject=KENT),
    expect(REFERRAL, NOT_KNOWN, statement("decides_by"), subject=KENT),
    expect(REFERRAL, NOT_KNOWN, subject=KENT),
    expect(TOLD, YES, recommendation(False, disagreement_notified_on="2026-05-01")),
    expect(TOLD, YES, recommendation(True)),
    expect(TOLD, NO, recommendation(False, disagreement_notified_on="2026-06-20")),
    expect(TOLD, NOT_KNOWN, recommendation(False)),
    expect(TOLD, NOT_KNOWN, recommendation(True), recommendation(None, "two")),
    expect(TOLD, NOT_KNOWN),
    expect(STEPS, YES, recommendation(False), step()),
    expect(STEPS, YES, recommendation(False), step("recommendation/one@1")),
    expect(STEPS, NOT_KNOWN, recommendation(False), recommendation(False, "two"), step()),
    expect(STEPS, NOT_KNOWN, recommendation(False)),
    expect(STEPS, NOT_KNOWN),
    expect(ANSWERED, YES, recommendation(False, our_response="No, because"), subject=KENT),
    expect(ANSWERED, YES, subject=KENT),
    expect(ANSWERED, YES, recommendation(True, by=MEDWAY), subject=KENT),
    expect(ANSWERED, NOT_KNOWN, recommendation(True), subject=KENT),
    *(
        expect(name, verdict, letter(to or "somebody", purpose, sent_on=sent_on), subject=to)
        for name, purpose, to in OUTCOMES
        for sent_on, verdict in [("2026-05-20", YES), ("2026-06-20", NO), (None, NOT_KNOWN)]
    ),
    *(expect(name, NOT_KNOWN, subject=to) for name, _, to in OUTCOMES),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_scrutiny_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_council_that_has_time_left_is_named_with_its_date():
    line = expect(COMMENTED, NO, letter(comments_date="2026-06-30"), subject=KENT)
    assert line.ask(find_guard(COMMENTED)).reason == (
        "the date for the comments of {org:kent-county-council}, 30 June 2026, has not passed"
    )
