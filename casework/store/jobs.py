"""The job table: enqueue in the caller's transaction, lease, finish, retry."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from casework.store.models.jobs import JobRow, ScheduleRow

_JOB = JobRow.__table__
_SCHEDULE = ScheduleRow.__table__
# Written out, since SQLAlchemy compiles an insert with ON CONFLICT anew every time.
_ENQUEUE = text(
    "INSERT INTO job (name, key, arguments, run_at, enqueued_at, case_reference, state, attempts,"
    " lease, last_error) VALUES (:name, :key, :arguments, :run_at, :enqueued_at, :case_reference,"
    " :state, 0, '', '') ON CONFLICT (key) DO NOTHING"
).bindparams(
    bindparam("run_at", type_=_JOB.c.run_at.type),
    bindparam("enqueued_at", type_=_JOB.c.enqueued_at.type),
)
LEASE = timedelta(minutes=5)
MAXIMUM_ATTEMPTS = 8
WAITING, LEASED, DONE, FAILED = "waiting", "leased", "done", "failed"


def enqueue(connection: Connection, jobs: Sequence[dict[str, Any]]) -> None:
    """Add jobs; one whose key exists already is left as it is, so enqueueing twice does once."""
    if not jobs:
        return
    connection.execute(_ENQUEUE, [{"state": WAITING, "case_reference": "", **job} for job in jobs])


def _due(now: datetime) -> ColumnElement[bool]:
    waiting = (_JOB.c.state == WAITING) & (_JOB.c.run_at <= now)
    return or_(waiting, (_JOB.c.state == LEASED) & (_JOB.c.leased_until <= now))


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether ``lease_one`` would find something: asked first, so that waiting locks nothing."""
    return connection.execute(select(_JOB.c.id).where(_due(now)).limit(1)).first() is not None


def lease_one(connection: Connection, now: datetime) -> Any:
    """Claim the oldest due job, or one whose lease ran out; None when nothing is due.

    The attempt counts from here on, so that a job that kills its worker is given up too.
    """
    picked = select(_JOB.c.id).where(_due(now)).order_by(_JOB.c.run_at, _JOB.c.id).limit(1)
    if connection.dialect.name == "postgresql":
        picked = picked.with_for_update(skip_locked=True)
    statement = (
        update(_JOB).where(_JOB.c.id == picked.scalar_subquery())
        .values(state=LEASED, leased_until=now + LEASE, lease=secrets.token_hex(16),
                attempts=_JOB.c.attempts + 1)
        .returning(*_JOB.c)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def finish(connection: Connection, job: Any, now: datetime, *, forget: bool = False) -> None:
    """Mark a leased job done, if this worker still holds its lease.

    With ``forget`` the arguments are blanked: a letter may hold a link that signs somebody in.
    """
    kept: dict[str, Any] = {"arguments": "{}"} if forget else {}
    connection.execute(
        update(_JOB).where(_JOB.c.id == job.id, _JOB.c.lease == job.lease)
        .values(state=DONE, finished_at=now, leased_until=None, last_error="", **kept)
    )  # fmt: skip


def fail(
    connection: Connection, job: Any, now: datetime, error: str, *, for_good: bool = False
) -> None:
    """Put a job back with a growing delay, or give it up after the last attempt."""
    given_up = for_good or job.attempts >= MAXIMUM_ATTEMPTS
    delay = timedelta(seconds=min(2**job.attempts, 3600))
    connection.execute(
        update(_JOB).where(_JOB.c.id == job.id, _JOB.c.lease == job.lease)
        .values(state=FAILED if given_up else WAITING, run_at=now + delay,
                finished_at=now if given_up else None, leased_until=None,
                last_error=error[:2000])
    )  # fmt: skip


def failed_jobs(connection: Connection) -> list[Any]:
    """Jobs that were given up, latest first."""
    statement = select(_JOB).where(_JOB.c.state == FAILED).order_by(_JOB.c.finished_at.desc(),
                                                                    _JOB.c.id)  # fmt: skip
    return list(connection.execute(statement))


def put_back(connection: Connection, job_id: int, now: datetime) -> bool:
    """Let a job that was given up be tried anew; False if there is no such job."""
    changed = connection.execute(
        update(_JOB).where(_JOB.c.id == job_id, _JOB.c.state == FAILED)
        .values(state=WAITING, attempts=0, run_at=now, finished_at=None)
    )  # fmt: skip
    return changed.rowcount == 1


def remove_done(connection: Connection, before: datetime) -> int:
    """Remove jobs that were done before an instant, and return how many."""
    done = delete(_JOB).where(_JOB.c.state == DONE, _JOB.c.finished_at < before)
    return connection.execute(done).rowcount


def schedules(connection: Connection) -> dict[str, datetime]:
    """Every schedule that has run before, and when it is due next."""
    return {name: due for name, due in connection.execute(select(_SCHEDULE))}


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
        select(_JOB).where(_JOB.c.case_reference == reference, _JOB.c.state != DONE)
        .order_by(_JOB.c.id)
    )  # fmt: skip
    return list(connection.execute(statement))
