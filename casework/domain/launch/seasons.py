"""The length of a consultation, and the holidays that fall into it."""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.windows import (
    EXTRA_WEEKS_FOR_AUGUST,
    MOST_OF_AUGUST_DAYS,
    ConsultationWindow,
    WindowOverlaps,
    overlaps,
)
from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts
from casework.domain.launch.findings import Basis, Finding, consider, nothing

USUAL_WEEKS = 12

LENGTH = Basis(
    "No Act sets a length: it is to be in proportion to what is asked. Advisers still counsel "
    "caution below about three months for a large change.",
    "Legal commentary on the length of consultations (SRC-G29); 12 weeks is the default here",
    "C2",
)
HOLIDAYS = Basis(
    "A period that falls into holidays may be found inadequate: fewer people hear of it and can "
    "answer.",
    "NHS England, guidance on involvement 2022, Annex B (SRC-G1)",
    "C1",
)
EXTRA_WEEKS = Basis(
    "Time is added where a holiday takes some away. That it is one week for Christmas or Easter "
    "and two for most of August is our assumption.",
    "Casework’s own figures, after NHS England’s guidance on involvement 2022, Annex B (SRC-G1)",
    "A",
)


def season_findings(
    facts: CaseFacts, window: ConsultationWindow, holidays: BankHolidays
) -> tuple[Finding, ...]:
    """The length, the bank holidays, and the seasons for which more time is advised."""
    met = overlaps(window, holidays)
    return (_length(facts, window, met), _bank_holidays(window, holidays), *_seasons(window, met))


def _length(facts: CaseFacts, window: ConsultationWindow, met: WindowOverlaps) -> Finding:
    local = facts.threshold("consultation_weeks")
    usual = local.value if local is not None else USUAL_WEEKS
    whose = "recorded on this case" if local is not None else "the default"
    text = (f"It would be open for {_weeks(window.days)}, with {met.working_days} working days. "
            f"{usual} weeks are looked for ({whose}).")  # fmt: skip
    if window.days < usual * 7:
        return consider(text, LENGTH)
    return nothing(text, LENGTH)


def _bank_holidays(window: ConsultationWindow, holidays: BankHolidays) -> Finding:
    days = [day for day in window.every_day() if day in holidays]
    if not days:
        return nothing("No bank holiday falls into these dates.", HOLIDAYS)
    listed = "; ".join(f"{long_date(day)} ({holidays.name_of(day)})" for day in days)
    return consider(f"Bank holidays in these dates: {listed}.", HOLIDAYS)


def _seasons(window: ConsultationWindow, met: WindowOverlaps) -> list[Finding]:
    found = []
    if met.christmas_weeks:
        found.append(consider("Christmas falls into these dates: a week more is advised.",
                              EXTRA_WEEKS))  # fmt: skip
    if met.easter_weeks:
        found.append(consider("Easter falls into these dates: a week more is advised.",
                              EXTRA_WEEKS))  # fmt: skip
    if met.august_days >= MOST_OF_AUGUST_DAYS:
        found.append(consider(
            f"{_counted(met.august_days)} of August fall into these dates: "
            f"{EXTRA_WEEKS_FOR_AUGUST} weeks more are advised.", EXTRA_WEEKS,
        ))  # fmt: skip
    elif met.august_days:
        found.append(nothing(
            f"{_counted(met.august_days)} of August fall into these dates, which is not most of "
            "it: no more time is advised for it.", EXTRA_WEEKS,
        ))  # fmt: skip
    if not found:
        found.append(nothing("Neither Christmas, Easter nor August falls into these dates.",
                             EXTRA_WEEKS))  # fmt: skip
    if met.extra_weeks_advised:
        found.append(consider(_together(window.closes_on, met.extra_weeks_advised), EXTRA_WEEKS))
    return found


def _together(closes_on: date, weeks: int) -> str:
    later = closes_on + timedelta(weeks=weeks)
    what = "1 week more is" if weeks == 1 else f"{weeks} weeks more are"
    return (f"Altogether {what} advised, which unless it is in these dates already would close it "
            f"on {long_date(later)}.")  # fmt: skip


def _weeks(days: int) -> str:
    weeks, rest = divmod(days, 7)
    whole = f"{weeks} week{'' if weeks == 1 else 's'}"
    return f"{whole} and {_counted(rest)}" if rest else whole


def _counted(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
