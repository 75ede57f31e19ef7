"""What administrators record of the calendar: corrections of bank holidays, and polls."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class BankHolidayCorrectionRow(Base):
    """What was stated of one day, append-only. ``in_force`` is what all of them come to with it,
    so that the newest row tells the whole calendar."""

    __tablename__ = "bank_holiday_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("corrected_on", Date)
    effect: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
    in_force: Mapped[str] = mapped_column(Text)


class PollRow(Base):
    """One version of a poll, append-only. ``state`` is `stated` or `withdrawn`; ``areas`` are
    keys of organisations, parted by spaces."""

    __tablename__ = "poll"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    poll_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(30))
    all_england: Mapped[bool]
    areas: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
