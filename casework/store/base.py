"""The declarative base, its naming convention, and the column types that we share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import MetaData, String, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table; names of constraints follow one convention, so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)

    if TYPE_CHECKING:
        # SQLAlchemy says FromClause, which may not be inserted into; ours are all tables.
        __table__: ClassVar[Table]


class UTCInstant(TypeDecorator[datetime]):
    """An instant, kept as ISO 8601 text in UTC with microseconds; naive values are refused.

    Text sorts as time does, is the same on both databases, and is what the audit chain hashes.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """The instant as stored. Raises ValueError for a datetime without a time zone."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone; give an aware datetime in UTC")
    return value.astimezone(UTC).isoformat(timespec="microseconds")
