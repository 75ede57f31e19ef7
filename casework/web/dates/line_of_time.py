"""A drawing of days: one row for each, under a scale of years or months. Pure: no case, no rule.

Places along the line are hundredths of its width, so that the drawing fits any screen and its
words keep their size. Rows are stacked in pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casework.domain.calendar.months import add_months
from casework.domain.dates import MONTH_NAMES

CHARACTERS_A_LINE = 36
LINE, MARK_HEIGHT, GAP, HEAD = 20, 24, 10, 44
MOST_ON_A_PAGE = 620
"""Pixels of rows in one piece: with its heading it fits on a page of A4."""
MOST_TICKS = 4
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
MARGIN = 3.0
EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one row shows: words, and a day or the days from one to another.

    ``sort`` is `recorded`, `computed`, `period` or `rough`; ``further`` is one more day on the
    same row.
    """

    words: str
    begins: date
    ends: date
    sort: str
    further: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the drawing, in place."""

    lines: tuple[tuple[int, str], ...]
    mark: int
    begins: float
    ends: float
    sort: str
    further: float | None

    @property
    def top(self) -> int:
        """Where the first line of its words begins."""
        return self.lines[0][0] + 5 - LINE

    @property
    def bottom(self) -> int:
        """Where the next row begins."""
        return self.mark + MARK_HEIGHT // 2 + GAP

    def moved_up(self, by: int) -> Row:
        """The same row, so many pixels further up."""
        return replace(
            self, lines=tuple((y - by, words) for y, words in self.lines), mark=self.mark - by
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the scale; ``anchor`` keeps its words inside the drawing."""

    at: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the drawing shows. ``today`` is None where today lies outside it."""

    height: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    today: Tick | None

    @property
    def parts(self) -> tuple[Drawing, ...]:
        """The same in pieces, one under another, each with the scale at its head: a printer puts a
        drawing on one page, and one that is too tall for the rest of it leaves that empty."""
        found: list[list[Row]] = [[]]
        for row in self.rows:
            if found[-1] and row.bottom - found[-1][0].top > MOST_ON_A_PAGE:
                found.append([])
            found[-1].append(row)
        return tuple(self._part(rows) for rows in found) if len(found) > 1 else (self,)

    def _part(self, rows: list[Row]) -> Drawing:
        up = rows[0].top - HEAD
        moved = tuple(row.moved_up(up) for row in rows)
        return Drawing(moved[-1].bottom, moved, self.ticks, self.today)


def draw(stretches: Sequence[Stretch], today: date | None) -> Drawing | None:
    """The drawing; None where there is nothing to draw."""
    if not stretches:
        return None
    days = [day for s in stretches for day in (s.begins, s.ends, s.further) if day is not None]
    first, last = min(days), max(days)
    if today is not None and first - timedelta(days=366) <= today <= last + timedelta(days=366):
        first, last = min(first, today), max(last, today)
    place = _scale(first, last)
    rows, height = _rows(stretches, place)
    here = today is not None and first <= today <= last
    return Drawing(
        height, rows, tuple(_tick(day, words, place(day)) for day, words in _ticks(first, last)),
        _tick(today, "Today", place(today)) if here and today is not None else None,
    )  # fmt: skip


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, max((last - first).days, 1)

    def __call__(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)


def _scale(first: date, last: date) -> _Scale:
    return _Scale(first, last)


def _rows(stretches: Iterable[Stretch], place: _Scale) -> tuple[tuple[Row, ...], int]:
    rows, top = [], HEAD
    for each in stretches:
        words = textwrap.wrap(each.words, CHARACTERS_A_LINE) or [""]
        lines = tuple((top + LINE * (n + 1) - 5, line) for n, line in enumerate(words))
        mark = top + LINE * len(words) + MARK_HEIGHT // 2
        further = place(each.further) if each.further is not None else None
        rows.append(Row(lines, mark, place(each.begins), place(each.ends), each.sort, further))
        top += LINE * len(words) + MARK_HEIGHT + GAP
    return tuple(rows), top


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """First days of months or years, few enough to be read on a narrow screen."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in STEPS if months / s <= MOST_TICKS), STEPS[-1])
    start = date(first.year - first.year % max(step // 12, 1), 1, 1)
    found = []
    day = start
    while day <= last:
        if day >= first:
            words = str(day.year) if step >= 12 else f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"
            found.append((day, words))
        day = add_months(day, step)
    return found


def _tick(day: date, words: str, at: float) -> Tick:
    anchor = "start" if at < EDGE else "end" if at > 100 - EDGE else "middle"
    return Tick(at, words, anchor)
