"""Dates as people in England write them, turned into the text that FactDate.parse reads.

The day comes first, and a month in figures is never guessed to come first. Forms read dates so;
case files keep to the strict text.
"""

from __future__ import annotations

import re
from calendar import day_name
from datetime import date

from casework.domain.dates import MONTH_NAMES, FactDate, InvalidDate, long_date

EXAMPLES = "24 November 2026, November 2026, 2026, by 24 November 2026, about November 2025"
_REMEDY = f"Write it as {EXAMPLES} or unknown."

_MONTHS = {name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in tuple(_MONTHS.items())} | {"sept": 9}
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(day_name)}
_WEEKDAYS |= {name[:3]: number for name, number in tuple(_WEEKDAYS.items())}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_LEADS = {
    "on or before": "by", "on or after": "from", "by": "by", "from": "from", "since": "from",
    "about": "about", "around": "about", "approximately": "about", "approx": "about",
    "approx.": "about", "circa": "about", "in": "", "on": "",
}  # fmt: skip
_UNKNOWN = frozenset({"unknown", "not known", "date not known", "date unknown"})


_STRICT = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


def as_written(when: FactDate) -> str:
    """The date as people in England write it, such as "by 24 November 2026"; what is read from it
    again is the same date."""

    def words(found: re.Match[str]) -> str:
        month = f"{MONTH_NAMES[int(found['month']) - 1]} {found['year']}"
        return f"{int(found['day'])} {month}" if found["day"] else month

    written = _STRICT.sub(words, when.text)
    try:
        return written if canonical_date(written) == when.text else when.text
    except InvalidDate:
        return when.text


def _longest_first(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DAY, _YEAR, _SHORT_YEAR = "(?P<day>[0-9]{1,2})", "(?P<year>[0-9]{4})", "(?P<year>[0-9]{2})"
_FIGURES, _NAME = "(?P<month>[0-9]{1,2})", rf"(?P<month>{_longest_first(_MONTHS)})"
_GAP, _ANY_GAP = "[ ./-]+", "[ ./-]*"
_LEAD = re.compile(rf"({_longest_first(_LEADS)}) +(.*)\Z")
_WEEKDAY = re.compile(rf"({_longest_first(_WEEKDAYS)})\.? +(.*)\Z")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b(?: of\b)?")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_WRITTEN = tuple(
    re.compile(rf"{pattern}\Z")
    for pattern in (
        _YEAR,
        _FIGURES + _GAP + _YEAR,
        _NAME + _ANY_GAP + _YEAR,
        _YEAR + _GAP + _FIGURES,
        _YEAR + _GAP + _NAME,
        _DAY + _GAP + _FIGURES + _GAP + _YEAR,
        _DAY + _ANY_GAP + _NAME + _ANY_GAP + _YEAR,
        _NAME + _ANY_GAP + _DAY + _GAP + _YEAR,  # a month with a name cannot be taken for a day
        _YEAR + _GAP + _FIGURES + _GAP + _DAY,
        _YEAR + _GAP + _NAME + _GAP + _DAY,
    )
)
_SHORT = tuple(
    re.compile(rf"{pattern}\Z")
    for pattern in (
        _DAY + _GAP + _FIGURES + _GAP + _SHORT_YEAR,
        _DAY + _ANY_GAP + _NAME + _ANY_GAP + _SHORT_YEAR,
        _NAME + _ANY_GAP + _DAY + _GAP + _SHORT_YEAR,
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(rf"{pattern}\Z")
    for pattern in (
        _DAY + _ANY_GAP + _NAME, _NAME + _ANY_GAP + _DAY, _DAY + _GAP + _FIGURES, _NAME,
    )
)  # fmt: skip


def canonical_date(text: str) -> str:
    """The text that FactDate.parse reads for a date as people write it.

    Raises InvalidDate with what is wrong: no year or one of two figures, a month in the place of
    the day, a day that does not exist or falls on another day of the week, or no date at all.
    """
    plain = _tidy(text)
    if plain in _UNKNOWN:
        return "unknown"
    lead, rest = _first_word(_LEAD, plain)
    weekday, rest = _first_word(_WEEKDAY, rest)
    stated = _stated(rest.rstrip(" ."), text)
    _check_weekday(weekday, stated)
    return FactDate.parse(_led(_LEADS.get(lead, ""), stated)).text


def _tidy(text: str) -> str:
    """Small letters, plain dashes, single spaces; no commas and no endings of ordinal numbers."""
    plain = " ".join(text.translate(_DASHES).replace(",", " ").casefold().split())
    return _ORDINAL.sub(r"\1", plain)


def _first_word(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.match(text)
    return (match[1], match[2]) if match else ("", text)


def _stated(plain: str, given: str) -> str:
    """The day, month or year itself, once the words before it are taken off."""
    for pattern in _WRITTEN:
        if match := pattern.match(plain):
            return _canonical(**match.groupdict())
    if any(pattern.match(plain) for pattern in _SHORT):
        raise InvalidDate(
            f"“{given}” has a year of two figures.", "Write the year in full, as in 2026."
        )
    if any(pattern.match(plain) for pattern in _WITHOUT_YEAR):
        raise InvalidDate(f"“{given}” has no year.", "Write the year in full, as in 2026.")
    raise InvalidDate(f"“{given}” is not a date.", _REMEDY)


def _canonical(year: str, month: str = "", day: str = "") -> str:
    if not month:
        return year
    number = _MONTHS.get(month) or int(month)
    if not 1 <= number <= 12:
        raise InvalidDate(f"There is no month {number}.", "Write the day first, as in 24/11/2026.")
    if not day:
        return f"{year}-{number:02d}"
    _check_day_exists(int(year), number, int(day))
    return f"{year}-{number:02d}-{int(day):02d}"


def _check_day_exists(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        raise InvalidDate(
            f"There is no {day} {MONTH_NAMES[month - 1]} {year}.", "Check the day and the month."
        ) from None


def _check_weekday(weekday: str, stated: str) -> None:
    if not weekday:
        return
    if len(stated) < len("2026-11-24"):
        raise InvalidDate("A day of the week needs a day of the month after it.", _REMEDY)
    day = date.fromisoformat(stated)
    if day.weekday() != _WEEKDAYS[weekday]:
        raise InvalidDate(
            f"{long_date(day)} is a {day_name[day.weekday()]}.", "Check the day and the month."
        )


def _led(lead: str, stated: str) -> str:
    is_day = len(stated) == len("2026-11-24")
    if lead == "about" and is_day:
        raise InvalidDate(
            "“about” goes with a month or a year.", "Write it as about November 2026 or about 2026."
        )
    if lead in ("by", "from") and not is_day:
        raise InvalidDate(f"“{lead}” goes with a day.", f"Write it as {lead} 24 November 2026.")
    return f"{lead} {stated}".strip()
