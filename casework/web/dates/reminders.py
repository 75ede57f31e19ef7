"""Reminders that were made, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.dates import london_date, long_date
from casework.domain.reminders import key_of
from casework.services.dates import Dates
from casework.services.reminding import MAIL, distance_words

BY_MAIL, LISTED = "By email.", "Listed here only: no email is wanted, or there is no account to write to."
ESCALATED = "Told because the date has passed."


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder."""

    made: str
    whom: str
    what: str
    when: str
    how: str


def reminder_lines(dates: Dates) -> tuple[ReminderLine, ...]:
    """The latest first. One of a date that this reader may not read is left out."""
    readable = {key_of(each) for each in dates.all}
    return tuple(_line(row) for row in dates.reminders if row.date_key in readable)


def _line(r: Any) -> ReminderLine:
    how = [BY_MAIL if r.outcome == MAIL else LISTED, *([ESCALATED] if r.escalated else [])]
    return ReminderLine(
        made=long_date(london_date(r.made_at)),
        whom=r.name,
        what=f"{r.what}, {long_date(r.due_on)}",
        when=distance_words(r.days),
        how=" ".join(how),
    )
