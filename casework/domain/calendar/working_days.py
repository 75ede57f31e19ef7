"""Working days and clear days.

A working day is Monday to Friday and neither a bank holiday nor a local closure day. Clear days
leave out both the day of publication and the day of the meeting, and are counted in working days:
the cautious reading of section 100B of the Local Government Act 1972 and of the Public Bodies
(Admission to Meetings) Act 1960, because offices must be open for people to inspect the papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.dates import long_date

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that a count of working days passed over, and why."""

    on: date
    why: str

    @property
    def is_weekend(self) -> bool:
        return self.on.weekday() >= SATURDAY

    def plain(self) -> str:
        """Such as '28 December 2026 (Boxing Day (observed))'."""
        return f"{long_date(self.on)} ({self.why})"


def is_working_day(day: date, holidays: BankHolidays) -> bool:
    """True from Monday to Friday outside bank holidays. Raises CalendarNotKnown."""
    return day not in holidays and day.weekday() < SATURDAY


def working_days_before(day: date, n: int, holidays: BankHolidays) -> date:
    """The n-th working day before `day`, which itself is not counted; n is 1 or more."""
    return _walk(day, n, -ONE_DAY, holidays)


def working_days_after(day: date, n: int, holidays: BankHolidays) -> date:
    """The n-th working day after `day`, which itself is not counted; n is 1 or more."""
    return _walk(day, n, ONE_DAY, holidays)


def last_publication(meeting: date, n: int, holidays: BankHolidays) -> date:
    """The last day on which papers can be published with n clear working days before `meeting`."""
    return working_days_before(meeting, n + 1, holidays)


def clear_working_days(published: date, meeting: date, holidays: BankHolidays) -> int:
    """Working days strictly between publication and meeting; 0 when there are none."""
    days = (meeting - published).days
    between = (published + timedelta(days=offset) for offset in range(1, days))
    return sum(is_working_day(day, holidays) for day in between)


def skipped_days(first: date, last: date, holidays: BankHolidays) -> tuple[SkippedDay, ...]:
    """The days strictly between two dates, in order of time, that are not working days."""
    start, end = min(first, last), max(first, last)
    between = (start + timedelta(days=offset) for offset in range(1, (end - start).days))
    return tuple(
        SkippedDay(day, _why_closed(day, holidays))
        for day in between
        if not is_working_day(day, holidays)
    )


def _walk(day: date, n: int, step: timedelta, holidays: BankHolidays) -> date:
    if n < 1:
        raise ValueError(f"working days: {n} asked for; expected 1 or more")
    while n:
        day += step
        n -= is_working_day(day, holidays)
    return day


def _why_closed(day: date, holidays: BankHolidays) -> str:
    return holidays.name_of(day) if day in holidays.dates else f"{day:%A}"
