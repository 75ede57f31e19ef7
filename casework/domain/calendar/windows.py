"""A consultation window and what it runs into: holidays, August and pre-election periods.

The law sets no length; these figures make a warning and never a block (SRC-G1, Annex B; the extra
weeks are an assumption to be verified).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.pre_election import PreElectionPeriod
from casework.domain.calendar.working_days import is_working_day
from casework.domain.dates import long_date
from casework.domain.errors import Invalid

AUGUST = 8
MOST_OF_AUGUST_DAYS = 16
EXTRA_WEEKS_FOR_CHRISTMAS_OR_EASTER = 1
EXTRA_WEEKS_FOR_AUGUST = 2


@dataclass(frozen=True, slots=True)
class ConsultationWindow:
    """The days on which people can respond, first and last included."""

    opens_on: date
    closes_on: date

    def __post_init__(self) -> None:
        if self.closes_on < self.opens_on:
            raise Invalid(
                f"The consultation would close on {long_date(self.closes_on)}, before it opens "
                f"on {long_date(self.opens_on)}.",
                "Give a closing date on or after the opening date.",
                "closes_on",
            )

    @property
    def days(self) -> int:
        """Calendar days in the window."""
        return (self.closes_on - self.opens_on).days + 1

    @property
    def weeks(self) -> float:
        """Length in weeks; 12.0 for a window of 84 days."""
        return self.days / 7

    @property
    def midpoint(self) -> date:
        """The day on which half of the window has passed."""
        return self.opens_on + timedelta(days=self.days // 2)

    def every_day(self) -> tuple[date, ...]:
        """Each calendar day of the window, in order."""
        return tuple(self.opens_on + timedelta(days=offset) for offset in range(self.days))


@dataclass(frozen=True, slots=True)
class WindowOverlaps:
    """What a window runs into. Weeks run from Monday to Sunday and count if touched at all."""

    working_days: int
    christmas_weeks: int
    easter_weeks: int
    august_days: int
    pre_election: tuple[PreElectionPeriod, ...]
    opens_in_pre_election: bool
    extra_weeks_advised: int


def overlaps(
    window: ConsultationWindow,
    holidays: BankHolidays,
    pre_election: Iterable[PreElectionPeriod] = (),
) -> WindowOverlaps:
    """Count what the window runs into.

    Christmas is 25 December to 1 January, Easter is Good Friday to Easter Monday. A week more is
    advised for each of them in the window, two weeks more for each August of which the window
    takes the greater part.
    """
    days = window.every_day()
    met = tuple(each for each in pre_election if any(each.covers(day) for day in days))
    christmas = {day for day in days if _is_christmas(day)}
    easter = {day for day in days if _is_easter(day)}
    return WindowOverlaps(
        working_days=sum(is_working_day(day, holidays) for day in days),
        christmas_weeks=_weeks_touched(christmas),
        easter_weeks=_weeks_touched(easter),
        august_days=sum(day.month == AUGUST for day in days),
        pre_election=met,
        opens_in_pre_election=any(each.covers(window.opens_on) for each in met),
        extra_weeks_advised=_extra_weeks(days, christmas, easter),
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _is_christmas(day: date) -> bool:
    return (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)


def _is_easter(day: date) -> bool:
    return -2 <= (day - easter_sunday(day.year)).days <= 1


def _weeks_touched(days: set[date]) -> int:
    return len({day.isocalendar()[:2] for day in days})


def _extra_weeks(days: tuple[date, ...], christmas: set[date], easter: set[date]) -> int:
    # 1 January belongs to the Christmas of the year before
    christmases = {(day - timedelta(days=1)).year for day in christmas}
    seasons = len(christmases) + len({day.year for day in easter})
    augusts = [day.year for day in days if day.month == AUGUST]
    long_augusts = sum(augusts.count(year) >= MOST_OF_AUGUST_DAYS for year in set(augusts))
    return (
        seasons * EXTRA_WEEKS_FOR_CHRISTMAS_OR_EASTER + long_augusts * EXTRA_WEEKS_FOR_AUGUST
    )
