"""Projections: what pages list, written in the transaction that changes the answer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base


class RequiredActionRow(Base):
    """One thing that a case waits for: an unmet criterion of its next moves, a move that is ready,
    a draft to be approved, a request or its answer.

    One row for each person who can do it now; ``person`` is empty where nobody on the case can.
    ``only`` is True where that person alone can.
    """

    __tablename__ = "required_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    blocks: Mapped[str] = mapped_column(String(200))
    gate: Mapped[str] = mapped_column(String(20), index=True)
    criterion: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(30))
    force: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    roles: Mapped[str] = mapped_column(String(120), default="")
    person: Mapped[str] = mapped_column(String(80), default="", index=True)
    only: Mapped[bool] = mapped_column(Boolean, default=False)
    due_on: Mapped[date | None] = mapped_column(Date)


class CaseAccessRow(Base):
    """Who may open a case, and since and until when: a projection of the roles on it."""

    __tablename__ = "case_access"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    role: Mapped[str] = mapped_column(String(10))
    outside: Mapped[bool] = mapped_column(Boolean, default=False)
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)


class CaseShareRow(Base):
    """What an outside organisation may see of a case: a projection of its shares."""

    __tablename__ = "case_share"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(80), index=True)
    shared: Mapped[str] = mapped_column(String(200))
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
