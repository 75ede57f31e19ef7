"""Dates of facts: when something was true, as exactly as it is known and no more.

Statutory dates are calendar dates in London, never instants. A fact's date may be a day, a
month, a year, one side of a day, a rough guess or not known, and every comparison answers
True, False or None, where None means that the recorded date does not settle it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NoReturn
from zoneinfo import ZoneInfo

from casework.domain.errors import Invalid

LONDON = ZoneInfo("Europe/London")

FIRST_YEAR = 1800
LAST_YEAR = 2199

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")
_YEAR = re.compile(r"([0-9]{4})\Z")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ACCEPTED = (
    "Write it as 2016-12-05, 2016-12, 2016, by 2018-05-11, from 2018-05-11, about 2013, "
    "about 2013-04 or unknown."
)


class InvalidDate(Invalid):
    """The text is not a date, or names a day that does not exist."""


@dataclass(frozen=True, slots=True)
class FactDate:
    """The date on which something was true, between `earliest` and `latest`, both included.

    None for `earliest` or `latest` means that nothing is known on that side. `about` a month or
    a year is read as that one or a neighbour, so that a rough date never decides a near question.
    Build it with `parse` or `on`. The operators <, <=, > and >= order dates for display only
    (earliest, else latest; not known comes last); rules use `before`, `after` and their kin.
    """

    text: str
    earliest: date | None
    latest: date | None

    @staticmethod
    def parse(text: str) -> FactDate:
        """The date that `text` states. Raises InvalidDate, which says what is accepted."""
        if not isinstance(text, str):
            raise InvalidDate(f"{text!r} is not a date written as text.", _ACCEPTED)
        return _parse_fact_date(text)

    @staticmethod
    def on(day: date) -> FactDate:
        """The exact day. Raises InvalidDate for a year that no text of a date may have either: what
        is kept must be readable again."""
        _check_year(day.year)
        return FactDate(day.isoformat(), day, day)

    @property
    def is_exact(self) -> bool:
        """True when the day itself is known."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_known(self) -> bool:
        """False only for `unknown`: an imprecise date is still known in part."""
        return self.earliest is not None or self.latest is not None

    def before(self, other: date | FactDate) -> bool | None:
        """Whether this was earlier than the other day; None when it is not known."""
        return _earlier(_span(self), _span(other))

    def after(self, other: date | FactDate) -> bool | None:
        """Whether this was later than the other day; None when it is not known."""
        return _earlier(_span(other), _span(self))

    def on_or_before(self, other: date | FactDate) -> bool | None:
        """Whether this was no later than the other day; None when it is not known."""
        return _opposite(self.after(other))

    def on_or_after(self, other: date | FactDate) -> bool | None:
        """Whether this was no earlier than the other day; None when it is not known."""
        return _opposite(self.before(other))

    def has_come_by(self, day: date) -> bool:
        """Whether it is certain that this lies no later than ``day``: a rough date that may lie
        ahead does not. A date stated as unknown states that it came."""
        return not self.is_known or self.on_or_before(day) is True

    def plain(self) -> str:
        """The date in words: '5 December 2016', 'in December 2016', 'date not known'."""
        return _in_words(self.text)

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: FactDate) -> bool:
        return _display_key(self) < _display_key(other)

    def __le__(self, other: FactDate) -> bool:
        return _display_key(self) <= _display_key(other)

    def __gt__(self, other: FactDate) -> bool:
        return _display_key(self) > _display_key(other)

    def __ge__(self, other: FactDate) -> bool:
        return _display_key(self) >= _display_key(other)


def parse_date(text: str) -> date:
    """The exact day written as YYYY-MM-DD. Raises InvalidDate."""
    match = _DAY.match(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise InvalidDate(f"{text!r} is not a date.", "Write it as 2016-12-05.")
    return _day(*(int(part) for part in match.groups()))


def long_date(day: date) -> str:
    """The day in words, such as '5 December 2016'."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def london_date(instant: datetime) -> date:
    """The calendar date in London at that instant, which must carry a time zone (ValueError)."""
    if instant.tzinfo is None:
        raise ValueError(f"london_date: {instant!r} has no time zone; expected an aware instant")
    return instant.astimezone(LONDON).date()


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


@lru_cache(maxsize=8192)
def _parse_fact_date(given: str) -> FactDate:
    text = given.strip()
    if text == "unknown":
        return FactDate(text, None, None)
    word, _, rest = text.partition(" ")
    if word == "about":
        return FactDate(text, *_rough_span(rest))
    if word in ("by", "from"):
        day = parse_date(rest) if _DAY.match(rest) else _refuse(given)
        return FactDate(text, *((None, day) if word == "by" else (day, None)))
    return FactDate(text, *_stated_span(text))


def _stated_span(text: str) -> tuple[date, date]:
    if _DAY.match(text):
        day = parse_date(text)
        return day, day
    if match := _MONTH.match(text):
        first = _day(int(match[1]), int(match[2]), 1)
        return first, month_end(first.year, first.month)
    if match := _YEAR.match(text):
        first = _day(int(match[1]), 1, 1)
        return first, date(first.year, 12, 31)
    _refuse(text)


def _rough_span(text: str) -> tuple[date, date]:
    if _DAY.match(text):
        _refuse(f"about {text}")
    first, last = _stated_span(text)
    if _YEAR.match(text):
        return date(first.year - 1, 1, 1), date(last.year + 1, 12, 31)
    next_month = last + timedelta(days=1)
    return (first - timedelta(days=1)).replace(day=1), month_end(next_month.year, next_month.month)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidDate(
            f"The year {year:04d} is outside {FIRST_YEAR} to {LAST_YEAR}.", "Check the year."
        )


def _day(year: int, month: int, day: int) -> date:
    _check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidDate(
            f"The date {year:04d}-{month:02d}-{day:02d} does not exist.",
            "Check the day and the month.",
        ) from None


def _refuse(text: str) -> NoReturn:
    raise InvalidDate(f"{text!r} is not a date.", _ACCEPTED)


def _span(when: date | FactDate) -> tuple[date | None, date | None]:
    return (when.earliest, when.latest) if isinstance(when, FactDate) else (when, when)


def _earlier(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool | None:
    """Whether a day of the first span is earlier than a day of the second, whichever they are."""
    if first[1] is not None and second[0] is not None and first[1] < second[0]:
        return True
    if first[0] is not None and second[1] is not None and first[0] >= second[1]:
        return False
    return None


def _opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _display_key(when: FactDate) -> tuple[date, date, str]:
    return (when.earliest or when.latest or date.max, when.latest or date.max, when.text)


def _in_words(text: str) -> str:
    if text == "unknown":
        return "date not known"
    word, _, rest = text.partition(" ")
    if rest:
        return f"{'on or after' if word == 'from' else word} {_stated_in_words(rest)}"
    return _exact_in_words(text) or f"in {_stated_in_words(text)}"


def _exact_in_words(text: str) -> str:
    return long_date(date.fromisoformat(text)) if _DAY.match(text) else ""


def _stated_in_words(text: str) -> str:
    if match := _MONTH.match(text):
        return f"{MONTH_NAMES[int(match[2]) - 1]} {match[1]}"
    return _exact_in_words(text) or text
