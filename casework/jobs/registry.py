"""What the worker can run: jobs by name, and schedules that enqueue them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from casework.domain.dates import LONDON, london_date
from casework.services.office import Office

Handler = Callable[[Office, dict[str, Any]], None]


class GiveUp(Exception):
    """Raised by a handler when trying again would not help; the message says why."""


@dataclass(frozen=True, slots=True)
class Job:
    """A handler by name. ``forget``: its arguments are blanked once it is done."""

    name: str
    run: Handler
    forget: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that recurs every day at an hour in London, and once at the very first start."""

    name: str
    hour: int

    def next_after(self, instant: datetime) -> datetime:
        """The next instant at which it is due."""
        today = london_date(instant)
        due = datetime.combine(today, time(self.hour), LONDON)
        if due <= instant:
            due = datetime.combine(today + timedelta(days=1), time(self.hour), LONDON)
        return due


_jobs: dict[str, Job] = {}
_schedules: dict[str, Schedule] = {}


def job(name: str, *, forget: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler ``(office, arguments)``; it may be run more than once for one job.

    The arguments are those enqueued, with the job's own key as ``key`` unless they hold another.
    """

    def register(handler: Handler) -> Handler:
        if name in _jobs:
            raise ValueError(f"job {name!r} is registered twice")
        _jobs[name] = Job(name, handler, forget)
        return handler

    return register


def scheduled(every: str, *, hour: int) -> Callable[[Handler], Handler]:
    """Register the job below it to recur. Raises ValueError for anything but `daily`."""
    if every != "daily" or not 0 <= hour <= 23:
        raise ValueError(f"schedule {every!r} at hour {hour!r}, expected 'daily' at 0 to 23")

    def register(handler: Handler) -> Handler:
        name = next(known.name for known in _jobs.values() if known.run is handler)
        _schedules[name] = Schedule(name, hour)
        return handler

    return register


def find_job(name: str) -> Job | None:
    """The job called ``name``, or None."""
    return _jobs.get(name)


def list_schedules() -> list[Schedule]:
    """Every schedule, by name."""
    return [_schedules[name] for name in sorted(_schedules)]
