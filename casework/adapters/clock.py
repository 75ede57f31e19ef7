"""The only place where the time is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""The time zone whose midnight starts a day for every date that Casework shows or judges by."""


class Clock(Protocol):
    """Tells the time. ``now`` and ``today`` of one clock never contradict each other for long."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The calendar date in London, which in summer starts an hour before the UTC date."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(LONDON).date()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still at ``instant``, for tests and for questions about another day.

    Raises ValueError for an instant without a time zone: it could be either side of midnight.
    """

    instant: datetime

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError(f"FixedClock: instant {self.instant!r} has no time zone, expected one")

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def today(self) -> date:
        return self.instant.astimezone(LONDON).date()
