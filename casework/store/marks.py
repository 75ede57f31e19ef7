"""What this store is, as marked once and never unmarked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, insert, select

from casework.store.models.audit import StoreMarkRow
from casework.store.transaction import Transaction

_MARK = StoreMarkRow.__table__
DEMO = "demo"


def demo_mark_exists() -> ColumnElement[bool]:
    """An expression that is true in a demo store, to be asked together with something else."""
    return exists(select(_MARK.c.name).where(_MARK.c.name == DEMO))


def is_demo(connection: Connection) -> bool:
    """True if the store is marked as demo."""
    return bool(connection.execute(select(demo_mark_exists())).scalar_one())


def mark_as_demo(tx: Transaction) -> None:
    """Mark the store as demo and audit it; marking twice marks once."""
    body: dict[str, Any] = {"mark": DEMO}
    if not is_demo(tx.connection):
        tx.connection.execute(insert(_MARK), {"name": DEMO, "value": "yes"})
    tx.record_audit("store_marked", body)
