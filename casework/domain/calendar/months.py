"""Periods of whole calendar months."""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.dates import month_end

JUDICIAL_REVIEW_MONTHS = 3


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later (earlier if negative).

    The last day of that month when it is too short: 30 November + 3 months is 28 February.
    """
    years, month = divmod(day.month - 1 + months, 12)
    last = month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def period_beginning_with(first_day: date, months: int) -> date:
    """The last day of a period of months whose first day is `first_day`.

    Six months beginning with 10 March end on 9 September. Where the last month has no such day,
    the period ends with that month: six months beginning with 31 August end on 28 February.
    """
    same_day = add_months(first_day, months)
    return same_day - timedelta(days=1) if same_day.day == first_day.day else same_day


def judicial_review_expiry(decided_on: date) -> date:
    """Three months after the decision less a day: the cautious reading of CPR 54.5(1).

    Never a safe harbour: a claim must be brought promptly, and the court may extend time.
    """
    return add_months(decided_on, JUDICIAL_REVIEW_MONTHS) - timedelta(days=1)
