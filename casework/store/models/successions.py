"""Successions of bodies, and the names that bodies had before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class SuccessionVersionRow(Base):
    """One version of what is stated of a succession, append-only. ``structure`` is its canonical
    text: the bodies, the choices and the persons."""

    __tablename__ = "succession_version"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    sort: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column("in_force_on", Date)
    instrument: Mapped[str] = mapped_column(String(300))
    structure: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)


class FormerNameRow(Base):
    """A name that a body had up to and including a day, append-only."""

    __tablename__ = "former_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[date] = mapped_column("until_day", Date)
    succession: Mapped[str] = mapped_column(String(80))
