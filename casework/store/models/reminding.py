"""Calendar feeds, rules of reminders, those that were made, and who wants them by mail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class CalendarFeedRow(Base):
    """The address of one person's calendar, by the hash of its secret; good until revoked."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCInstant)


class CalendarReadingRow(Base):
    """How often a feed was read, and what it showed last: so that a date that moved or went away
    is told to calendars as that. ``shown`` is canonical text. Not audited, as an access log."""

    __tablename__ = "calendar_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("calendar_feed.id"), unique=True)
    readings: Mapped[int] = mapped_column(Integer)
    last_read_at: Mapped[datetime] = mapped_column(UTCInstant)
    hour_began_at: Mapped[datetime] = mapped_column(UTCInstant)
    in_hour: Mapped[int] = mapped_column(Integer)
    shown: Mapped[str] = mapped_column(Text)


class ReminderRow(Base):
    """One reminder of one date to one person, made once. ``days`` are those from the date: less
    than 0 before it. ``outcome`` is `mail`, `list` where the person wants no mail or has no
    address, or `passed_over` where a later one of the same date took its place."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("case_id", "date_key", "due_on", "person", "days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    date_key: Mapped[str] = mapped_column(String(300))
    due_on: Mapped[date] = mapped_column(Date)
    person: Mapped[str] = mapped_column(String(80))
    days: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(200))
    rule_id: Mapped[str] = mapped_column(String(10))
    escalated: Mapped[bool] = mapped_column(Boolean)
    outcome: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(UTCInstant)


class ReminderChoiceRow(Base):
    """Whether a person wants reminders by mail; without a row they do."""

    __tablename__ = "reminder_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(80), unique=True)
    by_mail: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[datetime] = mapped_column(UTCInstant)


class ReminderRuleRow(Base):
    """One version of when and of whom people are reminded, as an administrator recorded it;
    append-only. ``before`` and ``after`` are days, ``roles`` are codes, all parted by spaces."""

    __tablename__ = "reminder_rule"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int] = mapped_column(Integer)
    before: Mapped[str] = mapped_column("days_before", String(80))
    after: Mapped[str] = mapped_column("days_after", String(80))
    roles: Mapped[str] = mapped_column(String(120))
    escalate_after: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
