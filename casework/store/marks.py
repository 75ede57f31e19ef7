"""What this store is, marked once and never unmarked, and which code judged its cases last."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, insert, select, update

from casework.store.models.audit import StoreMarkRow
from casework.store.transaction import Transaction

_MARK = StoreMarkRow.__table__
DEMO, JUDGED_BY = "demo", "judged_by"


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


def is_judged_by(connection: Connection, code: str) -> bool:
    """True if what cases wait for was last worked out anew by this code."""
    statement = select(_MARK.c.value).where(_MARK.c.name == JUDGED_BY)
    return connection.execute(statement).scalar_one_or_none() == code


def mark_judged_by(tx: Transaction, code: str, recomputed: int) -> None:
    """Mark the store as judged by this code and audit it, with how many cases it changed."""
    changed = tx.connection.execute(
        update(_MARK).where(_MARK.c.name == JUDGED_BY).values(value=code)
    )
    if not changed.rowcount:
        tx.connection.execute(insert(_MARK), {"name": JUDGED_BY, "value": code})
    tx.record_audit("store_judged_by_new_code", {"code": code, "recomputed": recomputed})
