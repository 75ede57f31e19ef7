"""No date is earlier, or later, than its rule allows: on any day from 2013 to 2035."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.domain import deadlines
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.months import add_months
from casework.domain.calendar.pre_election import local_pre_election_period
from casework.domain.calendar.working_days import clear_working_days, is_working_day

ENGLAND = england_bank_holidays()
YEARS = range(2013, 2036)


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=n) for n in range(366)]


@pytest.mark.parametrize("year", YEARS)
def test_papers_and_notice_leave_exactly_the_clear_days(year):
    wrong = [
        day for day in days_of(year)
        for make, n in ((deadlines.hosc_papers, 5), (deadlines.icb_meeting_notice, 3))
        if clear_working_days(make(day, ENGLAND).on, day, ENGLAND) != n
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_the_last_day_for_papers_and_for_answers_is_a_working_day(year):
    makes = (deadlines.hosc_papers, deadlines.icb_papers, deadlines.information_response,
             deadlines.healthwatch_response, deadlines.hosc_comments_earliest)  # fmt: skip
    wrong = [
        (make.__name__, day) for day in days_of(year) for make in makes
        if not is_working_day(make(day, ENGLAND).on, ENGLAND)
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_periods_of_months_end_before_the_same_day_comes_again(year):
    wrong = [
        day for day in days_of(year)
        if deadlines.judicial_review_watch_ends(day).on >= add_months(day, 3)
        or not add_months(day, 6) - timedelta(days=1)
        <= deadlines.call_in_period_ends(day).on <= add_months(day, 6)
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_a_pre_election_period_has_25_working_days_before_any_poll(year):
    wrong = [
        day for day in days_of(year)
        if clear_working_days(
            local_pre_election_period(day, ENGLAND).starts_on - timedelta(days=1), day, ENGLAND
        ) != 25
    ]  # fmt: skip
    assert wrong == []
