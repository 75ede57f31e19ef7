"""The keys that creating forms carry, so that pressing twice creates once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casework.store.models.files import OneUseKeyRow

_KEY = OneUseKeyRow.__table__
LONGEST_KEY = 64


def claim_key(connection: Connection, key: str, person: str, now: datetime) -> str | None:
    """Claim a form's key. None: it is new, go on. Else the result of the first time.

    An empty key is always new: the form did not ask for this. On PostgreSQL a second claim waits
    until the first one's transaction ends.
    """
    if not key:
        return None
    stored = f"{person}:{key}"[-LONGEST_KEY:]
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(_KEY).on_conflict_do_nothing(index_elements=["key"])
    values = {"key": stored, "person": person, "result": "", "used_at": now}
    claimed = connection.execute(statement.returning(_KEY.c.key), values).first()
    if claimed is not None:
        return None
    return result_of_key(connection, key, person) or ""


def keep_result(connection: Connection, key: str, person: str, result: str) -> None:
    """Keep what the form created (a key or reference), to answer the second press with it."""
    stored = f"{person}:{key}"[-LONGEST_KEY:]
    connection.execute(update(_KEY).where(_KEY.c.key == stored).values(result=result))


def result_of_key(connection: Connection, key: str, person: str) -> str | None:
    """What the key gave when this person used it, or None if they have not."""
    stored = f"{person}:{key}"[-LONGEST_KEY:]
    statement = select(_KEY.c.result).where(_KEY.c.key == stored, _KEY.c.person == person)
    return connection.execute(statement).scalar_one_or_none()


def remove_keys(connection: Connection, before: datetime) -> None:
    """Forget keys used before an instant."""
    connection.execute(delete(_KEY).where(_KEY.c.used_at < before))
