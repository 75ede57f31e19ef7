"""GT-U1 to GT-U11: the trigger, the decision, the notices, the reviews and the ending."""

from __future__ import annotations

import dataclasses

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, expect, record
from tests.unit.test_guards_temporary_changes import change

RISK = "risk_is_evidenced_and_dated"
ALTERNATIVES = "alternatives_to_the_temporary_change_are_recorded"
TIME = "lack_of_time_is_accounted_for"
AUTHORITY = "temporary_change_was_decided_with_authority"
REPORTED = "urgent_decision_was_reported_to_the_board"
COUNCIL_TOLD = "council_was_told_of_the_urgent_change_at_once"
HEALTHWATCH_TOLD = "healthwatch_was_told_of_the_urgent_change"
ON_ITS_DAYS = "temporary_change_was_reviewed_on_its_days"
FIGURES = "reviews_rest_on_figures"
SIX_MONTHS = "temporary_change_led_somewhere_within_six_months"
A_YEAR = "temporary_change_led_somewhere_within_a_year"
ENDED = "every_temporary_change_has_ended"
IN_FULL = "full_pathway_was_opened_from_its_start"

KENT, TRUST, HW = "kent-county-council", "trust", "healthwatch-kent"


def decision(outcome="approved", **fields):
    given = {"purpose": "temporary_change", "organisation": TRUST, "decided_on": "2026-03-02",
             **fields}  # fmt: skip
    return record("decision", "d", outcome=outcome, **given)


def authority(**fields):
    return record("decision_authority", TRUST, organisation=TRUST, **fields)


def notice(on="2026-03-02", to=KENT, summary="Nobody at night", **fields):
    given = {"purpose": "urgent_change_notice", "direction": "sent", **fields}
    return record("letter", f"l-{to}", organisation=to, sent_on=on, summary=summary, **given)


def review(on, key="r", about="temporary_change/ward@1", **fields):
    given = {"held_at": "executive", "harm": "None", "inequality": "Journeys",
             "staffing": "One short", "outcome": "goes_on", **fields}  # fmt: skip
    return record("temporary_change_review", key, change=about, reviewed_on=on, **given)


def full_case(stage="S0", relation="full_pathway", **fields):
    return record("linked_case", "l", case="CW-2026-9", relation=relation, stage=stage,
                  pathway="major-service-change", linked_on="2026-05-01", **fields)  # fmt: skip


BROKEN_OFF = full_case(ended_as="broken_off", ended_on="2026-05-02")
SECOND = change("other", decided_on="2026-04-07")
WARD, OTHER = ["temporary_change/ward@1"], ["temporary_change/other"]
BOTH = [*WARD, *OTHER]
POWER = record("decision_authority", "trust", organisation="trust", power="Standing order 5")


def of_other(on, **fields):
    """The notice of the second change, beside that of the first."""
    found = notice(on, temporary_changes=OTHER, **fields)
    return dataclasses.replace(found, key=f"{found.key}-other")


def of(name, verdict, *records, **kwargs):
    return expect(name, verdict, *records, subject="ward", **kwargs)


def to_kent(verdict, *records, **kwargs):
    return expect(COUNCIL_TOLD, verdict, *records, subject=KENT, **kwargs)


IN_APRIL = review("2026-04-08")
TABLE = [
    expect(RISK, YES, change()),
    expect(RISK, NOT_KNOWN, change(reason=None)),
    expect(RISK, NOT_KNOWN, change(risk_evidence=None)),
    expect(RISK, NOT_KNOWN, change(risk_evidence_on=None)),
    expect(RISK, NO, change(risk_evidence_on="2026-07-01")),
    expect(RISK, NO, change(risk_evidence_on="2026-03-05")),
    expect(RISK, NOT_KNOWN, change(risk_evidence_on="unknown")),
    expect(RISK, NOT_KNOWN),
    expect(ALTERNATIVES, YES, change(alternatives="Locums were asked for and none came")),
    expect(ALTERNATIVES, NOT_KNOWN, change()),
    expect(ALTERNATIVES, NOT_KNOWN),
    expect(TIME, YES, change(urgent_since="2026-03-01")),
    # That the delay was its own is an answer here; whether it will do, GD07 judges.
    expect(TIME, YES, change(urgent_since="2026-03-01", own_delay=True)),
    expect(TIME, NOT_KNOWN, change(urgent_since="unknown")),
    expect(TIME, NOT_KNOWN, change()),
    expect(TIME, NOT_KNOWN, change(urgent_since="2026-03-01", own_delay=None)),
    expect(TIME, NOT_KNOWN, change(urgent_since="2026-03-01", short_involvement_possible=None)),
    expect(TIME, NOT_KNOWN),
    expect(AUTHORITY, YES, decision(), authority(power="Standing order 5")),
    expect(AUTHORITY, YES, decision(), authority(delegation="Scheme of 2025")),
    expect(AUTHORITY, NOT_KNOWN, decision(), authority()),
    expect(AUTHORITY, NOT_KNOWN, decision()),
    expect(AUTHORITY, NO, decision("deferred"), authority(power="Standing order 5")),
    expect(AUTHORITY, NO, decision(decided_on="2026-07-01"), authority(power="Order 5")),
    expect(AUTHORITY, NOT_KNOWN, decision(purpose="final"), authority(power="Order 5")),
    # Of several changes, each has the decision that names it.
    expect(AUTHORITY, YES, change(), decision(), POWER),
    expect(AUTHORITY, YES, change(), SECOND, decision(temporary_changes=BOTH), POWER),
    expect(AUTHORITY, NOT_KNOWN, change(), SECOND, decision(temporary_changes=WARD), POWER),
    expect(AUTHORITY, NOT_KNOWN, change(), SECOND, decision(), POWER),
    expect(AUTHORITY, NOT_KNOWN, change(), decision(temporary_changes=OTHER), POWER),
    expect(REPORTED, YES, change(), SECOND,
           decision(temporary_changes=BOTH, reported_on="2026-05-26")),
    expect(REPORTED, NOT_KNOWN, change(), SECOND, decision(reported_on="2026-05-26")),
    expect(REPORTED, YES, decision(reported_on="2026-03-26")),
    expect(REPORTED, NO, decision(reported_on="2026-06-25")),
    expect(REPORTED, NO, decision(reported_on="2026-02-26")),
    expect(REPORTED, NOT_KNOWN, decision()),
    expect(REPORTED, NOT_KNOWN),
    # Decided on Monday 2 March 2026: that day or the next working day.
    to_kent(YES, change(), notice()),
    to_kent(YES, change(), notice("2026-03-03")),
    to_kent(NO, change(), notice("2026-03-04")),
    to_kent(NOT_KNOWN, change(), notice("2026-03")),
    # A notice of another change, long before.
    to_kent(NOT_KNOWN, change(), notice("2025-03-03")),
    to_kent(NOT_KNOWN, change(), notice(summary=None)),
    to_kent(NOT_KNOWN, change(), notice(direction="received")),
    to_kent(NOT_KNOWN, change(), notice(to="another-council")),
    to_kent(NOT_KNOWN, change(), notice(purpose="regulation_23")),
    to_kent(NOT_KNOWN, change(decided_on=None), notice()),
    to_kent(NOT_KNOWN, change()),
    to_kent(NOT_KNOWN, notice()),
    # Of two changes, each has the notice that names it; one that names none tells of neither.
    to_kent(NOT_KNOWN, change(), SECOND, notice()),
    to_kent(NOT_KNOWN, change(), SECOND, notice(temporary_changes=WARD)),
    to_kent(YES, change(), SECOND, notice(temporary_changes=WARD), of_other("2026-04-07")),
    to_kent(NO, change(), SECOND, notice(temporary_changes=WARD), of_other("2026-04-20")),
    to_kent(NOT_KNOWN, change(), notice(temporary_changes=OTHER)),
    # Over a weekend: decided on a Friday, told on the Monday.
    to_kent(YES, change(decided_on="2026-03-06"), notice("2026-03-09")),
    to_kent(NO, change(decided_on="2026-03-06"), notice("2026-03-10")),
    expect(HEALTHWATCH_TOLD, YES, notice(to=HW), subject=HW),
    expect(HEALTHWATCH_TOLD, NO, notice("2026-07-01", to=HW), subject=HW),
    expect(HEALTHWATCH_TOLD, NOT_KNOWN, notice(None, to=HW), subject=HW),
    expect(HEALTHWATCH_TOLD, YES, change(), notice(to=HW), subject=HW),
    expect(HEALTHWATCH_TOLD, NOT_KNOWN, change(), SECOND, notice(to=HW), subject=HW),
    expect(HEALTHWATCH_TOLD, YES, change(), SECOND, notice(to=HW, temporary_changes=BOTH),
           subject=HW),
    expect(HEALTHWATCH_TOLD, NOT_KNOWN, subject=HW),
    # Decided on 2 March 2026: the first review from 30 March to 13 April, the next by 2 June.
    of(ON_ITS_DAYS, YES, change(), as_at="2026-04-13"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), as_at="2026-04-14"),
    of(ON_ITS_DAYS, YES, change(), IN_APRIL, as_at="2026-04-14"),
    of(ON_ITS_DAYS, YES, change(), IN_APRIL, as_at="2026-06-02"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), IN_APRIL, as_at="2026-06-03"),
    of(ON_ITS_DAYS, YES, change(), IN_APRIL, review("2026-06-01", "s"), as_at="2026-06-03"),
    of(ON_ITS_DAYS, NO, change(), review("2026-04-20"), as_at="2026-05-01"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-04"), as_at="2026-05-01"),
    # A review that lies ahead, or is of another change, is none.
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-07-01"), as_at="2026-05-01"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-04-08", about="temporary_change/other"),
       as_at="2026-05-01"),
    # The board sets another day, with its reason; the executive cannot.
    of(ON_ITS_DAYS, YES, change(), review("2026-04-08", held_at="board", reasons="Rota settled",
                                          next_review_on="2026-07-20"), as_at="2026-06-03"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-04-08", held_at="board",
                                                next_review_on="2026-07-20"), as_at="2026-06-03"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-04-08", reasons="Rota settled",
                                                next_review_on="2026-07-20"), as_at="2026-06-03"),
    # It moves one review, and never past the day at six months.
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-04-08", held_at="board", reasons="Rota",
                                                next_review_on="2199-01-01"), as_at="2026-09-03"),
    # What is held in the first weeks is no review after 4 to 6 weeks.
    of(ON_ITS_DAYS, NOT_KNOWN, change(), review("2026-03-04"), as_at="2026-04-14"),
    # Clocks run from the start where the decision is dated later, and until a recorded end.
    of(ON_ITS_DAYS, NOT_KNOWN, change(starts_on="2026-03-02", decided_on="2027-05-30"),
       as_at="2026-05-01"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(ended_on="2026-03-10"), as_at="2026-05-01"),
    # What has ended is not reviewed any more.
    of(ON_ITS_DAYS, YES, change(ended_as="reopened", ended_on="2026-04-01"), as_at="2026-09-01"),
    of(ON_ITS_DAYS, NOT_KNOWN, change(decided_on=None, starts_on=None)),
    of(ON_ITS_DAYS, NOT_KNOWN),
    of(FIGURES, YES, change(), IN_APRIL),
    of(FIGURES, YES, change()),
    *(of(FIGURES, NOT_KNOWN, change(), review("2026-04-08", **{name: None}))
      for name in ("harm", "inequality", "staffing", "outcome")),
    of(FIGURES, NOT_KNOWN),
    of(SIX_MONTHS, YES, change(), as_at="2026-09-02"),
    of(SIX_MONTHS, NO, change(), as_at="2026-09-03"),
    of(SIX_MONTHS, YES, change(ended_as="reopened", ended_on="2026-08-01"), as_at="2026-09-03"),
    of(SIX_MONTHS, NO, change(ended_as="reopened", ended_on="2026-12-01"), as_at="2026-09-03"),
    of(SIX_MONTHS, YES, change(), full_case(), as_at="2026-09-03"),
    of(SIX_MONTHS, NO, change(), full_case(relation="split_into"), as_at="2026-09-03"),
    of(SIX_MONTHS, NO, change(), BROKEN_OFF, as_at="2026-09-03"),
    of(SIX_MONTHS, NOT_KNOWN, change(decided_on=None, starts_on=None)),
    of(SIX_MONTHS, NOT_KNOWN),
    of(A_YEAR, YES, change(), as_at="2027-03-02"),
    of(A_YEAR, NO, change(), as_at="2027-03-03"),
    of(A_YEAR, YES, change(), full_case(), as_at="2027-03-03"),
    of(A_YEAR, NOT_KNOWN),
    expect(ENDED, YES, change(ended_as="reopened", ended_on="2026-05-01")),
    expect(ENDED, NOT_KNOWN, change(ended_as="reopened")),
    expect(ENDED, NO, change(ended_as="reopened", ended_on="2026-07-01")),
    expect(ENDED, NO, change(ended_as="reopened", ended_on="2019-01-01")),
    expect(ENDED, NO, change(ended_as="renewed", ended_on="2026-05-01")),
    expect(ENDED, YES, change(ended_as="renewed", ended_on="2026-05-01"),
           change("second", starts_on="2026-05-01", ended_as="reopened", ended_on="2026-05-20")),
    expect(ENDED, NOT_KNOWN, change()),
    expect(ENDED, NOT_KNOWN, change(ended_as="reopened", ended_on="2026-05-01"), change("other")),
    expect(ENDED, NOT_KNOWN),
    expect(IN_FULL, YES, full_case()),
    expect(IN_FULL, NO, full_case("S4")),
    expect(IN_FULL, YES, full_case(ended_as="went_its_way", ended_on="2026-05-02")),
    # Withdrawn or closed with nothing decided: nothing lasting was ever proposed.
    expect(IN_FULL, NO, BROKEN_OFF),
    expect(IN_FULL, NOT_KNOWN, full_case(relation="restarted_as")),
    expect(IN_FULL, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    "line", [line for line in TABLE if line.verdict is not YES], ids=lambda line: line.id
)
def test_a_guard_that_is_not_met_gives_its_reason(line):
    assert line.ask(find_guard(line.name)).reason
