"""Stored files, staged uploads, one-use keys, and shares opened by code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class StoredFileRow(Base):
    """A file under `<case>/<sha256>`; the bytes are synced to disk before this row is written."""

    __tablename__ = "stored_file"

    key: Mapped[str] = mapped_column(String(140), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(String(120))
    stored_at: Mapped[datetime] = mapped_column(UTCInstant)


class StagedUploadRow(Base):
    """A file that a person has sent with a form not yet accepted; swept 24 hours later."""

    __tablename__ = "staged_upload"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    case_reference: Mapped[str] = mapped_column(String(40), default="")
    form: Mapped[str] = mapped_column(String(80), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(String(120), default="")
    file_name: Mapped[str] = mapped_column(String(300))
    refusal: Mapped[str] = mapped_column(Text, default="")
    may_be_sealed: Mapped[bool] = mapped_column(Boolean, default=False)
    staged_at: Mapped[datetime] = mapped_column(UTCInstant, index=True)


class StagedTextRow(Base):
    """What a person had typed when their session ended, kept for 24 hours to be offered again."""

    __tablename__ = "staged_text"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    form: Mapped[str] = mapped_column(String(200))
    fields: Mapped[str] = mapped_column(Text)
    staged_at: Mapped[datetime] = mapped_column(UTCInstant, index=True)


class OneUseKeyRow(Base):
    """A key that a creating form carried: pressing twice creates once."""

    __tablename__ = "one_use_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(300), default="")
    used_at: Mapped[datetime] = mapped_column(UTCInstant, index=True)


class ShareCodeRow(Base):
    """A share that a named contact may open once, without an account, until it expires."""

    __tablename__ = "share_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    shared: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(80))
    created_by: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UTCInstant)
    expires_at: Mapped[datetime] = mapped_column(UTCInstant)
    used_at: Mapped[datetime | None] = mapped_column(UTCInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCInstant)


class ShareOpeningRow(Base):
    """Each opening or attempt to open a share."""

    __tablename__ = "share_opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    shared: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[datetime] = mapped_column(UTCInstant)
    person: Mapped[str] = mapped_column(String(80), default="")
    contact: Mapped[str] = mapped_column(String(80), default="")
    outcome: Mapped[str] = mapped_column(String(20))
