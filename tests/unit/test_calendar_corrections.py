"""Corrections of bank holidays: what they come to, and which counts they reach."""

from __future__ import annotations

from datetime import date

import pytest

from casework.domain.calendar.corrections import (
    AS_LISTED,
    BANK_HOLIDAY,
    CLOSURE,
    NOT_A_HOLIDAY,
    ON_THE_CASE,
    Correction,
    bank_holidays_for,
    check_correction,
    corrected_bank_holidays,
    days_shut,
    in_force,
)
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.errors import Invalid
from casework.domain.guards import find_guard
from tests.factories import NO, YES, make_facts, record

day = date.fromisoformat
CORONATION, MONDAY, GOOD_FRIDAY = day("2027-05-10"), day("2027-05-17"), day("2027-03-26")


def text_of(*corrections: tuple[date, str]) -> str:
    return in_force(Correction(on, effect) for on, effect in corrections)


def test_no_correction_comes_to_nothing():
    assert in_force([]) == ""
    assert corrected_bank_holidays("") == england_bank_holidays()


def test_an_added_bank_holiday_is_no_working_day():
    assert CORONATION in corrected_bank_holidays(text_of((CORONATION, BANK_HOLIDAY)))


def test_a_day_taken_out_is_a_working_day():
    assert GOOD_FRIDAY not in corrected_bank_holidays(text_of((GOOD_FRIDAY, NOT_A_HOLIDAY)))


def test_the_newest_correction_of_a_day_counts():
    assert text_of((CORONATION, BANK_HOLIDAY), (CORONATION, AS_LISTED)) == ""


def test_a_closure_day_is_shut_but_no_bank_holiday():
    text = text_of((MONDAY, CLOSURE))
    assert (MONDAY in days_shut(text), MONDAY in corrected_bank_holidays(text)) == (True, False)


@pytest.mark.parametrize(
    ("on", "effect", "said"),
    [("2027-03-26", BANK_HOLIDAY, "on the list already"),
     ("2027-03-26", CLOSURE, "on the list already"),
     ("2027-05-15", BANK_HOLIDAY, "is a Saturday"),
     ("2027-05-17", NOT_A_HOLIDAY, "not on the list"),
     ("2027-05-17", AS_LISTED, "no correction to take back"),
     ("2041-01-01", BANK_HOLIDAY, "The list runs from"), ("2027-05-17", "nonsense", "Choose what")],
)  # fmt: skip
def test_a_correction_that_changes_nothing_is_refused(on, effect, said):
    with pytest.raises(Invalid, match=said):
        check_correction("", Correction(day(on), effect))


def test_a_day_is_corrected_twice_only_after_taking_back():
    with pytest.raises(Invalid, match="has a correction already"):
        check_correction(text_of((MONDAY, CLOSURE)), Correction(MONDAY, BANK_HOLIDAY))


def test_facts_without_corrections_are_judged_by_the_list():
    assert bank_holidays_for(make_facts()) == england_bank_holidays()


def notice(published: str) -> tuple:
    """A decision meeting of Wednesday 12 May 2027, and when its notice was published."""
    return (record("meeting", "decision-icb", purpose="decision", organisation="icb",
                   held_on="2027-05-12", notice_published_on=published),)  # fmt: skip


@pytest.mark.parametrize(
    ("corrections", "published", "verdict"),
    [((), "2027-05-06", YES), (((CORONATION, BANK_HOLIDAY),), "2027-05-06", NO),
     (((CORONATION, BANK_HOLIDAY),), "2027-05-05", YES),
     (((CORONATION, CLOSURE),), "2027-05-06", NO)],
)  # fmt: skip
def test_notice_of_a_meeting_is_judged_by_the_corrected_calendar(corrections, published, verdict):
    facts = make_facts(*notice(published), as_at="2027-06-01")
    facts = facts.beside(**{ON_THE_CASE: text_of(*corrections)})
    guard = find_guard("notice_of_decision_meeting_was_in_time")
    assert guard is not None
    assert guard(facts, "").verdict is verdict


@pytest.mark.parametrize(
    ("effect", "in_time"), [(AS_LISTED, False), (BANK_HOLIDAY, True), (CLOSURE, False)]
)
def test_nobody_waits_longer_for_information_because_our_offices_are_shut(effect, in_time):
    """Asked on 29 April 2027: 20 working days end on 28 May, with a bank holiday more on 1 June."""
    asked = record("information_request", under="foi", asked_on="2027-04-29", organisation="x")
    facts = make_facts(asked, as_at="2027-05-29")
    facts = facts.beside(**{ON_THE_CASE: text_of((CORONATION, effect))})
    guard = find_guard("information_requests_have_an_outcome")
    assert guard is not None
    assert (guard(facts, "").verdict is YES) is in_time
