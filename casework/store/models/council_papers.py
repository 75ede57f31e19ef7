"""What councils state once for all their cases: how long before a meeting they want papers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class CouncilPapersRow(Base):
    """One version of a council's rule, append-only: for meetings from ``valid_from`` on until a
    later one. ``in_force`` is every rule of every council with it, so that the newest row tells
    all of them."""

    __tablename__ = "council_papers"
    __table_args__ = (UniqueConstraint("organisation", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int] = mapped_column(Integer)
    draft_days: Mapped[int] = mapped_column(Integer)
    final_days: Mapped[int] = mapped_column(Integer)
    counted: Mapped[str] = mapped_column(String(12))
    valid_from: Mapped[date] = mapped_column(Date)
    set_by: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
    in_force: Mapped[str] = mapped_column(Text)
