"""What an administrator knows of the calendar beyond the list that is shipped."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, Text
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
