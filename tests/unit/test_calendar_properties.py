"""No computed date is earlier than the law allows: every day from 2013 to 2035."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain import deadlines
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.months import (
    add_months,
    judicial_review_expiry,
    period_beginning_with,
)
from casework.domain.calendar.pre_election import (
    latest_notice_of_election,
    local_pre_election_period,
)
from casework.domain.calendar.windows import easter_sunday
from casework.domain.calendar.working_days import (
    clear_working_days,
    is_working_day,
    last_publication,
    working_days_after,
    working_days_before,
)

ENGLAND = england_bank_holidays()
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2013, 1, 1), date(2035, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
THURSDAYS = [day for day in EVERY_DAY if day.weekday() == 3]
LEAP_DAYS = [date(year, 2, 29) for year in YEARS if year % 4 == 0]
MEETING_DAYS = [day for day in EVERY_DAY if is_working_day(day, ENGLAND)]
BANK_HOLIDAYS = sorted(day for day in ENGLAND.dates if FIRST <= day <= LAST)
# Around every bank holiday, and around the end of every February and the turn of every year.
AWKWARD_DAYS = sorted({
    day + timedelta(days=offset)
    for day in [*BANK_HOLIDAYS, *(date(year, 2, 28) for year in YEARS)]
    for offset in range(-10, 11)
})  # fmt: skip
a_day = st.dates(FIRST, LAST)
a_count = st.integers(1, 30)
a_few_closures = st.frozensets(st.dates(FIRST - timedelta(days=60), LAST), max_size=40)


def counted(first: date, last: date, closed: frozenset[date]) -> int:
    """Working days strictly between two days, counted one by one and by nothing of ours."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return sum(day.weekday() < 5 and day not in closed for day in days)


@pytest.mark.parametrize("n", [3, 5])
def test_papers_on_the_last_day_leave_the_clear_days_before_every_meeting(n):
    short = [
        day for day in MEETING_DAYS
        if counted(last_publication(day, n, ENGLAND), day, ENGLAND.dates) < n
    ]  # fmt: skip
    assert short == []


@pytest.mark.parametrize("n", [3, 5])
def test_a_day_later_would_be_too_late_for_every_meeting(n):
    early = [
        day for day in MEETING_DAYS
        if any(
            counted(last_publication(day, n, ENGLAND) + timedelta(days=later), day, ENGLAND.dates)
            >= n and is_working_day(last_publication(day, n, ENGLAND) + timedelta(days=later),
                                    ENGLAND)
            for later in (1, 2, 3, 4)
        )
    ]  # fmt: skip
    assert early == []


@pytest.mark.parametrize("n", [3, 5])
def test_papers_are_published_on_a_working_day_whatever_the_day_of_the_meeting(n):
    closed = [d for d in EVERY_DAY if not is_working_day(last_publication(d, n, ENGLAND), ENGLAND)]
    assert closed == []


def test_a_meeting_a_day_later_never_brings_the_last_day_forward():
    found = [last_publication(day, 5, ENGLAND) for day in EVERY_DAY]
    assert found == sorted(found)


def test_notice_of_every_thursday_poll_is_a_working_day_with_exactly_25_counted():
    wrong = []
    for poll in THURSDAYS:
        notice = latest_notice_of_election(poll, ENGLAND)
        days = counted(notice - ONE_DAY, poll, ENGLAND.dates)
        if days != 25 or not is_working_day(notice, ENGLAND):
            wrong.append((poll, notice, days))
    assert wrong == []


def test_the_pre_election_period_of_every_thursday_poll_holds_notice_and_poll():
    periods = [local_pre_election_period(poll, ENGLAND) for poll in THURSDAYS]
    wrong = [p for p in periods if not (p.covers(p.starts_on) and p.covers(p.poll_on))
             or p.covers(p.starts_on - ONE_DAY) or p.covers(p.poll_on + ONE_DAY)]  # fmt: skip
    assert wrong == []


def test_the_pre_election_period_of_every_thursday_poll_has_at_least_five_weeks():
    """25 working days are five weeks and never fewer."""
    lengths = {(poll - latest_notice_of_election(poll, ENGLAND)).days for poll in THURSDAYS}
    assert min(lengths) >= 35


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_its_eight_bank_holidays_on_working_weekdays(year):
    weekdays = [day for day in BANK_HOLIDAYS if day.year == year and day.weekday() < 5]
    assert len(weekdays) >= 8
    assert {easter_sunday(year) - timedelta(days=2), easter_sunday(year) + ONE_DAY} <= set(weekdays)


def test_no_count_of_working_days_ends_on_a_bank_holiday():
    ends = [working_days_after(day, n, ENGLAND) for day in AWKWARD_DAYS for n in (1, 10, 20)]
    assert set(ends).isdisjoint(BANK_HOLIDAYS)


@pytest.mark.parametrize("n", [1, 10, 20])
def test_a_reply_due_in_working_days_has_all_of_them(n):
    wrong = [
        day for day in AWKWARD_DAYS
        if counted(day, working_days_after(day, n, ENGLAND) + ONE_DAY, ENGLAND.dates) != n
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    "rule", [deadlines.healthwatch_response, deadlines.information_response],
    ids=["T10", "T16"],
)
def test_twenty_working_days_are_never_cut_short(rule):
    short = [
        day for day in AWKWARD_DAYS
        if counted(day, rule(day, ENGLAND).on + ONE_DAY, ENGLAND.dates) != 20
    ]  # fmt: skip
    assert short == []


def test_comments_are_never_asked_for_before_ten_working_days_after_the_meeting():
    short = [
        day for day in AWKWARD_DAYS
        if counted(day, deadlines.hosc_comments_earliest(day, ENGLAND).on + ONE_DAY,
                   ENGLAND.dates) != 10
    ]  # fmt: skip
    assert short == []


def test_an_urgent_notice_is_overdue_after_the_very_next_working_day():
    wrong = []
    for day in EVERY_DAY:
        due = deadlines.urgent_change_notice(day, ENGLAND).on
        if not is_working_day(due, ENGLAND) or counted(day, due, ENGLAND.dates):
            wrong.append(day)
    assert wrong == []


def test_six_months_beginning_with_a_day_end_the_day_before_the_same_day():
    wrong = []
    for day in EVERY_DAY:
        following = period_beginning_with(day, 6) + ONE_DAY
        months = (following.year - day.year) * 12 + following.month - day.month
        same = (following.day, months) == (day.day, 6)
        no_such_day = following.day == 1 and months == 7 and add_months(day, 6).day < day.day
        if not (same or no_such_day):
            wrong.append((day, following))
    assert wrong == []


def test_the_call_in_period_of_every_direction_is_t08():
    wrong = [day for day in EVERY_DAY
             if deadlines.call_in_period_ends(day).on != period_beginning_with(day, 6)]  # fmt: skip
    assert wrong == []


def test_a_direction_a_day_later_never_ends_sooner():
    ends = [period_beginning_with(day, 6) for day in EVERY_DAY]
    assert ends == sorted(ends)


def test_the_watch_for_judicial_review_never_ends_after_three_months_less_a_day():
    """The cautious end: at the turn of months and on 29 February too it is never a day late."""
    late = [
        day for day in EVERY_DAY
        if judicial_review_expiry(day) + ONE_DAY > add_months(day, 3)
        or judicial_review_expiry(day) > period_beginning_with(day, 3)
    ]  # fmt: skip
    assert late == []


@pytest.mark.parametrize("decided", LEAP_DAYS, ids=str)
def test_a_decision_on_29_february_is_watched_until_28_may(decided):
    assert judicial_review_expiry(decided) == date(decided.year, 5, 28)


@pytest.mark.parametrize(
    ("decided", "expires"),
    [("2027-11-29", "2028-02-28"), ("2027-11-30", "2028-02-28"), ("2028-05-31", "2028-08-30"),
     ("2028-01-31", "2028-04-29"), ("2026-11-29", "2027-02-27")],
)
def test_the_watch_at_the_turn_of_months(decided, expires):
    assert judicial_review_expiry(date.fromisoformat(decided)) == date.fromisoformat(expires)


@pytest.mark.parametrize(
    ("directed", "expires"),
    [("2024-02-29", "2024-08-28"), ("2027-08-29", "2028-02-28"), ("2027-08-30", "2028-02-29"),
     ("2026-08-29", "2027-02-28"), ("2026-09-01", "2027-02-28")],
)
def test_the_call_in_period_at_the_turn_of_months(directed, expires):
    found = deadlines.call_in_period_ends(date.fromisoformat(directed))
    assert found.on == date.fromisoformat(expires)


def test_reviews_of_a_temporary_change_come_in_order_of_time_after_every_decision():
    wrong = []
    for day in EVERY_DAY:
        due = [each.on for each in deadlines.temporary_change_reviews(day)]
        weeks = [(on - day).days for on in due[:2]]
        months = [add_months(day, n) for n in (3, 6, 12)]
        if due != sorted(set(due)) or weeks != [28, 42] or due[2:] != months:
            wrong.append(day)
    assert wrong == []


@settings(max_examples=150, deadline=None)
@given(a_day, a_count, a_few_closures)
def test_local_closure_days_never_shorten_the_clear_days(meeting, n, closures):
    calendar = ENGLAND.with_changes({day: "offices shut" for day in closures})
    published = last_publication(meeting, n, calendar)
    assert clear_working_days(published, meeting, calendar) == n
    assert published <= last_publication(meeting, n, ENGLAND)


@settings(max_examples=150, deadline=None)
@given(a_day, a_count, a_few_closures)
def test_a_removed_bank_holiday_never_leaves_too_few_days(meeting, n, removed):
    calendar = ENGLAND.with_changes({}, removed=removed & ENGLAND.dates)
    published = last_publication(meeting, n, calendar)
    assert counted(published, meeting, calendar.dates) == n


@settings(max_examples=150, deadline=None)
@given(a_day, a_count)
def test_counting_back_and_forth_comes_to_the_same_day(start, n):
    back = working_days_before(start, n, ENGLAND)
    assert counted(back - ONE_DAY, start, ENGLAND.dates) == n
    assert working_days_after(back - ONE_DAY, n, ENGLAND) == working_days_before(start, 1, ENGLAND)
