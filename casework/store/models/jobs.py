"""The outbox: work for the worker, and its schedules."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class JobRow(Base):
    """A job, enqueued in the transaction that wants it; done at least once, idempotent by key."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_run_at", "state", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    arguments: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    run_at: Mapped[datetime] = mapped_column(UTCInstant)
    leased_until: Mapped[datetime | None] = mapped_column(UTCInstant)
    lease: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")
    enqueued_at: Mapped[datetime] = mapped_column(UTCInstant)
    finished_at: Mapped[datetime | None] = mapped_column(UTCInstant)
    case_reference: Mapped[str] = mapped_column(String(40), default="", index=True)


class ScheduleRow(Base):
    """A job that recurs, and when it is due next."""

    __tablename__ = "schedule"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(UTCInstant)
