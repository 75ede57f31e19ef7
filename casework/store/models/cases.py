"""Cases and the programmes that group them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class ProgrammeRow(Base):
    """A programme that groups cases."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(80), default="")


class CaseRow(Base):
    """A case: its pinned definition, where it stands, and the head of its audit chain.

    Everything stated about the case is a case record; this row holds what must be locked or
    listed. ``title`` repeats the particulars for lists. ``simulated_on`` is set only in a
    replayed case: the date by which its gates are judged.
    """

    __tablename__ = "service_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    pathway: Mapped[str] = mapped_column(String(80))
    definition_hash: Mapped[str] = mapped_column(ForeignKey("pathway_definition.hash"))
    stage: Mapped[str] = mapped_column(String(20), index=True)
    visit: Mapped[int] = mapped_column(Integer, default=1)
    seq: Mapped[int] = mapped_column(Integer, default=0)
    audit_position: Mapped[int] = mapped_column(Integer, default=0)
    audit_hash: Mapped[str] = mapped_column(String(64))
    opened_on: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime] = mapped_column(UTCInstant)
    stage_since: Mapped[date] = mapped_column(Date)
    simulated_on: Mapped[date | None] = mapped_column(Date)
    replayed: Mapped[bool] = mapped_column(Boolean, default=False)
    organisation: Mapped[str] = mapped_column(String(80), default="", index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    blockers: Mapped[int] = mapped_column(Integer, default=0)
    next_date: Mapped[date | None] = mapped_column(Date)
    next_date_label: Mapped[str] = mapped_column(String(200), default="")
    next_date_mark: Mapped[str] = mapped_column(String(40), default="")
    recompute_on: Mapped[date | None] = mapped_column(Date, index=True)


class PathwayDefinitionRow(Base):
    """A published definition, by the hash of its canonical text. Append-only."""

    __tablename__ = "pathway_definition"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    pathway: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer)
    canonical_text: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
