"""The deadline register T01 to T19: its data, its computed dates and their explanations."""

from __future__ import annotations

from datetime import date

import pytest

from casework.domain import deadlines
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.pre_election import local_pre_election_period
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.deadline_register import REGISTER
from casework.domain.deadlines import Bound, FreshEvidence

ENGLAND = england_bank_holidays()
day = date.fromisoformat

FORCES = {"STATUTE", "COURT_RULE", "GOOD_PRACTICE", "LOCAL"}


def test_the_register_holds_t01_to_t19_in_order():
    assert [each for each in REGISTER if each[-1].isdigit()] == [
        f"T{number:02d}" for number in range(1, 20)
    ]


def test_what_councils_set_of_their_own_stands_after_the_law():
    assert list(REGISTER)[3:6] == ["T04", "T04a", "T04b"]


@pytest.mark.parametrize("rule", REGISTER.values(), ids=lambda rule: rule.id)
def test_every_rule_has_a_known_force_and_tag(rule):
    assert rule.force in FORCES
    assert rule.tag in {"C1", "C2", "A"}


@pytest.mark.parametrize("rule", REGISTER.values(), ids=lambda rule: rule.id)
def test_a_rule_that_claims_to_be_confirmed_names_its_source(rule):
    assert rule.to_be_verified or rule.source.startswith("SRC-")


POLL = local_pre_election_period(day("2027-05-06"), ENGLAND)
WINDOW = ConsultationWindow(day("2027-01-11"), day("2027-04-04"))

COMPUTED = [
    ("T01", deadlines.hosc_comments_earliest(day("2026-12-09"), ENGLAND), "2026-12-23"),
    ("T02", deadlines.decision_earliest(day("2026-12-23")), "2026-12-24"),
    ("T03", deadlines.changed_dates_notified_by(day("2026-12-23")), "2026-12-23"),
    ("T04", deadlines.hosc_papers(day("2026-12-09"), ENGLAND), "2026-12-01"),
    ("T04", deadlines.hosc_papers(day("2027-01-07"), ENGLAND), "2026-12-29"),
    ("T05", deadlines.icb_meeting_notice(day("2027-01-07"), ENGLAND), "2026-12-31"),
    ("T06", deadlines.icb_papers(day("2026-12-09"), ENGLAND), "2026-12-01"),
    ("T06", deadlines.icb_papers(day("2026-12-09"), ENGLAND, clear_days=7), "2026-11-27"),
    ("T07", deadlines.sos_notification(day("2026-12-09")), "2026-12-09"),
    ("T08", deadlines.call_in_period_ends(day("2026-03-10")), "2026-09-09"),
    ("T09", deadlines.scrutiny_response(day("2026-12-01")), "2026-12-29"),
    ("T10", deadlines.healthwatch_response(day("2026-12-01"), ENGLAND), "2026-12-31"),
    ("T11", deadlines.urgent_change_notice(day("2026-12-24"), ENGLAND), "2026-12-29"),
    ("T12", deadlines.pre_election_starts(POLL), "2027-03-31"),
    ("T13", deadlines.consultation_midpoint(WINDOW), "2027-02-22"),
    ("T14", deadlines.pre_action_response(day("2026-12-01")), "2026-12-15"),
    ("T15", deadlines.judicial_review_watch_ends(day("2026-03-10")), "2026-06-09"),
    ("T16", deadlines.information_response(day("2026-12-01"), ENGLAND), "2026-12-31"),
    ("T18", deadlines.senate_request(day("2027-03-31")), "2026-12-31"),
    ("T18", deadlines.senate_panel(day("2027-03-31")), "2027-02-03"),
]


@pytest.mark.parametrize(("rule_id", "found", "expected"), COMPUTED)
def test_the_rule_gives_the_date(rule_id, found, expected):
    assert (found.rule_id, found.on) == (rule_id, day(expected))


@pytest.mark.parametrize(("rule_id", "found", "expected"), COMPUTED)
def test_every_explanation_names_the_event_and_its_day(rule_id, found, expected):
    assert found.start_event in found.explanation
    assert str(found.start_on.year) in found.explanation


def test_an_explanation_reads_as_a_sentence():
    assert deadlines.hosc_papers(day("2027-01-07"), ENGLAND).explanation == (
        "5 clear working days, without the days of publication and meeting, before the meeting "
        "on 7 January 2027; not counted: weekends, 1 January 2027 (New Year's Day)."
    )


def test_a_count_without_skipped_days_says_nothing_about_them():
    found = deadlines.icb_meeting_notice(day("2026-12-11"), ENGLAND)
    assert (found.skipped, "not counted" in found.explanation) == ((), False)


def test_skipped_days_are_listed_with_their_reasons():
    found = deadlines.hosc_papers(day("2026-12-09"), ENGLAND)
    assert [each.why for each in found.skipped] == ["Saturday", "Sunday"]


def test_a_date_carries_force_tag_and_source_of_its_rule():
    found = deadlines.hosc_papers(day("2026-12-09"), ENGLAND)
    assert (found.force, found.tag, found.source) == ("STATUTE", "C1", "SRC-L11")


def test_the_end_of_the_time_for_judicial_review_says_promptly():
    found = deadlines.judicial_review_watch_ends(day("2026-03-10"))
    assert "promptly" in found.explanation


def test_a_temporary_change_is_reviewed_at_4_and_6_weeks_and_3_6_and_12_months():
    found = deadlines.temporary_change_reviews(day("2026-01-05"))
    assert [each.on.isoformat() for each in found] == [
        "2026-02-02", "2026-02-16", "2026-04-05", "2026-07-05", "2027-01-05"
    ]


@pytest.mark.parametrize(
    ("evidence", "until"),
    [(FreshEvidence.IMPACT_DATA, "2026-11-22"),
     (FreshEvidence.TRAVEL_OR_ACTIVITY_MODEL, "2027-05-22"),
     (FreshEvidence.SENATE_REPORT, "2027-11-22")],
)
def test_evidence_is_current_for_its_months(evidence, until):
    assert deadlines.evidence_current_until(evidence, day("2025-11-22")).on == day(until)


def test_the_date_for_comments_is_a_floor_and_not_a_limit():
    found = deadlines.hosc_comments_earliest(day("2026-12-09"), ENGLAND)
    assert found.bound is Bound.NO_EARLIER_THAN


def test_the_last_hosc_meeting_before_comments_are_due_is_found():
    meetings = [day("2026-10-01"), day("2026-12-09"), day("2027-01-14")]
    assert deadlines.last_meeting_before(day("2027-01-14"), meetings) == day("2026-12-09")


def test_no_meeting_before_comments_are_due_is_no_answer():
    assert deadlines.last_meeting_before(day("2026-12-09"), [day("2026-12-09")]) is None
