"""The audit chains: one a case, and one for the system."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class AuditEntryRow(Base):
    """One entry of one chain. Append-only. ``at`` is ISO 8601 text in UTC, hashed as stored."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("chain", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(Integer)
    at: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(80))
    on_behalf_of: Mapped[str] = mapped_column(String(80), default="")
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class SystemChainRow(Base):
    """The head of the system's own chain; a case's head stands on its row."""

    __tablename__ = "system_chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    hash: Mapped[str] = mapped_column(String(64))


class ChainCheckRow(Base):
    """What the last check of a chain found; pages show it instead of checking anew.

    ``position`` and ``hash`` are those of the last entry found intact.
    """

    __tablename__ = "chain_check"

    chain: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))
    intact: Mapped[bool] = mapped_column(Boolean)
    first_broken: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text, default="")
    checked_at: Mapped[datetime] = mapped_column(UTCInstant)


class StoreMarkRow(Base):
    """What this store is: `demo` stores hold replayed and fictional cases, and say so. And by which
    code its cases were judged last (`judged_by`)."""

    __tablename__ = "store_mark"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
