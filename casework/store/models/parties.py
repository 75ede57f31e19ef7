"""Organisations, persons, and contacts without accounts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class OrganisationRow(Base):
    """An organisation by its own key; codes, names and validity are data about it."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30), index=True)
    code_system: Mapped[str] = mapped_column(String(3), default="")
    code: Mapped[str] = mapped_column(String(12), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(300), default="")


class OrganisationSuccessionRow(Base):
    """One organisation took over from another on a date, by an instrument.

    ``plan`` is the succession by which it was carried out; empty where only the register says so.
    """

    __tablename__ = "organisation_succession"

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor: Mapped[str] = mapped_column(String(80), index=True)
    successor: Mapped[str] = mapped_column(String(80), index=True)
    on: Mapped[date | None] = mapped_column("succeeded_on", Date)
    instrument: Mapped[str] = mapped_column(String(300), default="")
    plan: Mapped[str] = mapped_column(String(80), default="")


class PersonRow(Base):
    """A person, whether or not they have an account. The name may be erased."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    organisation: Mapped[str] = mapped_column(String(80), index=True)
    job_title: Mapped[str] = mapped_column(String(200), default="")


class ContactListRow(Base):
    """A distribution list: named contacts without accounts."""

    __tablename__ = "contact_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))


class ContactRow(Base):
    """Somebody to write to who never signs in."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    organisation: Mapped[str] = mapped_column(String(80), default="", index=True)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("contact_list.id"), index=True)


class CitationCheckRow(Base):
    """A legal user recorded that they checked a citation, when and against what."""

    __tablename__ = "citation_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    law_id: Mapped[str] = mapped_column(String(120), index=True)
    checked_by: Mapped[str] = mapped_column(String(80))
    checked_at: Mapped[datetime] = mapped_column(UTCInstant)
    against: Mapped[str] = mapped_column(Text)
    finding: Mapped[str] = mapped_column(String(20), default="agrees")
