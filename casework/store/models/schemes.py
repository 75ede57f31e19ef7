"""Schemes of delegation, kept once for a body."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class SchemeEntryRow(Base):
    """One version of one entry of a body's scheme, append-only. ``state`` is `stated` or
    `withdrawn`; ``structure`` is the canonical text of what it says."""

    __tablename__ = "scheme_entry"
    __table_args__ = (UniqueConstraint("organisation", "key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(80), index=True)
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    structure: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(String(300))
    dated: Mapped[date] = mapped_column("document_dated", Date)
    reason: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
