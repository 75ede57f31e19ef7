"""The job table: enqueue in the caller's transaction, lease, finish, retry."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casework.store.models.jobs import JobRow, ScheduleRow

_JOB = JobRow.__table__
_SCHEDULE = ScheduleRow.__table__
LEASE = timedelta(minutes=5)
MAXIMUM_ATTEMPTS = 8


def enqueue(connection: Connection, jobs: Sequence[dict[str, Any]]) -> None:
    """Add jobs; one whose key exists already is left as it is, so enqueueing twice does once."""
    if not jobs:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(_JOB).on_conflict_do_nothing(index_elements=["key"])
    rows = [{"state": "waiting", "attempts": 0, "lease": "", "last_error": "", **job}
            for job in jobs]  # fmt: skip
    connection.execute(statement, rows)


def lease_one(connection: Connection, now: datetime) -> Any:
    """Claim the oldest due job, or one whose lease ran out; None when nothing is due."""
    due = or_(
        (_JOB.c.state == "waiting") & (_JOB.c.run_at <= now),
        (_JOB.c.state == "leased") & (_JOB.c.leased_until <= now),
    )
    picked = select(_JOB.c.id).where(due).order_by(_JOB.c.run_at, _JOB.c.id).limit(1)
    if connection.dialect.name == "postgresql":
        picked = picked.with_for_update(skip_locked=True)
    statement = (
        update(_JOB).where(_JOB.c.id == picked.scalar_subquery())
        .values(state="leased", leased_until=now + LEASE, lease=secrets.token_hex(16),
                attempts=_JOB.c.attempts + 1)
        .returning(*_JOB.c)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def finish(connection: Connection, job: Any, now: datetime) -> None:
    """Mark a leased job done, if this worker still holds its lease."""
    connection.execute(
        update(_JOB).where(_JOB.c.id == job.id, _JOB.c.lease == job.lease)
        .values(state="done", finished_at=now, leased_until=None)
    )  # fmt: skip


def fail(connection: Connection, job: Any, now: datetime, error: str) -> None:
    """Put a job back with a growing delay, or give it up after the last attempt."""
    given_up = job.attempts >= MAXIMUM_ATTEMPTS
    delay = timedelta(seconds=min(2**job.attempts, 3600))
    connection.execute(
        update(_JOB).where(_JOB.c.id == job.id, _JOB.c.lease == job.lease)
        .values(state="failed" if given_up else "waiting", run_at=now + delay,
                leased_until=None, last_error=error[:2000])
    )  # fmt: skip


def take_due_schedule(
    connection: Connection, name: str, now: datetime, next_at: datetime
) -> datetime | None:
    """Move a schedule on if it is due; returns the time it was due at, else None."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(_SCHEDULE).on_conflict_do_nothing(index_elements=["name"]),
        {"name": name, "next_at": now},
    )
    due = connection.execute(
        select(_SCHEDULE.c.next_at).where(_SCHEDULE.c.name == name)
    ).scalar_one()
    if due > now:
        return None
    moved = connection.execute(
        update(_SCHEDULE).where(_SCHEDULE.c.name == name, _SCHEDULE.c.next_at == due)
        .values(next_at=next_at)
    )  # fmt: skip
    return due if moved.rowcount == 1 else None


def jobs_of_case(connection: Connection, reference: str) -> list[Any]:
    """Jobs of a case that are not done, oldest first."""
    statement = (
        select(_JOB).where(_JOB.c.case_reference == reference, _JOB.c.state != "done")
        .order_by(_JOB.c.id)
    )  # fmt: skip
    return list(connection.execute(statement))
