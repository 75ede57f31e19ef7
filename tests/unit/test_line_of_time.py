"""A drawing of days: places follow time, words fit a narrow screen, today is marked."""

from __future__ import annotations

from datetime import date

import pytest

from casework.web.dates.line_of_time import CHARACTERS_A_LINE, MOST_TICKS, Stretch, draw

day = date.fromisoformat
TODAY = day("2026-06-01")


def one(on, words="A day", sort="recorded"):
    return Stretch(words, day(on), day(on), sort)


def test_nothing_is_drawn_of_nothing():
    assert draw([], TODAY) is None


def test_a_later_day_stands_further_on():
    rows = draw([one("2026-01-01"), one("2026-03-01"), one("2026-12-01")], TODAY).rows
    places = [row.begins for row in rows]
    assert places == sorted(places) and len(set(places)) == 3


def test_every_place_lies_inside_the_drawing():
    rows = draw([one("1997-01-01"), one("2040-12-31")], TODAY).rows
    assert all(0 <= place <= 100 for row in rows for place in (row.begins, row.ends))


def test_today_stands_between_yesterday_and_tomorrow():
    found = draw([one("2026-05-31"), one("2026-06-02")], TODAY)
    assert found.rows[0].begins < found.today.at < found.rows[1].begins


def test_a_case_of_long_ago_is_not_stretched_to_today():
    assert draw([one("1997-01-01"), one("1998-01-01")], TODAY).today is None


def test_one_day_alone_can_be_drawn():
    assert len(draw([one("2026-06-01")], TODAY).rows) == 1


def test_long_words_are_broken_to_fit_a_narrow_screen():
    (row,) = draw([one("2026-06-01", "many words " * 12)], TODAY).rows
    assert len(row.lines) > 2 and all(len(w) <= CHARACTERS_A_LINE for _, w in row.lines)


def test_rows_do_not_overlap():
    rows = draw([one("2026-06-01", "many words " * n) for n in (1, 9, 4)], TODAY).rows
    for above, below in zip(rows, rows[1:], strict=False):
        assert above.mark < min(y for y, _ in below.lines) - 8


@pytest.mark.parametrize("last", ["2026-02-01", "2026-12-01", "2028-06-01", "2041-01-01",
                                  "2199-12-31"])  # fmt: skip
def test_the_scale_has_few_enough_days_to_be_read(last):
    found = draw([one("2026-01-02"), one(last)], None)
    assert len(found.ticks) <= MOST_TICKS
