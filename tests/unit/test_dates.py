"""Dates of facts: what is read, what is refused, and what an imprecise date can settle."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.dates import FactDate, InvalidDate, london_date, long_date, parse_date
from casework.domain.errors import CaseworkError

READ = [
    ("2016-12-05", date(2016, 12, 5), date(2016, 12, 5), "5 December 2016"),
    ("2016-12", date(2016, 12, 1), date(2016, 12, 31), "in December 2016"),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "in February 2024"),
    ("2016", date(2016, 1, 1), date(2016, 12, 31), "in 2016"),
    ("by 2018-05-11", None, date(2018, 5, 11), "by 11 May 2018"),
    ("from 2018-05-11", date(2018, 5, 11), None, "on or after 11 May 2018"),
    ("about 2013", date(2012, 1, 1), date(2014, 12, 31), "about 2013"),
    ("about 2013-04", date(2013, 3, 1), date(2013, 5, 31), "about April 2013"),
    ("about 2013-12", date(2013, 11, 1), date(2014, 1, 31), "about December 2013"),
    ("about 2013-01", date(2012, 12, 1), date(2013, 2, 28), "about January 2013"),
    ("unknown", None, None, "date not known"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "plain"), READ)
def test_each_accepted_form_is_read_with_its_span_and_its_words(text, earliest, latest, plain):
    read = FactDate.parse(text)
    assert (read.text, read.earliest, read.latest, read.plain()) == (text, earliest, latest, plain)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30", "2023-02-29", "2016-13", "2016-00", "0000", "0216-12-05", "16-12-05",
     "2016-1-5", "5 December 2016", "by 2018", "from 2018-05", "about 2013-04-01", "about", "by",
     "by by 2018-05-11", "by  2018-05-11", "Unknown", "2016-12-05T00:00", "٢٠١٦",
     "about unknown", "9999", "2016-12-05\n2016"],
)
def test_anything_else_is_refused(text):
    with pytest.raises(InvalidDate):
        FactDate.parse(text)


def test_a_day_that_does_not_exist_is_named_in_the_refusal():
    with pytest.raises(CaseworkError, match="2026-02-30 does not exist"):
        FactDate.parse("2026-02-30")


@pytest.mark.parametrize("given_value", [None, 2016, date(2016, 12, 5), ["2016"]])
def test_a_value_that_is_not_text_is_refused_and_not_a_crash(given_value):
    with pytest.raises(InvalidDate):
        FactDate.parse(given_value)


def test_space_around_a_date_is_not_part_of_it():
    assert FactDate.parse(" 2016-12-05 ") == FactDate.parse("2016-12-05")


def test_an_exact_day_built_from_a_date_equals_the_one_that_was_read():
    assert FactDate.on(date(2016, 12, 5)) == FactDate.parse("2016-12-05")


BEFORE = [
    ("2024-01-30", True), ("2024-01-31", False), ("2024-02-01", False),
    ("2024-01", None), ("2023-12", True), ("2024-02", False), ("2024", None), ("2023", True),
    ("by 2024-01-30", True), ("by 2024-01-31", None), ("by 2025-01-01", None),
    ("from 2024-01-31", False), ("from 2024-01-30", None),
    ("about 2023", None), ("about 2022", True), ("about 2024-02", None), ("about 2024-03", False),
    ("about 2024-04", False), ("about 2023-12", None), ("about 2023-11", True), ("unknown", None),
]


@pytest.mark.parametrize(("text", "answer"), BEFORE)
def test_whether_a_date_is_before_31_january_2024(text, answer):
    assert FactDate.parse(text).before(date(2024, 1, 31)) is answer


AFTER = [
    ("2024-01-31", False), ("2024-02-01", True), ("2024-01", False), ("2024", None),
    ("by 2024-01-31", False), ("by 2024-02-01", None), ("from 2024-01-31", None),
    ("from 2024-02-01", True), ("unknown", None),
]


@pytest.mark.parametrize(("text", "answer"), AFTER)
def test_whether_a_date_is_after_31_january_2024(text, answer):
    assert FactDate.parse(text).after(date(2024, 1, 31)) is answer


def test_two_imprecise_dates_that_overlap_settle_nothing():
    assert FactDate.parse("2016-12").before(FactDate.parse("2016")) is None


def test_two_imprecise_dates_apart_settle_their_order():
    assert FactDate.parse("2016-12").before(FactDate.parse("from 2017-01-01")) is True


@pytest.mark.parametrize("text", [row[0] for row in READ])
def test_the_unstrict_comparisons_are_the_opposites_of_the_strict_ones(text):
    read, day = FactDate.parse(text), date(2016, 12, 5)
    strict = (read.after(day), read.before(day))
    opposites = tuple(None if answer is None else not answer for answer in strict)
    assert (read.on_or_before(day), read.on_or_after(day)) == opposites


@pytest.mark.parametrize(
    ("text", "exact", "known"),
    [("2016-12-05", True, True), ("2016", False, True), ("by 2018-05-11", False, True),
     ("unknown", False, False)],
)
def test_exact_and_known_are_two_questions(text, exact, known):
    read = FactDate.parse(text)
    assert (read.is_exact, read.is_known) == (exact, known)


def test_dates_are_ordered_for_display_with_the_unknown_last():
    texts = ["unknown", "from 2018-05-12", "2016", "by 2018-05-11", "2016-12-05", "2016-12"]
    ordered = sorted(FactDate.parse(text) for text in texts)
    assert [str(each) for each in ordered] == [
        "2016", "2016-12", "2016-12-05", "by 2018-05-11", "from 2018-05-12", "unknown"
    ]


def test_a_fact_date_can_be_a_key():
    assert {FactDate.parse("2016"): "first"}[FactDate.parse("2016")] == "first"


@pytest.mark.parametrize("text", ["2016-12", "2026-02-30", "", "unknown"])
def test_an_exact_date_must_be_a_whole_day_that_exists(text):
    with pytest.raises(InvalidDate):
        parse_date(text)


def test_a_long_date_has_no_leading_nought():
    assert long_date(date(2016, 12, 5)) == "5 December 2016"


def test_an_instant_late_on_a_summer_evening_is_already_tomorrow_in_london():
    assert london_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)


def test_an_instant_late_on_a_winter_evening_is_still_today_in_london():
    assert london_date(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


def test_an_instant_without_a_time_zone_is_a_programming_error():
    with pytest.raises(ValueError, match="no time zone"):
        london_date(datetime(2026, 7, 1, 12, 0))


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(-400, 400))
def test_a_month_never_settles_what_one_of_its_days_contradicts(day, apart):
    other = day + timedelta(days=apart)
    answer = FactDate.parse(f"{day:%Y-%m}").before(other)
    assert answer is None or answer is (day < other)


@pytest.mark.parametrize(
    ("text", "come"),
    [
        ("2026-05-31", True),
        ("2026-06-01", True),
        ("2026-06-02", False),
        ("2026-05", True),
        # It may still lie ahead.
        ("2026", False),
        # That it came is stated, whoever knows the day.
        ("unknown", True),
    ],
)
def test_a_date_has_come_where_that_is_certain(text, come):
    assert FactDate.parse(text).has_come_by(date(2026, 6, 1)) is come


@pytest.mark.parametrize("year", [1, 1799, 2200, 9999])
def test_an_exact_day_has_a_year_that_can_be_read_again(year):
    with pytest.raises(InvalidDate, match="outside 1800 to 2199"):
        FactDate.on(date(year, 3, 3))
