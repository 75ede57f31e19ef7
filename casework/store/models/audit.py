"""The audit chains: one a case, and one for the system."""

from __future__ import annotations

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base


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


class StoreMarkRow(Base):
    """What this store is: `demo` stores hold replayed and fictional cases, and say so."""

    __tablename__ = "store_mark"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
