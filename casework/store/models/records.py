"""Case records, the texts that may be erased, and snapshots of gates."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class CaseRecordRow(Base):
    """One version of one case record. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "case_record"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "key", "version"),
        Index("ix_case_record_case_position", "case_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10))
    structure: Mapped[str] = mapped_column(Text)
    effective_on: Mapped[str] = mapped_column(String(20), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
    judged_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(String(80))
    on_behalf_of: Mapped[str] = mapped_column(String(80), default="")
    cites: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(64), default="")
    assumed: Mapped[bool] = mapped_column(Boolean, default=False)
    position: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))


class CaseRecordHeadRow(Base):
    """Which version of a record is current, so that the facts of a case are one indexed join."""

    __tablename__ = "case_record_head"

    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("case_record.id"))


class ErasableTextRow(Base):
    """Free text behind a commitment. Deleting a row erases the text; the chain still verifies."""

    __tablename__ = "erasable_text"

    commitment: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    salt: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)


class GateSnapshotRow(Base):
    """What was judged when a case moved or an act was done, and on which facts. Append-only."""

    __tablename__ = "gate_snapshot"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    move: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCInstant)
