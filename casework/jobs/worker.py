"""The worker: leases due jobs one at a time and runs them, at least once each."""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

from sqlalchemy.exc import DBAPIError

from casework.jobs.registry import GiveUp, find_job, list_schedules
from casework.services.office import Office
from casework.store.jobs import (
    MAXIMUM_ATTEMPTS,
    enqueue,
    fail,
    finish,
    is_any_due,
    lease_one,
    schedules,
    take_due_schedule,
)

log = logging.getLogger(__name__)


def run_worker(office: Office, stop: threading.Event, poll_seconds: float = 1.0) -> None:
    """Run what is due until ``stop`` is set. A database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            ran = run_due(office, stop)
        except DBAPIError:
            log.exception("The worker could not reach the database; it tries again.")
            ran = 0
        if ran == 0:
            stop.wait(poll_seconds)


def run_due(office: Office, stop: threading.Event | None = None) -> int:
    """Run everything that is due now, once each, and return how many jobs were tried."""
    enqueue_scheduled(office)
    ran = 0
    while not (stop is not None and stop.is_set()):
        leased = _lease(office)
        if leased is None:
            return ran
        _run(office, leased)
        ran += 1
    return ran


def enqueue_scheduled(office: Office) -> None:
    """Enqueue the jobs of schedules that are due; days that were missed are run once."""
    now = office.clock.now()
    with office.database.reading() as connection:
        known = schedules(connection)
    for schedule in list_schedules():
        if schedule.name in known and known[schedule.name] > now:
            continue
        with office.database.writing() as connection:
            due = take_due_schedule(connection, schedule.name, now, schedule.next_after(now))
            if due is not None:
                key = f"{schedule.name}:{due.isoformat()}"
                enqueue(connection, [{"name": schedule.name, "key": key, "arguments": "{}",
                                      "run_at": now, "enqueued_at": now}])  # fmt: skip


def _lease(office: Office) -> Any:
    now = office.clock.now()
    with office.database.reading() as connection:
        if not is_any_due(connection, now):
            return None
    with office.database.writing() as connection:
        return lease_one(connection, now)


def _run(office: Office, leased: Any) -> None:
    job = find_job(leased.name)
    try:
        if leased.attempts > MAXIMUM_ATTEMPTS:
            raise GiveUp("The worker stopped every time it ran this job.")
        if job is None:
            raise GiveUp(f"There is no job called {leased.name!r}.")
        job.run(office, {"key": leased.key, **json.loads(leased.arguments)})
    except Exception as error:
        log.warning("Job %s (%s) failed: %s", leased.id, leased.name, type(error).__name__)
        with office.database.writing() as connection:
            fail(connection, leased, office.clock.now(), _sentence(error),
                 for_good=isinstance(error, GiveUp))  # fmt: skip
        return
    with office.database.writing() as connection:
        finish(connection, leased, office.clock.now(), forget=job.forget)


def _sentence(error: Exception) -> str:
    return str(error) or type(error).__name__
