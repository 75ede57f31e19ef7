"""Working days, clear days, months, consultation windows and pre-election periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.calendar.bank_holidays import CalendarNotKnown
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.months import (
    add_months,
    judicial_review_expiry,
    period_beginning_with,
)
from casework.domain.calendar.pre_election import (
    general_election_period,
    latest_notice_of_election,
    local_pre_election_period,
    national_bodies_pre_election_period,
)
from casework.domain.calendar.windows import ConsultationWindow, easter_sunday, overlaps
from casework.domain.calendar.working_days import (
    clear_working_days,
    is_working_day,
    last_publication,
    skipped_days,
    working_days_after,
    working_days_before,
)
from casework.domain.errors import Invalid

ENGLAND = england_bank_holidays()
day = date.fromisoformat

# The list of the domain brief, section 10: weekday bank holidays and substitutes.
LISTED = [
    "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
    "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28", "2028-01-03", "2028-04-14",
    "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26",
]


def test_the_weekday_bank_holidays_from_december_2026_to_2028_are_those_of_the_brief():
    found = [
        each.isoformat()
        for each in sorted(ENGLAND.dates)
        if day("2026-12-01") <= each <= day("2028-12-31") and each.weekday() < 5
    ]
    assert found == LISTED


@pytest.mark.parametrize(
    "one_off", ["1999-12-31", "2002-06-03", "2011-04-29", "2012-06-05", "2020-05-08", "2022-06-03",
                "2022-09-19", "2023-05-08"],
)
def test_a_one_off_bank_holiday_is_not_a_working_day(one_off):
    assert not is_working_day(day(one_off), ENGLAND)


def test_a_saturday_is_not_a_working_day():
    assert not is_working_day(day("2026-12-05"), ENGLAND)


def test_an_ordinary_monday_is_a_working_day():
    assert is_working_day(day("2026-12-07"), ENGLAND)


@pytest.mark.parametrize("outside", ["1989-12-31", "2041-01-01"])
def test_a_year_without_recorded_bank_holidays_is_refused_and_not_guessed(outside):
    with pytest.raises(CalendarNotKnown):
        is_working_day(day(outside), ENGLAND)


def test_an_added_closure_day_is_not_a_working_day_and_keeps_its_reason():
    closed = ENGLAND.with_changes({day("2026-12-24"): "offices shut"})
    assert not is_working_day(day("2026-12-24"), closed)
    assert closed.name_of(day("2026-12-24")) == "offices shut"


def test_a_removed_bank_holiday_is_a_working_day():
    opened = ENGLAND.with_changes({}, removed=[day("2027-05-03")])
    assert is_working_day(day("2027-05-03"), opened)


def test_local_changes_show_in_the_source():
    assert "changed locally" in ENGLAND.with_changes({day("2026-12-24"): "shut"}).source


def test_bank_holidays_name_the_version_of_their_source():
    assert ENGLAND.source.startswith("holidays package ")


@pytest.mark.parametrize(
    ("meeting", "n", "published"),
    [("2026-12-09", 5, "2026-12-01"), ("2027-01-07", 5, "2026-12-29"),
     ("2027-01-07", 3, "2026-12-31")],
)
def test_the_last_day_for_publication_before_a_meeting(meeting, n, published):
    assert last_publication(day(meeting), n, ENGLAND) == day(published)


@pytest.mark.parametrize(
    ("poll", "notice"),
    [("2022-05-05", "2022-03-28"), ("2023-05-04", "2023-03-27"), ("2027-05-06", "2027-03-31")],
)
def test_the_last_day_for_notice_of_a_local_election(poll, notice):
    assert working_days_before(day(poll), 25, ENGLAND) == day(notice)
    assert latest_notice_of_election(day(poll), ENGLAND) == day(notice)


def test_working_days_after_pass_over_christmas():
    assert working_days_after(day("2026-12-24"), 1, ENGLAND) == day("2026-12-29")


@pytest.mark.parametrize("n", [0, -1])
def test_a_count_below_one_working_day_is_a_programming_error(n):
    with pytest.raises(ValueError, match="expected 1 or more"):
        working_days_after(day("2026-12-24"), n, ENGLAND)


@pytest.mark.parametrize(
    ("published", "meeting", "clear"),
    [("2026-12-01", "2026-12-09", 5), ("2026-12-02", "2026-12-09", 4),
     ("2026-12-08", "2026-12-09", 0), ("2026-12-09", "2026-12-09", 0),
     ("2026-12-10", "2026-12-09", 0), ("2026-12-29", "2027-01-07", 5)],
)
def test_clear_working_days_leave_out_publication_and_meeting(published, meeting, clear):
    assert clear_working_days(day(published), day(meeting), ENGLAND) == clear


def test_skipped_days_say_why():
    skipped = skipped_days(day("2026-12-24"), day("2026-12-29"), ENGLAND)
    assert [(each.on.isoformat(), each.why) for each in skipped] == [
        ("2026-12-25", "Christmas Day"),
        ("2026-12-26", "Boxing Day"),
        ("2026-12-27", "Sunday"),
        ("2026-12-28", "Boxing Day (observed)"),
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-03-10", "2026-09-09"), ("2026-03-01", "2026-08-31"), ("2026-08-31", "2027-02-28"),
     ("2027-08-31", "2028-02-29"), ("2026-07-01", "2026-12-31"), ("2026-09-30", "2027-03-29")],
)
def test_six_months_beginning_with_a_day_end_on(first, last):
    assert period_beginning_with(day(first), 6) == day(last)


@pytest.mark.parametrize(
    ("decided", "expires"),
    [("2026-03-10", "2026-06-09"), ("2026-11-30", "2027-02-27"), ("2026-12-01", "2027-02-28"),
     ("2026-10-15", "2027-01-14")],
)
def test_the_cautious_end_of_the_time_for_judicial_review(decided, expires):
    assert judicial_review_expiry(day(decided)) == day(expires)


@pytest.mark.parametrize(
    ("start", "months", "result"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
     ("2026-01-15", -1, "2025-12-15"), ("2026-03-31", -1, "2026-02-28"),
     ("2024-02-29", 12, "2025-02-28"), ("2026-05-20", 0, "2026-05-20")],
)
def test_months_are_added_by_the_day_of_the_month(start, months, result):
    assert add_months(day(start), months) == day(result)


def test_a_local_pre_election_period_starts_with_the_notice_once_it_is_recorded():
    period = local_pre_election_period(day("2027-05-06"), ENGLAND, day("2027-03-22"))
    assert period.starts_on == day("2027-03-22")


def test_without_a_recorded_notice_the_period_starts_on_the_last_day_for_it():
    period = local_pre_election_period(day("2027-05-06"), ENGLAND)
    assert (period.starts_on, "not recorded" in period.basis) == (day("2027-03-31"), True)


def test_national_bodies_start_three_weeks_before_local_polls():
    assert national_bodies_pre_election_period(day("2027-05-06")).starts_on == day("2027-04-15")


@pytest.mark.parametrize(
    ("on", "covered"),
    [("2027-03-30", False), ("2027-03-31", True), ("2027-05-06", True), ("2027-05-07", False)],
)
def test_a_pre_election_period_runs_to_the_poll_with_both_ends(on, covered):
    assert local_pre_election_period(day("2027-05-06"), ENGLAND).covers(day(on)) is covered


def test_a_pre_election_period_after_its_own_poll_is_refused():
    with pytest.raises(Invalid, match="after the poll"):
        general_election_period(day("2024-07-05"), day("2024-07-04"))


def window(opens: str, closes: str) -> ConsultationWindow:
    return ConsultationWindow(day(opens), day(closes))


def test_eighty_four_days_are_twelve_weeks_counted_with_both_ends():
    assert window("2027-01-11", "2027-04-04").weeks == 12.0


def test_half_of_a_twelve_week_window_has_passed_after_six_weeks():
    assert window("2027-01-11", "2027-04-04").midpoint == day("2027-02-22")


def test_a_window_that_closes_before_it_opens_is_refused():
    with pytest.raises(Invalid, match="before it opens"):
        window("2027-01-11", "2027-01-10")


WINDOWS = [
    ("2026-09-07", "2026-11-29", 0, 0, 0, 0),
    ("2026-11-30", "2027-02-21", 2, 0, 0, 1),
    ("2027-01-11", "2027-04-04", 0, 2, 0, 1),
    ("2027-01-01", "2027-01-31", 1, 0, 0, 1),
    ("2027-08-01", "2027-08-15", 0, 0, 15, 0),
    ("2027-08-16", "2027-10-31", 0, 0, 16, 2),
    ("2026-12-01", "2027-12-31", 4, 2, 31, 5),
]


@pytest.mark.parametrize(("opens", "closes", "christmas", "easter", "august", "extra"), WINDOWS)
def test_what_a_window_runs_into(opens, closes, christmas, easter, august, extra):
    met = overlaps(window(opens, closes), ENGLAND)
    counted = (met.christmas_weeks, met.easter_weeks, met.august_days, met.extra_weeks_advised)
    assert counted == (christmas, easter, august, extra)


def test_bank_holidays_are_not_working_days_of_a_window():
    assert overlaps(window("2026-12-21", "2027-01-03"), ENGLAND).working_days == 7


@pytest.mark.parametrize(
    ("opens", "closes", "met", "opens_in_it"),
    [("2027-01-01", "2027-03-30", 0, False), ("2027-01-01", "2027-03-31", 1, False),
     ("2027-03-31", "2027-06-30", 1, True), ("2027-05-06", "2027-06-30", 1, True),
     ("2027-05-07", "2027-06-30", 0, False)],
)
def test_a_window_meets_a_pre_election_period(opens, closes, met, opens_in_it):
    period = local_pre_election_period(day("2027-05-06"), ENGLAND)
    found = overlaps(window(opens, closes), ENGLAND, [period])
    assert (len(found.pre_election), found.opens_in_pre_election) == (met, opens_in_it)


def test_easter_monday_is_a_bank_holiday_in_every_recorded_year():
    missing = [
        year
        for year in range(1990, 2041)
        if easter_sunday(year) + timedelta(days=1) not in ENGLAND.dates
    ]
    assert missing == []


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1991, 1, 1), date(2039, 12, 31)), st.integers(1, 30))
def test_publishing_on_the_last_day_gives_the_clear_days_and_no_more(meeting, n):
    published = last_publication(meeting, n, ENGLAND)
    assert clear_working_days(published, meeting, ENGLAND) == n
