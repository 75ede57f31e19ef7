"""The calendar as its rows have it, and as the system's chain says that it was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from casework.store.audit import SYSTEM_CHAIN
from casework.store.models.audit import AuditEntryRow
from casework.store.models.calendar import BankHolidayCorrectionRow, PollRow

_ENTRY = AuditEntryRow.__table__
_CORRECTION = BankHolidayCorrectionRow.__table__
_POLL = PollRow.__table__


def entries_of(connection: Connection, kinds: Iterable[str]) -> list[tuple[int, str, Any]]:
    """Entries of these kinds in the order of the chain: position, kind and body."""
    statement = (
        select(_ENTRY.c.position, _ENTRY.c.kind, _ENTRY.c.body)
        .where(_ENTRY.c.chain == SYSTEM_CHAIN, _ENTRY.c.kind.in_(sorted(kinds)))
        .order_by(_ENTRY.c.position)
    )  # fmt: skip
    return [(row.position, row.kind, json.loads(row.body)) for row in connection.execute(statement)]


def correction_rows(connection: Connection) -> list[Any]:
    """Every correction of the bank holidays, oldest first."""
    return list(connection.execute(select(_CORRECTION).order_by(_CORRECTION.c.id)))


def poll_rows(connection: Connection) -> list[Any]:
    """Every version of every poll, oldest first."""
    return list(connection.execute(select(_POLL).order_by(_POLL.c.id)))
