"""Pre-election periods of every kind of poll: on any day from 2013 to 2035, bank holidays and leap
years among them, none begins earlier than its rule or its record says, and none later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.poll_register import (
    GENERAL,
    LOCAL,
    POLL_KINDS,
    SHIPPED,
    Poll,
    periods_near,
)
from casework.domain.calendar.pre_election import (
    general_election_period,
    latest_notice_of_election,
    national_bodies_pre_election_period,
)
from casework.domain.calendar.working_days import working_days_before
from casework.domain.errors import Invalid

ENGLAND = england_bank_holidays()
ONE_DAY, THREE_WEEKS = timedelta(days=1), timedelta(weeks=3)
FIRST, LAST = date(2013, 4, 1), date(2035, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
NOT_LOCAL = sorted(set(POLL_KINDS) - {LOCAL})
a_poll_day = st.dates(FIRST, LAST)
a_stretch = st.integers(0, 120).map(timedelta)
closures = st.frozensets(st.dates(FIRST - timedelta(days=60), LAST), max_size=40)


def poll(on, kind, starts_on=None):
    return Poll("a", "A poll", on, kind, all_england=True, starts_on=starts_on)


def counted(first, last, closed=ENGLAND.dates):
    """Working days strictly between two days, counted one by one and by nothing of ours."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return sum(day.weekday() < 5 and day not in closed for day in days)


def starts(polls, *, national, calendar=ENGLAND):
    return [period.starts_on for period in periods_near(polls, (), calendar, national=national)]


# ------------------------------------------------------------- National bodies, local elections


def test_a_national_bodys_period_has_three_weeks_before_every_poll_and_never_more():
    wrong = [
        on for on in EVERY_DAY
        if on - national_bodies_pre_election_period(on).starts_on != THREE_WEEKS
    ]  # fmt: skip
    assert wrong == []


def test_a_national_bodys_period_holds_both_its_ends_and_no_day_besides():
    periods = [national_bodies_pre_election_period(on) for on in EVERY_DAY]
    wrong = [p for p in periods if not (p.covers(p.starts_on) and p.covers(p.poll_on))
             or p.covers(p.starts_on - ONE_DAY) or p.covers(p.poll_on + ONE_DAY)]  # fmt: skip
    assert wrong == []


def test_a_national_bodys_period_never_begins_before_a_councils_own():
    wrong = [
        on for on in EVERY_DAY
        if national_bodies_pre_election_period(on).starts_on
        <= latest_notice_of_election(on, ENGLAND)
    ]  # fmt: skip
    assert wrong == []


def test_a_poll_a_day_later_never_begins_sooner_for_a_national_body():
    found = [national_bodies_pre_election_period(on).starts_on for on in EVERY_DAY]
    assert found == sorted(found)


@pytest.mark.parametrize("year", [y for y in range(2013, 2036) if y % 4 == 0])
def test_three_weeks_run_over_29_february(year):
    assert national_bodies_pre_election_period(date(year, 3, 14)).starts_on == date(year, 2, 22)


@given(a_poll_day, closures)
def test_no_correction_of_bank_holidays_moves_a_national_bodys_period(on, shut):
    calendar = ENGLAND.with_changes({day: "shut" for day in shut})
    assert starts([poll(on, LOCAL)], national=True, calendar=calendar) == [on - THREE_WEEKS]


@given(a_poll_day, a_stretch)
def test_a_councils_notice_is_not_the_beginning_for_a_national_body(on, before):
    assert starts([poll(on, LOCAL, on - before)], national=True) == [on - THREE_WEEKS]


# ------------------------------------------------------------- General elections


@given(a_poll_day, a_stretch, st.booleans())
def test_a_general_election_begins_on_the_recorded_dissolution_for_everybody(
    on, before, national
):
    found = starts([poll(on, GENERAL, on - before)], national=national)
    assert found == [on - before]


@given(a_poll_day, st.sampled_from(NOT_LOCAL), st.booleans())
def test_without_a_recorded_beginning_no_day_is_made_up(on, kind, national):
    assert starts([poll(on, kind)], national=national) == []


@given(a_poll_day, a_stretch)
def test_the_period_of_a_general_election_holds_dissolution_and_poll_and_no_day_besides(on, before):
    period = general_election_period(on - before, on)
    inside = [period.covers(on - before), period.covers(on)]
    outside = [period.covers(on - before - ONE_DAY), period.covers(on + ONE_DAY)]
    assert (inside, outside) == ([True, True], [False, False])


@given(a_poll_day, st.integers(1, 400).map(timedelta))
def test_a_dissolution_after_its_own_poll_is_refused(on, after):
    with pytest.raises(Invalid, match="after the poll"):
        general_election_period(on + after, on)


@given(a_poll_day, a_stretch, closures)
def test_no_correction_of_bank_holidays_moves_a_recorded_dissolution(on, before, shut):
    calendar = ENGLAND.with_changes({day: "shut" for day in shut})
    found = starts([poll(on, GENERAL, on - before)], national=False, calendar=calendar)
    assert found == [on - before]


@pytest.mark.parametrize("each", [p for p in SHIPPED if p.kind == GENERAL], ids=lambda p: p.key)
def test_a_shipped_dissolution_leaves_the_25_working_days_of_the_timetable(each):
    assert counted(each.starts_on - ONE_DAY, each.poll_on) == 25


# ------------------------------------------------------------- Councils


@given(a_poll_day, closures)
def test_whatever_is_corrected_a_councils_period_has_25_working_days_and_no_more(on, shut):
    calendar = ENGLAND.with_changes({day: "a bank holiday" for day in shut})
    (began,) = starts([poll(on, LOCAL)], national=False, calendar=calendar)
    assert counted(began - ONE_DAY, on, calendar.dates) == 25
    assert began == working_days_before(on, 25, calendar)
