"""One-use keys of creating forms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from casework.store.models.files import OneUseKeyRow

_TABLE = OneUseKeyRow.__table__


def result_of_key(connection: Connection, key: str, person: str) -> str | None:
    """What the key gave when this person used it, or None if it is unused."""
    statement = select(_TABLE.c.result).where(_TABLE.c.key == key, _TABLE.c.person == person)
    return connection.execute(statement).scalar_one_or_none()


def remember_result(
    connection: Connection, key: str, person: str, result: str, now: datetime
) -> None:
    """Mark the key as used, in the verb's own transaction."""
    connection.execute(
        insert(_TABLE), {"key": key, "person": person, "result": result, "used_at": now}
    )
