"""Dates as people in England write them: what is read, and what is said of the rest."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.dates import FactDate, InvalidDate
from casework.domain.written_dates import as_written, canonical_date

READ = [
    ("24 November 2026", "2026-11-24"),
    ("24 november 2026", "2026-11-24"),
    ("24 NOV 2026", "2026-11-24"),
    ("1 Nov 2026", "2026-11-01"),
    ("1 Nov. 2026", "2026-11-01"),
    ("3 Sept 2026", "2026-09-03"),
    ("24th November, 2026", "2026-11-24"),
    ("24th of November 2026", "2026-11-24"),
    ("November 24, 2026", "2026-11-24"),
    ("Tuesday 24 November 2026", "2026-11-24"),
    ("Tues, 24 Nov 2026", "2026-11-24"),
    ("on 24 November 2026", "2026-11-24"),
    ("24/11/2026", "2026-11-24"),
    ("24.11.2026", "2026-11-24"),
    ("24-11-2026", "2026-11-24"),
    ("24 – 11 – 2026", "2026-11-24"),
    ("24 11 2026", "2026-11-24"),
    ("24Nov2026", "2026-11-24"),
    ("  24\u00a0November  2026. ", "2026-11-24"),
    ("1/2/2026", "2026-02-01"),
    ("2026-11-24", "2026-11-24"),
    ("2026/11/24", "2026-11-24"),
    ("2026-1-5", "2026-01-05"),
    ("29 February 2024", "2024-02-29"),
    ("November 2026", "2026-11"),
    ("in November 2026", "2026-11"),
    ("Nov 2026", "2026-11"),
    ("11/2026", "2026-11"),
    ("2026-11", "2026-11"),
    ("2026", "2026"),
    ("by 24/11/2026", "by 2026-11-24"),
    ("By 24 November 2026", "by 2026-11-24"),
    ("on or before 24 November 2026", "by 2026-11-24"),
    ("by 2018-05-11", "by 2018-05-11"),
    ("from 1 Nov 2026", "from 2026-11-01"),
    ("since 1 Nov 2026", "from 2026-11-01"),
    ("on or after 1 November 2026", "from 2026-11-01"),
    ("about November 2025", "about 2025-11"),
    ("About 2013", "about 2013"),
    ("around Nov 2025", "about 2025-11"),
    ("unknown", "unknown"),
    ("Unknown", "unknown"),
    ("not known", "unknown"),
]


@pytest.mark.parametrize(("written", "canonical"), READ)
def test_a_date_is_read_as_people_in_england_write_it(written: str, canonical: str) -> None:
    assert canonical_date(written) == canonical


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("11/24/2026", "There is no month 24. Write the day first, as in 24/11/2026."),
        ("24/0/2026", "There is no month 0."),
        ("24/11/26", "has a year of two figures. Write the year in full"),
        ("24 Nov 26", "has a year of two figures"),
        ("24 November", "“24 November” has no year"),
        ("24/11", "has no year"),
        ("November", "has no year"),
        ("Nov 26", "has no year"),
        ("31/2/2027", "There is no 31 February 2027."),
        ("29 February 2023", "There is no 29 February 2023."),
        ("Monday 24 November 2026", "24 November 2026 is a Tuesday"),
        ("Monday November 2026", "needs a day of the month"),
        ("about 24/11/2026", "“about” goes with a month or a year"),
        ("by November 2026", "“by” goes with a day. Write it as by 24 November 2026."),
        ("from 2026", "“from” goes with a day"),
        ("24 November 1492", "outside 1800 to 2199"),
        ("last summer", "“last summer” is not a date. Write it as 24 November 2026"),
        ("", "is not a date"),
        ("by", "is not a date"),
        ("by by 24/11/2026", "is not a date"),
        ("24 Brumaire 2026", "is not a date"),
        ("٢٤/١١/٢٠٢٦", "is not a date"),
        ("24/11/2026 25/11/2026", "is not a date"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_wrong(written: str, said: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        canonical_date(written)
    assert said in str(refused.value)


@given(st.dates(FactDate.parse("1800").earliest, FactDate.parse("2199").latest))
def test_the_words_in_which_pages_show_a_date_are_read_back(day) -> None:
    month, year = day.isoformat()[:7], str(day.year)
    texts = [f"{day}", month, year, f"by {day}", f"from {day}", f"about {month}", f"about {year}"]
    assert [canonical_date(FactDate.parse(text).plain()) for text in texts] == texts


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused_and_never_a_crash(text: str) -> None:
    with contextlib.suppress(InvalidDate):
        assert FactDate.parse(canonical_date(text)).text


@pytest.mark.parametrize(("strict", "written"), [
    ("2026-11-20", "20 November 2026"), ("2026-11", "November 2026"), ("2026", "2026"),
    ("by 2026-11-20", "by 20 November 2026"), ("about 2025-11", "about November 2025"),
    ("unknown", "unknown"),
])  # fmt: skip
def test_a_form_shows_a_date_as_people_write_it_and_reads_the_same_again(strict, written):
    assert as_written(FactDate.parse(strict)) == written
    assert canonical_date(written) == strict
