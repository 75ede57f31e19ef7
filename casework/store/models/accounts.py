"""Accounts, their links and recovery codes, and the sessions and failures of signing in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UTCInstant


class UserAccountRow(Base):
    """One person's way in. ``email`` is kept in lower case, so that it is unique in any case.

    ``state`` is invited, active or deactivated. ``system_roles`` are separated by spaces.
    ``totp_secret`` counts only once ``totp_confirmed_at`` is set.
    """

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(80), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    system_roles: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(12), default="invited")
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(UTCInstant)
    created_at: Mapped[datetime] = mapped_column(UTCInstant)
    password_set_at: Mapped[datetime | None] = mapped_column(UTCInstant)


class AccountLinkRow(Base):
    """An invitation or reset link, by the hash of its secret; good once and until it expires."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCInstant)
    expires_at: Mapped[datetime] = mapped_column(UTCInstant)
    used_at: Mapped[datetime | None] = mapped_column(UTCInstant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCInstant)


class RecoveryCodeRow(Base):
    """A code that stands in for the authenticator app once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UTCInstant)


class UserSessionRow(Base):
    """A signed-in browser, by the hash of its token.

    ``complete`` is False between the password and the second factor. ``totp_step`` is the time
    step of the code that completed it: one step serves one account once.
    """

    __tablename__ = "user_session"
    __table_args__ = (UniqueConstraint("account_id", "totp_step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    complete: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(UTCInstant)
    last_seen_at: Mapped[datetime] = mapped_column(UTCInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCInstant)
    user_agent: Mapped[str] = mapped_column(Text, default="")
    totp_step: Mapped[int | None] = mapped_column(Integer)


class SignInFailureRow(Base):
    """An attempt that failed, or has not succeeded yet. ``subject`` hashes who or where from."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    failed_at: Mapped[datetime] = mapped_column(UTCInstant, index=True)
