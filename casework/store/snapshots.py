"""Snapshots of what moves and acts were judged on. Append-only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from casework.store.models.records import GateSnapshotRow

_TABLE = GateSnapshotRow.__table__


def insert_snapshot(
    connection: Connection, digest: str, case_id: int, position: int, move: str, body: str,
    now: datetime,
) -> None:
    """Add a snapshot."""
    connection.execute(
        insert(_TABLE),
        {"hash": digest, "case_id": case_id, "position": position, "move": move, "body": body,
         "recorded_at": now},
    )  # fmt: skip


def find_snapshot(connection: Connection, case_id: int, digest: str) -> Any:
    """The snapshot of this case with this hash, or None."""
    statement = select(_TABLE).where(_TABLE.c.case_id == case_id, _TABLE.c.hash == digest)
    return connection.execute(statement).one_or_none()
