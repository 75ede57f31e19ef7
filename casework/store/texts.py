"""Single erasable texts: adding one that no record holds, and erasing one."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from casework.domain.text import Text
from casework.store.models.records import ErasableTextRow

_TEXT = ErasableTextRow.__table__


def insert_text(connection: Connection, case_id: int, text: Text) -> None:
    """Keep a text that only an audit entry commits to. Raises ValueError if it has no salt."""
    if text.salt is None or text.value is None:
        raise ValueError(f"text {text.commitment!r}: no value and salt to keep, expected both")
    connection.execute(
        insert(_TEXT),
        {"commitment": text.commitment, "case_id": case_id, "salt": text.salt.hex(),
         "text": text.value},
    )  # fmt: skip


def find_text(connection: Connection, case_id: int, commitment: str) -> str:
    """A text of a case; empty if it is not there."""
    statement = select(_TEXT.c.text).where(
        _TEXT.c.case_id == case_id, _TEXT.c.commitment == commitment
    )
    return str(connection.execute(statement).scalar_one_or_none() or "")


def delete_text(connection: Connection, case_id: int, commitment: str) -> bool:
    """Erase a text of a case; False if it is not there.

    SQLite overwrites the bytes with zeros in the database file; its write-ahead log, backups
    and PostgreSQL's dead rows keep them until they are overwritten or vacuumed.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    gone = connection.execute(
        delete(_TEXT).where(_TEXT.c.case_id == case_id, _TEXT.c.commitment == commitment)
    )
    return gone.rowcount == 1
